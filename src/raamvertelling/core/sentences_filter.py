"""What a filter shows of one question, in a sentence: what was answered most, or what stands out beside the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from raamvertelling.core.results import Area, Share
from raamvertelling.core.sentences import listing, percent
from raamvertelling.core.stats.intervals import share_gap

NOTHING_SURE = "Niets dat zeker opvalt."
NO_ANSWERS = "Niemand gaf hier antwoord."


@dataclass(frozen=True, slots=True)
class Beside:
    """One area: how many of the chosen stories lie in it, and how many of all stories."""

    chosen: Share
    everyone: Share

    @property
    def rest(self) -> tuple[int, int]:
        """Return how many of the stories that were not chosen lie in it, and of how many."""
        return self.everyone.count - self.chosen.count, self.everyone.share.n - self.chosen.share.n


def most(shares: Sequence[Beside]) -> str:
    """Say which answer was given most: "Het vaakst: ‘boos’ (41%)." """
    answered = [each.chosen for each in shares if each.chosen.share.n]
    if not answered:
        return NO_ANSWERS
    best = max(share.share.value for share in answered)
    leading = [_called(share.area) for share in answered if share.share.value == best]
    if best == 0 or len(leading) > 2:
        return "De antwoorden liggen verspreid."
    return f"Het vaakst: {listing(leading)} ({percent(best)})."


def outstanding(shares: Sequence[Beside], *, looks: int) -> Beside | None:
    """Return the area in which the chosen stories differ most from all others; None when no difference is sure.

    Parameters
    ----------
    shares : the areas of one question. `everyone` holds the chosen stories too.
    looks : how many areas are looked at on the whole page.

    Notes
    -----
    Newcombe's interval for the difference between two shares, at certainty 1 - 0.05 / looks (Bonferroni): in twenty
    pages full of nothing but chance, one names a difference.
    """
    sure = []
    for each in shares:
        if each.chosen.share.n and each.rest[1] > 0:
            gap = share_gap((each.chosen.count, each.chosen.share.n), each.rest, level=1 - 0.05 / max(1, looks))
            if gap.interval is not None and (gap.interval[0] > 0 or gap.interval[1] < 0):
                sure.append((abs(gap.value), each))
    return max(sure, key=lambda found: found[0])[1] if sure else None


def unlike(each: Beside) -> str:
    """Say how an area differs: "Vaker ‘boos’: 41%, bij de andere verhalen 20%." """
    count, n = each.rest
    word = "Vaker" if each.chosen.share.value > count / n else "Minder vaak"
    told = f"{percent(each.chosen.share.value)}, bij de andere verhalen {percent(count / n)}"
    return f"{word} {_called(each.chosen.area)}: {told}."


def _called(area: Area) -> str:
    """Return an area as it stands in a sentence: answers in quotes, places as they are."""
    return f"‘{area.label}’" if area.kind in {"option", "number", "stone"} else area.label
