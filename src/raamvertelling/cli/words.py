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
    usage: str
    arguments: str
    options: str
    help: str
    version: str
    wrong: str


DUTCH = Words(
    raam="Raamvertelling: verhalen inlezen en duidingskaders nakijken.",
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
    schema="het JSON-schema van een duidingskader",
    usage="gebruik:",
    arguments="wat u noemt",
    options="keuzes",
    help="deze uitleg",
    version="welke versie dit is",
    wrong="Dit commando klopt niet. Meer uitleg: raam --help",
)
ENGLISH = Words(
    raam="Raamvertelling: import stories and check frameworks.",
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
    schema="the JSON schema of a framework",
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
