"""The parts of a chart by name: zones of a triangle, bands of a line, cells of a field, options and numbers."""

from raamvertelling.core.answer_kinds import Answer, Chosen, DyadPlacement, Rated, StonesPlacement, TriadPlacement
from raamvertelling.core.framework.kinds import (
    Dyad,
    MultipleChoice,
    PictureChoice,
    Prompt,
    Scale,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
)
from raamvertelling.core.geometry import ZONES, dyad_zone, stone_zone, zone
from raamvertelling.core.results import Area

CELLS = 3
# The two kinds of empty, for who filters on them; no chart draws them.
NOT_APPLICABLE = Area("nvt", "past niet bij het verhaal", "not_applicable")
SKIPPED = Area("overgeslagen", "overgeslagen", "skipped")


def noun(label: str) -> str:
    """Return a label as it reads inside a Dutch sentence: "de regels" as it is, anything else in quotes."""
    return label if label.lower().startswith(("de ", "het ", "een ")) else f"‘{label}’"


def areas(signifier: Signifier, *, language: str = "nl") -> list[Area]:
    """Return the areas of a signifier's chart, together every possible answer; none for a free text.

    Areas of one signifier do not overlap, except the options of a multiple choice and the cells of different stones.
    """
    if isinstance(signifier, Triad):
        return _triad_areas(signifier, language)
    if isinstance(signifier, Dyad):
        return _bands(signifier.left.in_language(language), signifier.right.in_language(language))
    if isinstance(signifier, Stones):
        return [area for stone in signifier.stones for area in stone_areas(signifier, stone.id, language=language)]
    if isinstance(signifier, Scale):
        numbers = range(signifier.minimum, signifier.maximum + 1)
        return [Area(str(number), str(number), "number", "", (number,)) for number in numbers]
    if isinstance(signifier, Prompt | SingleChoice | MultipleChoice | PictureChoice):
        return [
            Area(option.id, option.text.in_language(language), "option", option.id, (index,))
            for index, option in enumerate(signifier.options)
        ]
    return []


def _triad_areas(triad: Triad, language: str) -> list[Area]:
    names = [anchor.text.in_language(language) for anchor in triad.anchors]
    ids = [anchor.id for anchor in triad.anchors]
    corners = [Area(ids[i], f"bij {noun(names[i])}", "corner", ids[i], (i,)) for i in range(3)]
    edges = [
        Area(f"{ids[i]}.{ids[j]}", f"tussen {noun(names[i])} en {noun(names[j])}", "edge", f"{ids[i]}.{ids[j]}", (i, j))
        for i, j in (each for each in ZONES if len(each) == 2)
    ]
    return [*corners, *edges, Area("midden", "in het midden", "centre", "", (0, 1, 2))]


def _bands(left: str, right: str) -> list[Area]:
    labels = (
        f"bij ‘{left}’",
        f"meer aan de kant van ‘{left}’",
        "in het midden",
        f"meer aan de kant van ‘{right}’",
        f"bij ‘{right}’",
    )
    return [Area(f"deel-{band + 1}", label, "band", "", (band,)) for band, label in enumerate(labels)]


def stone_areas(field: Stones, stone: str, *, language: str = "nl") -> list[Area]:
    """Return the nine cells of one stone, row by row from the bottom left."""
    name = next(each.text.in_language(language) for each in field.stones if each.id == stone)
    across = (field.x_left.in_language(language), "midden", field.x_right.in_language(language))
    upward = (field.y_bottom.in_language(language), "midden", field.y_top.in_language(language))
    return [
        Area(f"{stone}.{x + 1}-{y + 1}", f"{name}: {_cell_label(across[x], upward[y])}", "cell", stone, (x, y))
        for y in range(CELLS)
        for x in range(CELLS)
    ]


def _cell_label(across: str, upward: str) -> str:
    return "in het midden" if across == upward == "midden" else f"{across}, {upward}"


def in_area(area: Area, answer: Answer) -> bool:
    """Return whether an answer lies in an area; never for a skipped or not applicable one."""
    if isinstance(answer, TriadPlacement):
        return area.kind in {"corner", "edge", "centre"} and zone(answer.weights) == area.place
    if isinstance(answer, DyadPlacement):
        return (area.kind, area.place) == ("band", (dyad_zone(answer.position),))
    if isinstance(answer, StonesPlacement):
        return area.kind == "cell" and any(
            stone == area.key and stone_zone(x, y, CELLS) == area.place for stone, x, y in answer.stones
        )
    if isinstance(answer, Rated):
        return (area.kind, area.place) == ("number", (answer.number,))
    return isinstance(answer, Chosen) and area.kind == "option" and area.key in answer.options
