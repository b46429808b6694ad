"""How stories were drawn for a table, in plain Dutch: the way, why each is there, and what could not be done."""

from dataclasses import dataclass

from raamvertelling.core.framework.kinds import Framework
from raamvertelling.core.results_samples import Drawn
from raamvertelling.core.results_scan import Contrast
from raamvertelling.core.sentences import PLURALS, Names, percent, plural, stories
from raamvertelling.core.sentences_scan import contrast_sentence

LOT, LIKE_ALL, UNLIKE, GAP, SEATS = "loting", "doorsnee", "verschillend", "kloof", "stem"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to draw: its name, and one sentence that a group understands."""

    id: str
    name: str
    sentence: str


WAYS = {
    each.id: each
    for each in (
        Way(LOT, "Willekeurig", "Elk verhaal had dezelfde kans om getrokken te worden."),
        Way(LIKE_ALL, "Representatief", "Deze verhalen liggen samen zo dicht mogelijk bij alle andere."),
        Way(UNLIKE, "Zo verschillend mogelijk", "Elk volgend verhaal ligt het verst van wat er al op tafel ligt."),
        Way(GAP, "Rond het grootste verschil", "De helft laat het grootste verschil tussen stemmen zien, de helft de "
            "overkant."),
        Way(SEATS, "Van elke stem evenveel", "Elke stem kreeg evenveel plaatsen; binnen een stem werd geloot."),
    )
}  # fmt: skip


def why(way: str, drawn: Drawn, *, names: Names | None = None) -> str:
    """Say why one story lies on the table; `names` says how groups are called."""
    if way == LIKE_ALL and drawn.stands_for:
        return f"Staat voor {stories(drawn.stands_for)} die erop lijken, zichzelf meegeteld."
    if way == UNLIKE:
        if drawn.distance is None:
            return "Het begin: dit verhaal ligt het verst van het gemiddelde."
        return f"Ligt ver van wat er al lag: {percent(drawn.distance)} van de grootste afstand."
    if way == GAP:
        return "In het grootste verschil." if drawn.inside else "De overkant: een andere stem en een ander antwoord."
    if way == SEATS:
        group = drawn.group
        return f"Een van de plaatsen voor {PLURALS[group] if group in PLURALS else plural(group, names)}."
    return "Geloot."


def gap_words(gap: Contrast | None, framework: Framework) -> str:
    """Say what the gap is around which was drawn; empty when there is none."""
    return contrast_sentence(gap, framework) if gap else ""


def short_of(way: str, *, asked: int, drawn: int, of: int) -> str:
    """Say why there are fewer stories than asked for; empty when there are not.

    Parameters
    ----------
    asked, drawn : how many stories. of : how many there were to draw from.
    """
    if drawn >= asked:
        return ""
    if way == GAP and not drawn:
        return (
            "Er is geen verschil om omheen te trekken: daarvoor zijn twee stemmen nodig die anders antwoorden, met elk "
            "minstens 5 verhalen. Kies een andere manier."
        )
    begin = f"U vroeg er {asked}."
    if drawn < of and way in {LIKE_ALL, UNLIKE}:
        return f"{begin} Meer verschillende verhalen zijn er niet: de andere gaven precies dezelfde antwoorden."
    if drawn < of:
        return f"{begin} Op deze manier zijn er {drawn} te trekken."
    return f"{begin} Er {'is er maar 1' if of == 1 else f'zijn er maar {of}'}; die liggen nu allemaal op tafel."
