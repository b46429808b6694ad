"""An XLSForm as the definition of a framework, with a list of everything that could not come along."""

import re
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from raamvertelling.core.framework.layout import RESERVED_IDS, SCHEMA_NAME
from raamvertelling.exchange.ids import Ids
from raamvertelling.exchange.xlsform.choices import ChoiceLists, read_choices
from raamvertelling.exchange.xlsform.groups import read_stones, read_triad
from raamvertelling.exchange.xlsform.kinds import KIND_READERS, Question
from raamvertelling.exchange.xlsform.relevant import TooMuch, read_relevant
from raamvertelling.exchange.xlsform.sheets import FormRow, Sheets, language_code, open_sheets
from raamvertelling.exchange.xlsform.words import put_words

METADATA = frozenset(
    {"start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit", "calculate", "hidden"}
    | {"subscriberid", "simserial", "start-geopoint"}
)
VOICES = ("role", "rol", "stem", "voice", "perspectief", "perspective")
CONSENT = re.compile(r"(?:toestemming|consent|informed_consent)(?:_(?P<id>analyse|groep|citaat|openbaar))?\Z")
STANDARD = "Mogen wij uw verhaal lezen en meetellen? Dit is nodig om mee te doen."


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A definition that may be unfinished, and in `report` what was changed or left out, row by row."""

    definition: dict[str, Any]
    report: tuple[str, ...]


@dataclass(slots=True)
class Reading:
    """What is known while going through the rows. `names` gives the id of each question by its name in the form."""

    sheets: Sheets
    own: str
    languages: list[str]
    lists: ChoiceLists
    report: list[str] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    ids: Ids = field(default_factory=lambda: Ids("consent"))
    texts: dict[str, dict[str, Any]] = field(default_factory=dict)
    purposes: dict[str, dict[str, Any]] = field(default_factory=dict)
    voices: str = ""

    def note(self, row: FormRow, message: str) -> None:
        """Write down what happened to a row."""
        name = row.get("name") or row.get("type")
        self.report.append(f"Rij {row.number} ({name}): {message}")


def read_xlsform(stream: BinaryIO, name: str = "het formulier") -> ReadForm:
    """Return the questions of an XLSForm in the form in which a framework file has them.

    Parameters
    ----------
    stream : an XLSX file, open for reading bytes.
    name : what to call the file in a message.

    Raises
    ------
    ImportProblem : the file cannot be read at all, or has no sheet `survey`.
    """
    sheets = open_sheets(stream, name)
    own, languages = _languages(sheets)
    reading = Reading(sheets, own, languages, ChoiceLists({}))
    reading.lists = read_choices(sheets.choices, own, languages, reading.report)
    reading.report += [f"Stond al niet in het bestand: {note}" for note in sheets.notes]
    for sheet in sheets.others:
        reading.report.append(f"Werkblad '{sheet}' is niet overgenomen.")
    _read_rows(reading, list(sheets.survey), "")
    _need_story(reading)
    return ReadForm(_definition(reading), tuple(reading.report))


def _languages(sheets: Sheets) -> tuple[str, list[str]]:
    found: list[str] = []
    for row in (*sheets.survey, *sheets.choices):
        for texts in row.texts.values():
            found += [code for code in texts if code not in found]
    default = sheets.settings.get("default_language", "")
    own = language_code(default) if default else found[0] if found else "nl"
    return own, [own, *(code for code in found if code != own)]


def _read_rows(reading: Reading, rows: list[FormRow], relevant: str) -> None:
    """Go through the rows of one level; `relevant` is the condition of the groups around them."""
    while rows:
        row = rows.pop(0)
        kind = " ".join(row.get("type").lower().replace("begin group", "begin_group").split())
        kind = kind.replace("begin repeat", "begin_repeat").replace("end group", "end_group")
        kind = kind.replace("end repeat", "end_repeat")
        if kind == "begin_group":
            _read_group(reading, row, _until_end(rows, "group"), relevant)
        elif kind == "begin_repeat":
            inside = _until_end(rows, "repeat")
            reading.note(row, f"een herhaling met {len(inside)} rijen kennen wij niet. Zij is niet overgenomen.")
        elif kind in METADATA:
            reading.note(row, "dit houden wij met opzet niet bij. Niet overgenomen.")
        elif kind:
            _read_question(reading, row, kind, relevant)


def _until_end(rows: list[FormRow], what: str) -> list[FormRow]:
    inside: list[FormRow] = []
    depth = 1
    while rows:
        row = rows.pop(0)
        kind = row.get("type").lower().replace(" ", "_")
        depth += (kind == f"begin_{what}") - (kind == f"end_{what}")
        if not depth:
            break
        inside.append(row)
    return inside


def _read_group(reading: Reading, row: FormRow, inside: list[FormRow], around: str) -> None:
    appearance = row.get("appearance").split()
    relevant = _joined(around, row.get("relevant"))
    made = None
    if "triad" in appearance:
        made = read_triad(row, inside, reading.languages)
    elif "stones" in appearance:
        made = read_stones(row, inside, reading.languages)
    if made is not None:
        _keep(reading, row, made, relevant)
        _read_rows(reading, [each for each in inside if each.get("name").endswith("_nvt")], "")
        return
    if row.words("label"):
        reading.note(row, "de kop van deze groep is niet overgenomen; de vragen erin wel.")
    _read_rows(reading, inside, relevant)


def _joined(one: str, other: str) -> str:
    return f"({one}) and ({other})" if one and other else one or other


def _read_question(reading: Reading, row: FormRow, kind: str, relevant: str) -> None:
    name = row.get("name")
    if kind.startswith("select_multiple") and name.endswith("_nvt") and name[:-4] in reading.names:
        id = reading.names[name[:-4]]
        next(each for each in reading.items if each["id"] == id)["not_applicable"] = True
        return
    if (consent := CONSENT.match(name.lower())) and (kind.startswith("select_one") or kind == "acknowledge"):
        _keep_purpose(reading, row, consent["id"] or "analyse")
        return
    if kind == "note":
        _read_note(reading, row)
        return
    read = KIND_READERS.get(kind.split(" ")[0])
    if read is None:
        reading.note(row, f"een vraag van de soort '{row.get('type')}' kennen wij niet. Niet overgenomen.")
        return
    made = read(row, reading.lists)
    if made.item is not None:
        _keep(reading, row, made, _joined(relevant, row.get("relevant")))
    for message in made.notes if made.item is None else ():
        reading.note(row, message)


def _read_note(reading: Reading, row: FormRow) -> None:
    words, mark = row.words("label"), row.get("raam")
    key = {"inleiding": "introduction", "over_namen": "privacy_note"}.get(mark, "")
    key = key or ("introduction" if not reading.items and "introduction" not in reading.texts else "")
    if not key or not words:
        reading.note(row, "deze toelichting is niet overgenomen. Zet haar zo nodig in de uitleg bij een vraag.")
        return
    reading.texts[key] = put_words({}, key, words, reading.languages)


def _keep_purpose(reading: Reading, row: FormRow, id: str) -> None:
    made = put_words({"id": id}, "text", row.words("label"), reading.languages)
    reading.purposes[id] = {**made, "required": id == "analyse"}
    if id == "analyse" and row.words("hint"):
        reading.texts["consent"] = put_words({}, "text", row.words("hint"), reading.languages)
    if row.get("relevant"):
        reading.note(row, "de voorwaarde bij deze toestemming is niet overgenomen: wij vragen elk gebruik altijd.")


def _keep(reading: Reading, row: FormRow, made: Question, relevant: str) -> None:
    """Give a question its id, its words and what all kinds share."""
    item = made.item
    assert item is not None
    marks = row.get("raam").split()
    name = row.get("name")
    plain = name[2:] if name.startswith("v_") and name[2:3].isdigit() else name
    wanted = "story" if "story" in marks else "title" if "title" in marks else plain
    item["id"] = reading.ids.give(wanted) if not re.fullmatch(r"[0-9][a-z0-9_]*", wanted) else wanted
    if item["id"] != plain:
        reading.note(row, f"heet bij ons '{item['id']}'.")
    reading.names[name] = item["id"]
    put_words(item, "text", row.words("label"), reading.languages)
    put_words(item, "help", row.words("hint"), reading.languages)
    is_required = row.get("required").lower() in ("yes", "true", "true()", "1", "ja") or "required" in marks
    item["required" if is_required else "skippable"] = True
    item.update({mark: True for mark in ("about_you", "interviewer") if mark in marks})
    if item["type"] == "single_choice" and ("voices" in marks or (not reading.voices and name.lower() in VOICES)):
        reading.voices = item["id"]
    for message in made.notes:
        reading.note(row, message)
    _put_condition(reading, row, item, relevant)
    _note_the_rest(reading, row)
    reading.items.append(item)


def _put_condition(reading: Reading, row: FormRow, item: dict[str, Any], relevant: str) -> None:
    if not relevant:
        return
    try:
        wanted = read_relevant(relevant)
    except TooMuch:
        reading.note(row, f"de voorwaarde '{relevant[:80]}' kennen wij niet. De vraag komt nu altijd.")
        return
    if CONSENT.match(wanted.name.lower()):
        return
    asked = reading.names.get(wanted.name)
    other = next((each for each in reading.items if each["id"] == asked), None)
    known = reading.lists.ids_of(wanted.name, reading.sheets.survey)
    if other is None or not known:
        reading.note(row, f"de voorwaarde hangt af van '{wanted.name}', en die is er niet. De vraag komt nu altijd.")
        return
    if wanted.values == ("",):
        options, negated = list(known.values()), not wanted.negated
    else:
        options, negated = [known.get(value, value) for value in wanted.values], wanted.negated
    item["show_unless" if negated else "show_if"] = {other["id"]: options if len(options) > 1 else options[0]}


def _note_the_rest(reading: Reading, row: FormRow) -> None:
    """Name the columns that hold something and mean nothing to us."""
    for column, what in (
        ("calculation", "een berekening"),
        ("default", "een vooraf ingevuld antwoord"),
        ("choice_filter", "een filter op de antwoorden"),
        ("trigger", "een trigger"),
        ("repeat_count", "een aantal herhalingen"),
    ):
        if row.get(column):
            reading.note(row, f"{what} kennen wij niet. Niet overgenomen.")
    for column in ("guidance_hint", "required_message"):
        if row.words(column):
            reading.note(row, f"de tekst bij '{column}' is niet overgenomen.")


def _need_story(reading: Reading) -> None:
    """Mark the story: what is called so, else the first long text; a form without one gets one."""
    items = reading.items
    if any(each["type"] == "long_text" and (each["id"] == "story" or each.get("is_story")) for each in items):
        return
    found = next((each for each in items if each["type"] == "long_text"), None)
    if found is not None:
        found["is_story"], found["required"] = True, True
        for key in ("skippable", "show_if", "show_unless"):
            found.pop(key, None)
        reading.report.append(f"De vraag '{found['id']}' is het verhaal: de eerste lange tekst.")
        return
    items.insert(
        0, {"id": reading.ids.give("story"), "type": "long_text", "text": "Vertel uw verhaal.", "required": True}
    )
    reading.report.append("Er was geen lange tekst. Wij zetten de vraag naar het verhaal erbij.")


def _definition(reading: Reading) -> dict[str, Any]:
    settings = reading.sheets.settings
    version = settings.get("version", "")
    definition: dict[str, Any] = {
        "schema": SCHEMA_NAME,
        "id": Ids(*RESERVED_IDS).give(settings.get("form_id", "") or settings.get("form_title", "") or "formulier"),
        "version": int(version) if re.fullmatch(r"[1-9][0-9]{0,5}", version) else 1,
        "language": reading.own,
        "languages": reading.languages,
        "title": settings.get("form_title", ""),
        "voices": reading.voices or None,
        "items": reading.items,
    }
    for code in reading.languages[1:]:
        definition[code] = {"title": definition["title"]} if definition["title"] else {}
    for part in ("introduction", "privacy_note"):
        for key, value in reading.texts.get(part, {}).items():
            if isinstance(value, dict):
                definition.setdefault(key, {}).update(value)
            else:
                definition[key] = value
    definition["consent"] = _consent(reading)
    return {key: value for key, value in definition.items() if value != {}}


def _consent(reading: Reading) -> dict[str, Any]:
    if "analyse" not in reading.purposes:
        words = dict.fromkeys(reading.languages, STANDARD)
        made = put_words({"id": "analyse"}, "text", words, reading.languages)
        reading.purposes = {"analyse": {**made, "required": True}, **reading.purposes}
        reading.report.append("Er was geen vraag om toestemming. Wij zetten haar erbij; kijk de woorden na.")
    asked = dict.fromkeys(reading.languages, "Waarvoor mogen wij uw verhaal gebruiken?")
    words = reading.texts.get("consent") or put_words({}, "text", asked, reading.languages)
    order = sorted(reading.purposes.values(), key=lambda each: each["id"] != "analyse")
    return {**words, "purposes": order}
