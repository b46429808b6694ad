"""The help texts of `raam`, in Dutch and in English."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language's help texts, by what they explain."""

    raam: str
    other_language: str
    english: str
    commands: str
    kinds: str
    imports: str
    sensemaker: str
    narrafirma: str
    tabel: str
    definition: str
    data: str
    form: str
    stories: str
    table: str
    framework: str
    json: str
    into: str
    ground: str
    uses: str
    check: str
    schema: str
    scan: str
    scan_long: str
    scan_stories: str
    scan_by: str
    scan_csv: str
    missing: str
    missing_long: str
    missing_by: str
    missing_csv: str
    population: str
    noise: str
    seed: str
    only_json: str
    mask: str
    mask_long: str
    jsonl: str
    engine: str
    xlsform: str
    target: str
    inquiry: str
    slug: str
    title: str
    organisation: str
    email: str
    name: str
    release: str
    reason: str
    account: str
    pattern: str
    out: str
    journal: str
    journal_check: str
    journal_head: str
    journal_inquiry: str
    second_step_off: str
    second_step_email: str
    renewed_sign_in: str
    kept_head: str
    backup: str
    restore: str
    folder: str
    copy: str
    keys: str
    withdrawals: str
    check_place: str
    test_mail: str
    stats: str
    own_keys: str
    rotate: str
    archive: str
    open_archive: str
    receiver: str
    archive_file: str
    phrase: str
    usage: str
    arguments: str
    options: str
    help: str
    version: str
    wrong: str


