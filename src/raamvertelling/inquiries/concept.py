"""What the editor shows of the concept: its questions in the order of telling, what is wrong where, and advice."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from raamvertelling.core.framework import (
    Difference,
    Framework,
    Problem,
    differences,
    minutes_range,
    signs_of,
    sketch,
)
from raamvertelling.core.framework.editing import (
    ABOUT_STORY,
    ABOUT_YOU,
    OPENING,
    Definition,
    Item,
    find_item,
    items_of,
    options_of,
    part_of,
)
from raamvertelling.inquiries.models import FrameworkDraft, FrameworkVersion, Inquiry
from raamvertelling.inquiries.services.drafts import empty_definition
from raamvertelling.inquiries.shelf import SHELF, ShelfKind, key_of, shelf_kind
from raamvertelling.web.language_list import dutch_name
from raamvertelling.web.templatetags.raam import dutch_date

PARTS = (
    (OPENING, "Het begin", "Altijd in deze volgorde: onderwerp, verhaal, titel, wie er vertelt."),
    (ABOUT_STORY, "Over het verhaal", "Hier zegt de verteller wat het verhaal betekent."),
    (ABOUT_YOU, "Over de verteller", "Deze vragen komen als laatste."),
)
OPENING_ORDER = ("prompt_choice", "story", "title")
SHOWN_ANSWERS = 6
ADVICE = (
    ("aan een zuil", 3, 5),
    ("voor wie even tijd heeft", 6, 9),
    ("voor wie zich er echt voor inzet", 10, 15),
)


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One thing to put right, with the way to it."""

    place: str
    text: str
    url: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question on the overview."""

    id: str
    number: int
    kind: str
    icon: str
    text: str
    answers: tuple[str, ...]
    more: int
    notes: tuple[str, ...]
    condition: str
    problems: int
    may_go_up: bool
    may_go_down: bool


@dataclass(frozen=True, slots=True)
class PartOfTelling:
    """The questions of one part, under their own heading."""

    name: str
    help: str
    lines: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """How this number of questions suits one way of telling."""

    who: str
    least: int
    most: int
    verdict: str
    fits: bool


@dataclass(frozen=True, slots=True)
class ConceptPage:
    """The whole overview."""

    draft: FrameworkDraft
    state: str
    parts: tuple[PartOfTelling, ...]
    problems: tuple[ProblemLine, ...]
    advice: tuple[Advice, ...]
    signs: int
    minutes: str
    differences: tuple[Difference, ...]

    @property
    def has_changes(self) -> bool:
        """Whether there is anything to put live."""
        return bool(self.differences or self.problems or self.draft.based_on is None)


def current(inquiry: Inquiry) -> FrameworkDraft:
    """Return the concept, or when there is none what one would begin with; that is not stored before a change."""
    kept = FrameworkDraft.objects.select_related("based_on", "changed_by").filter(inquiry=inquiry).first()
    if kept is not None and kept.is_open:
        return kept
    newest = inquiry.framework_versions.order_by("-number").first()
    start = newest.definition if newest else empty_definition(inquiry.title)
    return FrameworkDraft(
        inquiry=inquiry, definition=start, based_on=newest, revision=kept.revision if kept else 0, is_open=False
    )


def ids_ever_used(inquiry: Inquiry) -> set[str]:
    """Return every id of a question in any version: stories may hang on it, so it is never given out again."""
    versions = inquiry.framework_versions.values_list("definition", flat=True)
    return {item["id"] for definition in versions for item in items_of(definition)}


def live_version(inquiry: Inquiry) -> FrameworkVersion | None:
    """Return what tellers are asked now; None in an inquiry without questions."""
    return inquiry.framework_versions.order_by("-number").first()


def concept_page(inquiry: Inquiry) -> ConceptPage:
    """Return everything that the overview shows."""
    draft, live = current(inquiry), live_version(inquiry)
    framework, found = sketch(draft.definition)
    lines = problem_lines(inquiry.slug, draft.definition, found)
    signs = len(signs_of(framework)) if framework else 0
    return ConceptPage(
        draft=draft,
        state=state_sentence_of(live, draft),
        parts=_parts(draft.definition, lines),
        problems=lines,
        advice=_advice(signs),
        signs=signs,
        minutes=minutes_in_words(framework) if framework else "",
        differences=changes(live, framework, found),
    )


def changes(
    live: FrameworkVersion | None, framework: Framework | None, found: Sequence[Problem]
) -> tuple[Difference, ...]:
    """Return what the concept would change; nothing as long as it has problems, for then that is not sure."""
    return differences(live.framework, framework) if live and framework and not found else ()


def state_sentence_of(live: FrameworkVersion | None, draft: FrameworkDraft) -> str:
    """Say which version is live, whether it can still change, and what one is working on."""
    if live is None:
        return "Er staat nog niets live. U maakt de eerste versie."
    count = live.stories.filter(is_test=False).count()
    told = "nog geen verhalen" if not count else "1 verhaal" if count == 1 else f"{count} verhalen"
    if live.frozen_on:
        state = f"Versie {live.number} is live sinds {dutch_date(live.made_on)}, met {told}: die ligt vast."
        after = f"Wat u hier maakt, wordt versie {live.number + 1}."
    else:
        state = f"Versie {live.number} is live sinds {dutch_date(live.made_on)}, met {told}: die kan nog anders."
        after = f"Wat u hier maakt, komt in de plaats van versie {live.number}."
    work = "U werkt aan een concept." if draft.is_open else "Er is nog niets veranderd."
    return f"{state} {work} {after}"


def minutes_in_words(framework: Framework) -> str:
    """Say about how long telling takes."""
    least, most = minutes_range(framework)
    return f"ongeveer {least} minuten" if least == most else f"ongeveer {least} tot {most} minuten"


def _advice(signs: int) -> tuple[Advice, ...]:
    return tuple(
        Advice(who, least, most, _verdict(signs, least, most), least <= signs <= most) for who, least, most in ADVICE
    )


def _verdict(signs: int, least: int, most: int) -> str:
    if signs > most:
        return f"{signs - most} te veel"
    return "past" if signs >= least else f"er kunnen er {least - signs} bij"


def shelf_for(definition: Definition) -> list[ShelfKind]:
    """Return the kinds that may still be added."""
    there = {key_of(each) for each in items_of(definition)}
    return [each for each in SHELF if not (each.once and each.key in there)]


def _parts(definition: Definition, problems: Sequence[ProblemLine]) -> tuple[PartOfTelling, ...]:
    wrong = [each.question for each in problems]
    found, number = [], 0
    for part, name, help in PARTS:
        items = _in_part(definition, part)
        lines = []
        for place, item in enumerate(items):
            number += 1
            may_move = part != OPENING
            up, down = may_move and place > 0, may_move and place < len(items) - 1
            lines.append(_line(definition, item, number, wrong.count(item["id"]), up, down))
        found.append(PartOfTelling(name, help, tuple(lines)))
    return tuple(found)


def _in_part(definition: Definition, part: str) -> list[Item]:
    items = [each for each in items_of(definition) if part_of(definition, each) == part]
    if part != OPENING:
        return items
    return sorted(items, key=lambda each: OPENING_ORDER.index(key) if (key := key_of(each)) in OPENING_ORDER else 3)


def telling_order(definition: Definition) -> list[Item]:
    """Return the questions as the overview numbers them."""
    return [item for part, *_ in PARTS for item in _in_part(definition, part)]


def _line(definition: Definition, item: Item, number: int, wrong: int, up: bool, down: bool) -> QuestionLine:
    kind = shelf_kind(key_of(item))
    answers = answer_words(item)
    return QuestionLine(
        id=item["id"],
        number=number,
        kind=kind.name if kind else "Onbekend",
        icon=kind.key if kind else "short_text",
        text=text_of(item),
        answers=tuple(answers[:SHOWN_ANSWERS]),
        more=max(0, len(answers) - SHOWN_ANSWERS),
        notes=tuple(_notes(definition, item)),
        condition=condition_words(definition, item),
        problems=wrong,
        may_go_up=up,
        may_go_down=down,
    )


def text_of(item: Item) -> str:
    """Return the words of a question, or that there are none yet."""
    return str(item.get("text") or "").strip() or "(nog geen tekst)"


def answer_words(item: Item) -> list[str]:
    """Return the words of all answers, corners, stones or ends."""
    ends = [item.get(key) for key in ("left", "right")]
    words = [each.get("text") for each in [*options_of(item), *ends] if isinstance(each, dict)]
    return [str(each) for each in words if each]


def _notes(definition: Definition, item: Item) -> list[str]:
    notes = []
    if item["id"] == definition.get("voices", "role"):
        notes.append("zegt wie er vertelt")
    if is_required(item):
        notes.append("verplicht")
    if isinstance(roles := item.get("wording_by_role"), dict) and roles:
        notes.append(f"eigen woorden voor {len(roles)} {'stem' if len(roles) == 1 else 'stemmen'}")
    return notes


def is_required(item: Item) -> bool:
    """Tell whether a teller must answer; a file says it with either of two words."""
    return bool(item.get("required")) or item.get("skippable") is False


def condition_words(definition: Definition, item: Item) -> str:
    """Say when a question is asked; nothing when it always is."""
    for key, not_ in (("show_if", ""), ("show_unless", "niet ")):
        condition = item.get(key)
        if isinstance(condition, dict) and condition:
            id, wanted = next(iter(condition.items()))
            other = find_item(definition, str(id))
            words = {str(each.get("id")): str(each.get("text") or each.get("id")) for each in options_of(other or {})}
            chosen = wanted if isinstance(wanted, list) else [wanted]
            answers = " of ".join(f"“{words.get(str(each), str(each))}”" for each in chosen) or "(nog geen antwoord)"
            asked = text_of(other) if other else f"{id} (bestaat niet meer)"
            return f"Alleen als bij “{asked}” {not_}{answers} gekozen is"
    return ""


_ITEM = re.compile(r"items\[(\d+)\](?:\.(.*))?\Z")
_UNTRANSLATED = re.compile(r"tekst ontbreekt.*haal '([^']+)' weg bij 'languages'")
_ANCHOR = re.compile(r"(?:options|anchors|stones)\[(\d+)\]")


def problem_lines(slug: str, definition: Definition, found: Sequence[Problem]) -> tuple[ProblemLine, ...]:
    """Return the problems in the order of telling, each in words of the editor and with a link to its place."""
    order = [each["id"] for each in telling_order(definition)]
    untranslated = Counter(match[1] for each in found if (match := _UNTRANSLATED.search(each.message)))
    rest = [each for each in found if not _UNTRANSLATED.search(each.message)]
    lines = [_translation_line(slug, code, missing) for code, missing in untranslated.items()]
    lines += [_problem_line(slug, definition, each, order) for each in rest]
    return tuple(sorted(lines, key=lambda line: order.index(line.question) if line.question in order else -1))


def _translation_line(slug: str, code: str, missing: int) -> ProblemLine:
    """Say once per language how much is missing: a hundred lines of the same would hide all else."""
    url = f"{reverse('inquiries:translate', args=[slug, code])}?toon=ontbreekt"
    texts = "Er ontbreekt nog 1 vertaling" if missing == 1 else f"Er ontbreken nog {missing} vertalingen"
    return ProblemLine(dutch_name(code), f"{texts}. Vertaal verder, of haal de taal weg bij Talen.", url)


def _problem_line(slug: str, definition: Definition, problem: Problem, order: Sequence[str]) -> ProblemLine:
    matched = _ITEM.match(problem.path)
    items = definition.get("items")
    if matched and isinstance(items, list) and int(matched[1]) < len(items):
        item: Any = items[int(matched[1])]
        if isinstance(item, dict) and item.get("id") in order:
            return _question_problem(slug, definition, item, matched[2] or "", problem.message, order)
    if problem.path == "items":
        return ProblemLine("De vragen", _plain(problem.message), reverse("inquiries:editor_add", args=[slug]))
    target = "consent" if problem.path.startswith("consent") else problem.path.partition(".")[0].partition("[")[0]
    url = f"{reverse('inquiries:editor_settings', args=[slug])}#k-{target}"
    return ProblemLine("Rond de vragen", _plain(problem.message), url)


def _question_problem(
    slug: str, definition: Definition, item: Item, inner: str, message: str, order: Sequence[str]
) -> ProblemLine:
    place = f"Vraag {order.index(item['id']) + 1} “{text_of(item)}”"
    anchor = _ANCHOR.match(inner)
    if anchor:
        place += f", antwoord {int(anchor[1]) + 1}"
    target = f"a{anchor[1]}" if anchor else inner.partition(".")[0].partition("[")[0] or "text"
    url = f"{reverse('inquiries:editor_question', args=[slug, item['id']])}#k-{target}"
    if inner.startswith(("show_if", "show_unless")) and message.startswith("Schrijf hier de id"):
        message = "Kies bij welk antwoord van die vraag deze vraag komt."
    return ProblemLine(place, _plain(_named(definition, message)), url, item["id"])


def _named(definition: Definition, message: str) -> str:
    """Put the words of a question where a message has its id."""
    for item in items_of(definition):
        message = message.replace(f"'{item['id']}'", f"“{text_of(item)}”")
    return message


# What a file calls a part, in the words of the editor.
_PLAIN = (
    ("Voeg een long_text toe met 'id: story'.", "Voeg een vraag naar het verhaal toe."),
    ("Hier ontbreekt de id. Geef dit onderdeel een korte naam, zoals 'id: wijkteam'.", "Schrijf hier een tekst."),
    ("Begin elke regel met een streepje.", ""),
    ("Dit uiteinde ontbreekt. Schrijf er een tekst bij, zoals '{text: helemaal niet}'.", "Schrijf dit uiteinde op."),
    ("het onderwerp (prompt_choice)", "het onderwerp"),
    (" ('minimum')", ""),
)


def _plain(message: str) -> str:
    for old, new in _PLAIN:
        message = message.replace(old, new)
    return message.strip()
