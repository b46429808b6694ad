"""The life of an inquiry: five phases, what each allows, and which may follow; one table that everything asks."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models


class Life(models.TextChoices):
    """The phases, in order; the value is the word that people see."""

    CONCEPT = "concept", "concept"
    TEST = "test", "test"
    OPEN = "open", "open"
    CLOSED = "gesloten", "gesloten"
    ARCHIVED = "gearchiveerd", "gearchiveerd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What goes in one phase, and to which phases a beheerder may bring the inquiry from here."""

    may_tell: bool
    may_practise: bool
    counts: bool
    may_change: bool
    is_public: bool
    next: tuple[Life, ...]
    means: str


RULES: Mapping[Life, Rules] = {
    Life.CONCEPT: Rules(
        may_tell=False,
        may_practise=True,
        counts=True,
        may_change=True,
        is_public=False,
        next=(Life.TEST, Life.OPEN),
        means="U richt het onderzoek in. Alleen het oefenvertelpunt werkt. Anderen zien het onderzoek niet.",
    ),
    Life.TEST: Rules(
        may_tell=True,
        may_practise=True,
        counts=False,
        may_change=True,
        is_public=False,
        next=(Life.CONCEPT, Life.OPEN),
        means="U probeert alles uit. Elk vertelpunt werkt, en boven elke pagina staat dat het oefenen is. "
        "Wat nu wordt verteld, telt nooit mee, ook later niet.",
    ),
    Life.OPEN: Rules(
        may_tell=True,
        may_practise=True,
        counts=True,
        may_change=True,
        is_public=True,
        next=(Life.CLOSED,),
        means="Mensen kunnen vertellen, binnen de dagen die u koos. Hun verhalen tellen mee.",
    ),
    Life.CLOSED: Rules(
        may_tell=False,
        may_practise=True,
        counts=True,
        may_change=True,
        is_public=True,
        next=(Life.OPEN, Life.ARCHIVED),
        means="Niemand kan meer beginnen. Het team werkt door. "
        "Wat al onderweg was, komt nog binnen: papier, en verhalen op een apparaat zonder netwerk.",
    ),
    Life.ARCHIVED: Rules(
        may_tell=False,
        may_practise=False,
        counts=True,
        may_change=False,
        is_public=True,
        # It can be undone, and that is written down: somebody may have to take a public story away.
        next=(Life.CLOSED,),
        means="Het team kan alles lezen en niets veranderen. Er komt niets meer binnen en cijfers naar buiten "
        "worden niet meer vernieuwd. Vertellers kunnen hun verhaal nog altijd zien en intrekken, en wat weg moet, "
        "gaat weg.",
    ),
}


def may_follow(now: Life, wanted: Life) -> bool:
    """Whether an inquiry may go from one phase to another."""
    return wanted in RULES[now].next