DUTCH = Words(
    raam="Raamvertelling: onderzoeken beginnen, verhalen inlezen en vrijgeven, een verantwoording maken.",
    other_language="In English: raam --english --help, or set RAAM_LANG=en.",
    english="hulp in het Engels",
    commands="commando's",
    kinds="soorten bestanden",
    imports="verhalen inlezen; zonder --into alleen een proef, die niets bewaart",
    sensemaker="een project van SenseMaker: de definitie en de gegevens",
    narrafirma="een verzameling van NarraFirma: het verhaalformulier en de verhalen",
    tabel="een tabel (CSV of XLSX) bij een eigen duidingskader, ook van KoboToolbox of LimeSurvey",
    definition="de definitie van het project (JSON)",
    data="de gegevens (CSV of XLSX)",
    form="het verhaalformulier (CSV)",
    stories="de verhalen (CSV)",
    table="de tabel (CSV of XLSX), met één kopregel",
    framework="het duidingskader (YAML)",
    json="geef het verslag als JSON",
    into="bewaar de verhalen in dit onderzoek (de naam in het adres)",
    ground="waarop u zich beroept: waar hebben de vertellers ja tegen gezegd?",
    uses="waarvoor de verhalen gebruikt mogen worden (standaard: analyse)",
    check="een duidingskader nakijken: alle problemen in één keer",
    mask="in een tekst aanwijzen en afdekken wat iemand herkenbaar maakt",
    mask_long=(
        "Leest een tekst van de standaardinvoer en schrijft één regel JSON: de plaatsen (in tekens) en de tekst met\n"
        "[naam 1], [plaats] en zo in hun plaats. Bewaart niets. Een mens beslist: de machine mist ook wel eens iets."
    ),
    jsonl='elke regel invoer is een verhaal: {"id": 1, "text": "..."}',
    engine="gebruik ook deze herkenner, als hij geïnstalleerd is (deduce)",
    schema="het JSON-schema van een duidingskader",
    scan="alle vragen met elkaar vergelijken: welke antwoorden hangen samen?",
    scan_long=(
        "Vergelijkt elk paar vragen in een bestand met verhalen, zonder database. Het sterkste verband staat\n"
        "bovenaan, met marge en aantal, en gecorrigeerd voor het aantal keren kijken."
    ),
    scan_stories="de verhalen (JSON-regels)",
    scan_by="alleen paren met deze vraag, bijvoorbeeld role",
    scan_csv="geef alle paren als CSV",
    missing="wie ontbreekt: onze vertellers naast een bevolkingsbestand",
    missing_long=(
        "Legt de vertellers in een bestand met verhalen naast het aantal mensen per buurt, leeftijd of rol. Wie te\n"
        "weinig verteld heeft, staat bovenaan, met marge."
    ),
    missing_by="de vraag met één antwoord waarop wij vergelijken",
    missing_csv="geef alle groepen als CSV",
    population="het bevolkingsbestand: een code en een aantal mensen per rij (CSV of XLSX)",
    noise="deel de antwoorden N keer willekeurig opnieuw uit en tel hoe vaak het overzicht dan toch iets ziet",
    seed="beginwaarde van het toeval (1): dezelfde waarde geeft dezelfde cijfers",
    only_json="geef alle paren als JSON",
    xlsform="een duidingskader omzetten naar een XLSForm (KoboToolbox, ODK), of andersom",
    target="het bestand dat geschreven wordt",
    inquiry="een onderzoek beginnen, met een eerste account",
    slug="de naam van het onderzoek in het adres",
    title="de titel",
    organisation="de organisatie",
    email="e-mailadres van wie het onderzoek beheert",
    name="naam van wie het onderzoek beheert",
    release="alle wachtende verhalen samen vrijgeven, met een reden voor het logboek",
    reason="waarom deze verhalen zonder bewerking vrij mogen",
    account="een verantwoording maken, vastleggen en als pdf bewaren",
    pattern="een vraag die erin komt (vaker te noemen; anders de eerste zes)",
    out="het bestand voor de pdf",
    journal="het logboek: controleren, en de ondertekende kop tonen",
    journal_check="nagaan of niemand iets in het logboek veranderde, ook tegen koppen die u elders bewaarde",
    journal_head="de ondertekende kop van nu, om elders te bewaren",
    journal_inquiry="alleen dit onderzoek (de naam in het adres)",
    second_step_off="de tweede stap uitzetten van iemand die telefoon, passkey en herstelcodes kwijt is",
    renewed_sign_in="iemand een nieuw wachtwoord geven die het niet per mail kan krijgen; u ziet het één keer",
    second_step_email="het e-mailadres waarmee deze persoon inlogt",
    kept_head="een kop die u eerder bewaarde (vaker te noemen)",
    backup="een kopie maken van verhalen, sleutels en intrekkingen, terwijl het platform draait",
    restore="een kopie terugzetten; wat daarna is ingetrokken, blijft weg (stop eerst het platform)",
    folder="de map voor de bestanden",
    copy="de kopie van de verhalen",
    keys="de kopie van de sleutels; zonder blijft de sleutelkast die er staat",
    withdrawals="nog een lijst met intrekkingen (mag vaker); lijsten naast de kopie gaan vanzelf mee",
    check_place="nagaan of deze plek goed is ingesteld; elk probleem is een zin die zegt wat u doet",
    test_mail="stuur ook een proefmail aan dit adres",
    stats="hoe het gaat: verhalen, wachtrij, schijf, worker, laatste reservekopie",
    own_keys="de hoofdsleutel van deze plek",
    rotate="een nieuwe hoofdsleutel maken (stop eerst server en worker)",
    archive="een versleuteld archiefbestand van een onderzoek maken",
    open_archive="een archiefbestand openen in een map; zonder database",
    receiver="voor wie het bestand is; dit komt in het logboek",
    archive_file="het archiefbestand",
    phrase="een bestand met de wachtzin; zonder wordt ernaar gevraagd",
    usage="gebruik:",
    arguments="wat u noemt",
    options="keuzes",
    help="deze uitleg",
    version="welke versie dit is",
    wrong="Dit commando klopt niet. Meer uitleg: raam --help",
)
ENGLISH = Words(
    raam="Raamvertelling: start inquiries, import and release stories, write an account.",
    other_language="In het Nederlands: raam --help.",
    english="help in English",
    commands="commands",
    kinds="kinds of files",
    imports="import stories; without --into only a dry run that stores nothing",
    sensemaker="a SenseMaker project: its definition and its data",
    narrafirma="a NarraFirma collection: the story form and the stories",
    tabel="a table (CSV or XLSX) for a framework of your own, also from KoboToolbox or LimeSurvey",
    definition="the project's definition (JSON)",
    data="the data (CSV or XLSX)",
    form="the story form (CSV)",
    stories="the stories (CSV)",
    table="the table (CSV or XLSX), with one header row",
    framework="the framework (YAML)",
    json="print the report as JSON",
    into="store the stories in this inquiry (its name in the address)",
    ground="the ground for storing them: what did the tellers agree to?",
    uses="what the stories may be used for (default: analyse)",
    check="check a framework: all problems at once",
    mask="point at and mask what could identify somebody in a text",
    mask_long=(
        "Reads a text from standard input and writes one line of JSON: the places (in code points) and the text with\n"
        "[naam 1], [plaats] and so on instead. Keeps nothing. A person decides: the machine misses things too."
    ),
    jsonl='each line of input is a story: {"id": 1, "text": "..."}',
    engine="also use this engine, if it is installed (deduce)",
    schema="the JSON schema of a framework",
    scan="compare all questions with each other: which answers hang together?",
    scan_long=(
        "Compares every pair of questions in a file of stories, without a database. The strongest link comes first,\n"
        "with its margin and the number of stories, corrected for how often was looked."
    ),
    scan_stories="the stories (JSON lines)",
    scan_by="only pairs with this question, such as role",
    scan_csv="give all pairs as CSV",
    missing="who is missing: our tellers beside a population file",
    missing_long=(
        "Lays the tellers of a file of stories beside the number of people by neighbourhood, age or role. Who told\n"
        "too little comes first, with its margin."
    ),
    missing_by="the question with one answer to compare by",
    missing_csv="give all groups as CSV",
    population="the population file: a code and a number of people a row (CSV or XLSX)",
    noise="deal the answers out anew N times and count how often the scan still sees something",
    seed="start of the random numbers (1): the same value gives the same figures",
    only_json="give all pairs as JSON",
    xlsform="turn a framework into an XLSForm (KoboToolbox, ODK), or the other way round",
    target="the file to write",
    inquiry="start an inquiry, with a first account",
    slug="the name of the inquiry in its address",
    title="the title",
    organisation="the organisation",
    email="e-mail address of who runs the inquiry",
    name="name of who runs the inquiry",
    release="release all waiting stories together, with a reason for the log",
    reason="why these stories may be released as they are",
    account="make an account, freeze it and save it as PDF",
    pattern="a question to put in (may be repeated; else the first six)",
    out="the file for the PDF",
    journal="the log: check it, and print its signed head",
    journal_check="check that nobody changed the log, also against heads that you kept elsewhere",
    journal_head="the signed head of now, to keep elsewhere",
    journal_inquiry="only this inquiry (its name in the address)",
    second_step_off="take off the second step of somebody who lost telephone, passkey and recovery codes",
    renewed_sign_in="give a new password to somebody who cannot get one by mail; you see it once",
    second_step_email="the e-mail address with which this person signs in",
    kept_head="a head that you kept earlier (may be repeated)",
    backup="copy stories, keys and withdrawals, while the platform runs",
    restore="put a copy back; what was withdrawn since stays gone (stop the platform first)",
    folder="the folder for the files",
    copy="the copy of the stories",
    keys="the copy of the keys; without it the keystore that is here stays",
    withdrawals="one more list of withdrawals (may be repeated); lists beside the copy are used by themselves",
    check_place="whether this place is set up well; each problem is a sentence that says what to do (in Dutch)",
    test_mail="also send a trial mail to this address",
    stats="how it is doing: stories, queue, disk, worker, last copy (in Dutch)",
    own_keys="the master key of this place",
    rotate="make a new master key (stop server and worker first)",
    archive="make an encrypted archive file of an inquiry",
    open_archive="open an archive file into a folder; without a database",
    receiver="for whom the file is; this goes into the log",
    archive_file="the archive file",
    phrase="a file with the passphrase; without it you are asked",
    usage="usage:",
    arguments="arguments",
    options="options",
    help="this help",
    version="which version this is",
    wrong="This command is not right. More help: raam --english --help",
)


def choose_words(arguments: Sequence[str], language: str) -> Words:
    """Return English if it is asked for by option or environment, else Dutch."""
    return ENGLISH if "--english" in arguments or language.lower().startswith("en") else DUTCH
