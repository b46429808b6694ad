"""A framework as an XLSForm that KoboToolbox, ODK Central and pyxform accept."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from raamvertelling.core.framework import (
    Anchor,
    Dyad,
    Framework,
    LongText,
    MultipleChoice,
    Option,
    PictureChoice,
    Prompt,
    Scale,
    ShortText,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
    Wording,
)
from raamvertelling.exchange.xlsform.relevant import write_relevant

LANGUAGE_NAMES = {
    "nl": "Nederlands",
    "en": "English",
    "ar": "Arabisch",
    "tr": "Turks",
    "pl": "Pools",
    "uk": "Oekraïens",
    "de": "Duits",
    "fr": "Frans",
}
YES_NO, REFUSED = "ja_nee", "niet_van_toepassing"
CONSENT = "toestemming_"
TEXTS = ("label", "hint", "constraint_message", "raam_left", "raam_right", "raam_bottom", "raam_top")
PLAIN = ("type", "name", "required", "relevant", "constraint", "appearance", "parameters", "raam")
Cells = dict[str, str | Wording]


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """The workbook, and what an XLSForm cannot say: that also stands on its sheet `raam`."""

    content: bytes
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Writer:
    framework: Framework
    survey: list[Cells] = field(default_factory=list)
    choices: list[Cells] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def write_xlsform(framework: Framework) -> WrittenForm:
    """Return a framework as a workbook with the sheets survey, choices and settings.

    A dyad and a scale become a range, a triad a group of three decimals with the appearance "field-list triad", stones
    a group with two decimals a stone. Our own column `raam` says what those of an XLSForm cannot, so that reading the
    workbook back gives the same questions; other programs pass it by.
    """
    writer = _Writer(framework)
    _note_around(writer)
    _add_opening(writer)
    for signifier in framework.signifiers:
        _add_question(writer, signifier)
    for purpose in framework.consent.purposes:
        if not purpose.required:
            row: Cells = {"type": f"select_one {YES_NO}", "name": CONSENT + purpose.id, "label": purpose.text}
            writer.survey.append(row)
    return WrittenForm(_workbook(writer), tuple(writer.notes))


def form_name(id: str) -> str:
    """Return an id as the name of a question: those of an XLSForm begin with a letter."""
    return f"v_{id}" if id[0].isdigit() else id


def _note_around(writer: _Writer) -> None:
    """Name what stands around the questions and has no place in a form."""
    framework = writer.framework
    lost = [
        (framework.help_note, "de tekst voor wie nu hulp nodig heeft"),
        (framework.commissioner, "de opdrachtgever"),
        (framework.consent.help, "de uitleg bij de toestemming"),
        (framework.min_age != 16, f"de leeftijd vanaf wanneer men meedoet ({framework.min_age})"),
        (framework.opens or framework.closes, "de eerste en de laatste dag"),
        (framework.channels, "de wegen waarlangs men vertelt"),
        (framework.licence, "de licentie"),
        (len(framework.languages) > 1, "de vertaling van de titel"),
    ]
    writer.notes += [f"Rond de vragen: {what} gaat niet mee." for given, what in lost if given]


def _add_opening(writer: _Writer) -> None:
    framework = writer.framework
    for name, text in (("inleiding", framework.introduction), ("over_namen", framework.privacy_note)):
        if text:
            writer.survey.append({"type": "note", "name": name, "label": text, "raam": name})
    asked = next((each for each in framework.consent.purposes if each.required), None)
    if asked is not None:
        row: Cells = {
            "type": f"select_one {YES_NO}",
            "name": CONSENT + asked.id,
            "label": asked.text,
            "hint": framework.consent.text,
            "required": "yes",
            "constraint": ". = 'ja'",
        }
        writer.survey.append(row)
    for name, label in (("ja", "Ja"), ("nee", "Nee")):
        writer.choices.append({"list_name": YES_NO, "name": name, "label": _everywhere(framework, label)})
    refused = _everywhere(framework, "Past niet bij mijn verhaal")
    writer.choices.append({"list_name": REFUSED, "name": "nvt", "label": refused})


def _everywhere(framework: Framework, text: str) -> Wording:
    """Return our own Dutch words under every language: no program then shows an empty label."""
    codes = (framework.language, *(code for code in framework.languages if code != framework.language))
    return Wording(tuple((code, text) for code in codes))


def _add_question(writer: _Writer, signifier: Signifier) -> None:
    name = form_name(signifier.id)
    row: Cells = {"name": name, "label": signifier.text, "hint": signifier.help}
    if signifier.required:
        row["required"] = "yes"
    if signifier.condition is not None:
        asked = writer.framework.signifier(signifier.condition.signifier)
        row["relevant"] = write_relevant(signifier.condition, asked, form_name(asked.id))
    marks = {"about_you": signifier.about_you, "interviewer": signifier.interviewer}
    words = [name for name, is_marked in marks.items() if is_marked]
    if signifier.id == writer.framework.voices:
        words.append("voices")
    group = _fill(writer, row, signifier, words)
    row["raam"] = " ".join(words)
    writer.survey.append(row)
    writer.survey += group
    if signifier.not_applicable:
        label = _everywhere(writer.framework, "Past dit niet bij uw verhaal?")
        refused: Cells = {"type": f"select_multiple {REFUSED}", "name": f"{name}_nvt", "label": label}
        writer.survey.append(refused | ({"relevant": row["relevant"]} if "relevant" in row and not group else {}))
    if group:
        writer.survey.append({"type": "end_group", "name": name})
        row.pop("required", None)
    if signifier.wording_by_role:
        writer.notes.append(f"Vraag '{signifier.id}': de woorden per stem gaan niet mee in een XLSForm.")


def _fill(writer: _Writer, row: Cells, signifier: Signifier, words: list[str]) -> list[Cells]:
    """Write what is special to a kind into its row; return the rows of its group, if it is one."""
    match signifier:
        case LongText():
            row |= {"type": "text", "appearance": "multiline"}
            words += ["story"] if signifier.is_story else []
            words += [f"max_words={signifier.max_words}"] if signifier.max_words != 20_000 else []
        case ShortText():
            row |= {"type": "text", "constraint": f"string-length(.) <= {signifier.max_length}"}
            words += ["title"] if signifier.is_title else []
        case MultipleChoice():
            row["type"] = f"select_multiple {_list(writer, signifier, signifier.options)}"
            if signifier.maximum is not None:
                row["constraint"] = f"count-selected(.) <= {signifier.maximum}"
        case Prompt() | SingleChoice() | PictureChoice():
            row["type"] = f"select_one {_list(writer, signifier, signifier.options)}"
            words += [signifier.kind] if not isinstance(signifier, SingleChoice) else []
            words += ["ordered"] if getattr(signifier, "ordered", False) else []
        case Scale():
            limits = f"start={signifier.minimum} end={signifier.maximum} step=1"
            row |= {"type": "range", "parameters": limits, "raam_left": signifier.left, "raam_right": signifier.right}
            words.append("scale")
        case Dyad():
            row |= {"type": "range", "parameters": "start=0 end=100 step=1"}
            row |= {"raam_left": signifier.left, "raam_right": signifier.right}
            words.append("dyad")
        case Triad():
            row |= {"type": "begin_group", "appearance": "field-list triad"}
            words += ["required"] if signifier.required else []
            return [_share(signifier, anchor, "", anchor.text) for anchor in signifier.anchors]
        case Stones():
            return _stones(row, signifier, words)
    return []


def _list(writer: _Writer, signifier: Signifier, options: Sequence[Option]) -> str:
    name = f"lijst_{signifier.id}"
    for each in options:
        flags = [flag for flag in ("exclusive", "unordered") if getattr(each, flag)]
        if each.help:
            writer.notes.append(f"Vraag '{signifier.id}', antwoord '{each.id}': de uitleg gaat niet mee.")
        writer.choices.append(
            {
                "list_name": name,
                "name": each.id,
                "label": each.text,
                "media::image": each.image,
                "raam": " ".join(flags),
            }
        )
    return name


def _share(signifier: Signifier, anchor: Anchor, axis: str, label: Wording) -> Cells:
    return {
        "type": "decimal",
        "name": form_name(f"{signifier.id}_{anchor.id}{axis}"),
        "label": label,
        "hint": anchor.help,
        "constraint": ". >= 0 and . <= 100",
        "raam": anchor.id,
    }


def _stones(row: Cells, signifier: Stones, words: list[str]) -> list[Cells]:
    row |= {"type": "begin_group", "appearance": "field-list stones"}
    row |= {"raam_left": signifier.x_left, "raam_right": signifier.x_right}
    row |= {"raam_bottom": signifier.y_bottom, "raam_top": signifier.y_top}
    words += ["required"] if signifier.required else []
    found = []
    for stone in signifier.stones:
        found += [_share(signifier, stone, "_x", stone.text), _share(signifier, stone, "_y", stone.text)]
    return found


def _workbook(writer: _Writer) -> bytes:
    from openpyxl import Workbook

    framework, book = writer.framework, Workbook()
    codes = [framework.language, *(code for code in framework.languages if code != framework.language)]
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    _fill_sheet(survey, writer.survey, PLAIN, TEXTS, codes)
    _fill_sheet(
        book.create_sheet("choices"), writer.choices, ("list_name", "name", "media::image", "raam"), ("label",), codes
    )
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version", "default_language", "style"])
    title = framework.title.in_language(framework.language)
    settings.append([_cell(title), framework.id, str(framework.version), _language(framework.language), "pages"])
    if writer.notes:
        notes = book.create_sheet("raam")
        notes.append(["Wat niet in een XLSForm past"])
        for note in writer.notes:
            notes.append([_cell(note)])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill_sheet(sheet: object, rows: list[Cells], plain: Sequence[str], texts: Sequence[str], codes: list[str]) -> None:
    assert hasattr(sheet, "append")
    used = [text for text in texts if any(row.get(text) for row in rows)]
    sheet.append([*plain, *(f"{text}::{_language(code)}" for text in used for code in codes)])
    for row in rows:
        words = [row.get(text) for text in used]
        cells = [row.get(column) for column in plain]
        spoken = [_in(each, code) for each in words for code in codes]
        sheet.append([_cell(each) if isinstance(each, str) else "" for each in (*cells, *spoken)])


def _in(wording: object, code: str) -> str:
    return wording.in_language(code) if isinstance(wording, Wording) else ""


def _cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "@")) else text


def _language(code: str) -> str:
    return f"{LANGUAGE_NAMES.get(code, code)} ({code})"
