"""Invented pictures for the page that says why something is not shown."""

from django.utils.safestring import SafeString, mark_safe

from raamvertelling.core.framework import Option, SingleChoice, Wording
from raamvertelling.core.privacy.disclosure import PUBLIC_MINIMUM, about_share, protect_group
from raamvertelling.core.results import Area, ChoiceSummary, Share, Suppressed
from raamvertelling.web.charts import chart

EXAMPLE = SingleChoice(
    id="voorbeeld",
    text=Wording((("nl", "Wat voor verhaal is het?"),)),
    options=tuple(Option(id, Wording((("nl", id),))) for id in ("hoopvol", "boos", "bang")),
)
WIDTH = 300


def closed_group() -> SafeString:
    """Draw a group of seven managers, which is not shown."""
    reason = protect_group(7, PUBLIC_MINIMUM)
    assert reason is not None
    return _drawn(reason, "voorbeeld-groep", voice="bestuurder")


def closed_number() -> SafeString:
    """Draw sixty tellers of whom three chose "bang": that number and its neighbour are closed."""
    n = 60
    hidden = Suppressed("Dit getal is klein, of er is een klein getal mee uit te rekenen.", "niet getoond")
    shares = tuple(
        Share(Area(each.id, each.id, "option", each.id, (index,)), 45 if not index else 0,
              about_share(45 if not index else 0, n), closed=hidden if index else None)
        for index, each in enumerate(EXAMPLE.options)
    )  # fmt: skip
    summary = ChoiceSummary(signifier=EXAMPLE, n=n, missing=0, not_applicable=0, method="aandeel", source="",
                            about=True, options=shares, multiple=False, ordered=True)  # fmt: skip
    return _drawn(summary, "voorbeeld-getal")


def _drawn(result: ChoiceSummary | Suppressed, uid: str, voice: str = "") -> SafeString:
    drawn = chart(result, width=WIDTH, uid=uid, voice=voice)
    return mark_safe(drawn)  # noqa: S308 - our own words, escaped by the chart
