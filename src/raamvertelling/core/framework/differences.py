"""What changes between two versions of the questions, in Dutch sentences, and what that means for counting."""

from collections.abc import Iterator
from dataclasses import dataclass

from raamvertelling.core.framework.asking import same_question
from raamvertelling.core.framework.dump import dump
from raamvertelling.core.framework.kinds import Dyad, Framework, Scale, Signifier, anchors_of, axes_of
from raamvertelling.core.framework.order import in_order, interviewer_questions


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changes. `breaks` says that answers before and after are not counted together."""

    text: str
    breaks: bool = False
    warns: bool = False


def differences(old: Framework, new: Framework) -> tuple[Difference, ...]:
    """Return everything that a teller or a researcher would notice, from the questions to the small print."""
    found = [*_coming_and_going(old, new)]
    before = {each.id: each for each in old.signifiers}
    for each in _all(new):
        if each.id in before:
            found += _question(before[each.id], each)
    found += _order(old, new)
    found += _around(old, new)
    return tuple(found)


def _all(framework: Framework) -> list[Signifier]:
    return [*in_order(framework), *interviewer_questions(framework)]


def _name(signifier: Signifier) -> str:
    return f"“{signifier.text.in_language('nl')}”"


def _coming_and_going(old: Framework, new: Framework) -> Iterator[Difference]:
    old_ids, new_ids = {each.id for each in old.signifiers}, {each.id for each in new.signifiers}
    for each in _all(new):
        if each.id not in old_ids:
            yield Difference(f"Nieuwe vraag: {_name(each)}. Verhalen van vroeger hebben hier geen antwoord op.")
    for each in _all(old):
        if each.id not in new_ids:
            yield Difference(
                f"Vraag weg: {_name(each)}. Antwoorden van vroeger blijven bewaard, maar er komen geen nieuwe bij.",
                warns=True,
            )


def _question(old: Signifier, new: Signifier) -> Iterator[Difference]:
    name = _name(new)
    if not same_question(old, new):
        yield Difference(
            f"{name}: {_why_apart(old, new)}. Antwoorden van vroeger tellen hier niet meer mee.", breaks=True
        )
    if old.text != new.text or old.help != new.help:
        before = "" if old.text == new.text else f" Eerst stond er: {_name(old)}."
        yield Difference(f"{name}: de woorden van de vraag of de uitleg zijn anders.{before}", warns=True)
    if changed := _changed_words(old, new):
        ends = " Is de betekenis anders? Maak dan een nieuwe vraag." if isinstance(new, Dyad | Scale) else ""
        yield Difference(f"{name}: andere woorden bij {', '.join(changed)}.{ends}", warns=True)
    if old.wording_by_role != new.wording_by_role:
        yield Difference(f"{name}: de woorden per stem zijn anders.", warns=True)
    if old.required != new.required:
        yield Difference(f"{name}: {'moet nu beantwoord worden' if new.required else 'mag men nu overslaan'}.")
    if old.condition != new.condition:
        yield Difference(f"{name}: wanneer de vraag gesteld wordt is anders.", warns=True)
    if old.interviewer != new.interviewer:
        yield Difference(f"{name}: is nu voor {'de interviewer' if new.interviewer else 'de verteller'}.", warns=True)
    if old.not_applicable != new.not_applicable or old.about_you != new.about_you:
        yield Difference(f"{name}: de instellingen van de vraag zijn anders.")


def _why_apart(old: Signifier, new: Signifier) -> str:
    if old.kind != new.kind:
        return "het is een ander soort vraag"
    if isinstance(new, Scale):
        return "de schaal loopt over andere getallen"
    was, now = {each.id for each in anchors_of(old)}, {each.id for each in anchors_of(new)}
    words = []
    if added := len(now - was):
        words.append(f"{added} erbij")
    if gone := len(was - now):
        words.append(f"{gone} weg")
    return f"de antwoorden zijn anders ({', '.join(words)})" if words else "de volgorde van de antwoorden is anders"


def _changed_words(old: Signifier, new: Signifier) -> list[str]:
    before = {each.id: each for each in (*anchors_of(old), *axes_of(old))}
    now = (*anchors_of(new), *axes_of(new))
    changed = [each for each in now if each.id in before and before[each.id].text != each.text]
    return [f"“{before[each.id].text.in_language('nl')}” → “{each.text.in_language('nl')}”" for each in changed]


def _order(old: Framework, new: Framework) -> Iterator[Difference]:
    was, now = [each.id for each in in_order(old)], [each.id for each in in_order(new)]
    if [each for each in was if each in now] != [each for each in now if each in was]:
        yield Difference("De volgorde van de vragen is anders.")


def _around(old: Framework, new: Framework) -> Iterator[Difference]:
    if old.consent != new.consent:
        yield Difference(
            "De toestemming is anders. Wie eerder vertelde, houdt de toestemming die toen gegeven is.", warns=True
        )
    if old.voices != new.voices:
        yield Difference("Een andere vraag zegt nu wie er spreekt.", warns=True)
    if old.languages != new.languages:
        yield Difference(f"De talen zijn nu: {', '.join(new.languages)}.")
    if old.min_age != new.min_age:
        yield Difference(f"Meedoen kan nu vanaf {new.min_age} jaar. Het was {old.min_age} jaar.")
    apart = ("items", "consent", "voices", "languages", "min_age", "version", "id")
    was = {key: value for key, value in dump(old).items() if key not in apart}
    now = {key: value for key, value in dump(new).items() if key not in apart}
    if was != now:
        yield Difference("De titel, de inleiding of een andere tekst om de vragen heen is anders.")
