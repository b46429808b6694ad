"""Drawings of protected results, with every area leading to the stories behind it where the viewer may go there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from raamvertelling.core.answers import Answer, DyadPlacement, Rated, StonesPlacement, TriadPlacement
from raamvertelling.core.framework import Framework, Signifier, Stones
from raamvertelling.core.privacy.disclosure import PUBLIC_MINIMUM, fewer_than
from raamvertelling.core.results import (
    Area,
    ChoiceSummary,
    Distribution,
    DyadSummary,
    ScaleSummary,
    StonesSummary,
    StoneSummary,
    Suppressed,
    TriadSummary,
)
from raamvertelling.core.sentences import Names, plural, share_percent, share_shown
from raamvertelling.core.stats import shares_of, summarise
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.sensemaking.filters import Filters, to_query, with_area
from raamvertelling.sensemaking.queries.overview import Bar
from raamvertelling.sensemaking.queries.pattern import PatternPage
from raamvertelling.sensemaking.queries.reading import AnswerShown
from raamvertelling.sensemaking.queries.windows import Splitter, Window
from raamvertelling.web.charts import are_bars, chart
from raamvertelling.web.charts.svg import tag

AreaHref = Callable[[Area], str | None]
WIDE, NARROW = 340.0, 240.0


def stories_url(inquiry: Inquiry, filters: Filters) -> str:
    """Return the address of the reading list within a filter."""
    query = to_query(filters)
    return reverse("sensemaking:stories", args=[inquiry.slug]) + (f"?{query}" if query else "")


def group_filters(filters: Filters, framework: Framework, split: Splitter | None, group: str) -> Filters:
    """Return the filter narrowed to one group of a split."""
    if split is None or group not in {option.id for option in split.options}:
        return filters
    return with_area(filters, framework, split.id, group)


def area_links(inquiry: Inquiry, framework: Framework, signifier: Signifier, filters: Filters) -> AreaHref:
    """Return the function that leads from an area of a chart to the stories behind it."""

    def href(area: Area) -> str:
        return stories_url(inquiry, with_area(filters, framework, signifier.id, area.id))

    return href


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area of a chart in words, with its number and the way to its stories (empty: none)."""

    label: str
    shown: str
    url: str


def area_lines(page: PatternPage) -> list[AreaLine]:
    """Return the areas of the chart of everyone in words, so that no area needs a pointer."""
    result = page.whole.result
    if isinstance(result, Suppressed | ChoiceSummary):  # bars carry their own words and links
        return []
    if isinstance(result, StonesSummary):
        placed = [(each.stone.text.in_language("nl"), _times(each), [cell.area.id for cell in each.cells])
                  for each in result.stones]  # fmt: skip
    else:
        placed = [(share.area.label, share_shown(share), [share.area.id]) for share in shares_of(result)]
    return [AreaLine(label[:1].upper() + label[1:], shown, _area_url(page, ids)) for label, shown, ids in placed]


def _times(stone: StoneSummary) -> str:
    return fewer_than(PUBLIC_MINIMUM) if stone.is_hidden else share_percent(stone.placed)


def _area_url(page: PatternPage, ids: Sequence[str]) -> str:
    if not page.scope.is_team:
        return ""
    return stories_url(page.inquiry, with_area(page.filters, page.scope.framework, page.signifier.id, *ids))


def aligned(window: Window, whole: Window) -> Window:
    """Give the bars of a window the order of those of everyone, so that windows side by side can be compared."""
    result, everyone = window.result, whole.result
    if not (isinstance(result, ChoiceSummary) and isinstance(everyone, ChoiceSummary)) or result.ordered:
        return window
    most = {share.area.id: -share.share.value for share in everyone.options}
    options = tuple(sorted(result.options, key=lambda share: most[share.area.id]))
    return replace(window, result=replace(result, options=options, ordered=True))


def draw(
    window: Window,
    *,
    width: float = WIDE,
    href: AreaHref | None = None,
    uid: str = "",
    counted: str = "",
    names: Names | None = None,
    beside: Sequence[Window] = (),
) -> SafeString:
    """Draw what a window shows; a group that is too small is drawn as a closed window.

    `counted` says what the dots are when they are no stories, `names` what groups are called in the description,
    `beside` the windows with which this one shares its scale.
    """
    drawn = chart(window.result, voice=window.voice, title=window.label, width=width, heading=False, area_href=href,
                  uid=uid, counted=counted, names=names or {}, beside=_open(beside))  # fmt: skip
    return mark_safe(drawn)  # noqa: S308 - escaped by the chart itself


def _open(windows: Sequence[Window]) -> list[Distribution]:
    return [each.result for each in windows if not isinstance(each.result, Suppressed)]


def scale_words(windows: Sequence[Window], width: float) -> str:
    """Say what can be compared between windows side by side; empty when fewer than two of them are open."""
    shown = _open(windows)
    if len(shown) < 2:
        return ""
    if isinstance(shown[0], ChoiceSummary):
        return "Elk venster heeft dezelfde schaal: de hele baan is 100%."
    if not isinstance(shown[0], DyadSummary | ScaleSummary):
        return "Elk venster is op dezelfde schaal getekend."
    if are_bars(width, shown):
        return "Elk venster heeft dezelfde schaal: een kolom is een deel van de eigen groep."
    return "Elk venster heeft dezelfde schaal: een stip is een verhaal, en overal even groot."


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its name and how many it draws; `rings`: whether the predictions are rings in it.

    `voices` are the voices in it, id and name, for the words under a drawing of two.
    """

    label: str
    n_shown: str
    svg: SafeString
    rings: bool = False
    voices: tuple[tuple[str, str], ...] = ()
    is_closed: bool = False
    caution: str = ""


def draw_gap(expected: Window, told: Window) -> list[Figure]:
    """Draw what was expected and what was told: a triangle as one figure, anything else above each other."""
    voices = ((told.voice, ""),) if told.voice else ()
    if isinstance(expected.result, TriadSummary) and isinstance(told.result, TriadSummary):
        drawn = chart(told.result, title=told.label, voice=told.voice, width=WIDE, heading=False, uid="gat",
                      over=expected.result)  # fmt: skip
        svg = mark_safe(drawn)  # noqa: S308 - escaped by the chart itself
        who = f"wat {plural(told.voice)} vertelden" if told.voice else f"{told.label[:1].lower()}{told.label[1:]}"
        return [Figure(f"{expected.label} en {who}", f"{expected.n_shown}, {told.n_shown}", svg, True, voices)]
    first = draw(aligned(expected, told), uid="gat-verwacht", counted="voorspellingen")
    second = draw(told, uid="gat-verteld")
    return [Figure(expected.label, expected.n_shown, first), Figure(told.label, told.n_shown, second, False, voices)]


def can_lie_over(first: Window, second: Window) -> bool:
    """Whether two windows can be drawn in one figure: two open triangles."""
    return isinstance(first.result, TriadSummary) and isinstance(second.result, TriadSummary)


def draw_two(ours: Window, theirs: Window, *, over: bool, names: Names | None = None) -> list[Figure]:
    """Draw two voices beside each other, or with `over` in one figure; one that is too small is a closed window."""
    if over and isinstance(ours.result, TriadSummary) and isinstance(theirs.result, TriadSummary):
        drawn = chart(ours.result, title=f"{ours.label} en {theirs.label}", voice=ours.voice, width=WIDE, heading=False,
                      uid="samen", over=theirs.result, over_voice=theirs.voice, names=names or {})  # fmt: skip
        svg = mark_safe(drawn)  # noqa: S308 - escaped by the chart itself
        both = tuple((each.voice, each.label) for each in (ours, theirs))
        return [Figure("", f"{ours.n_shown} en {theirs.n_shown}", svg, voices=both)]
    return [
        Figure(each.label, each.n_shown, draw(aligned(each, ours), uid=f"kant-{place}", names=names,
                                                beside=(ours, theirs)),
               voices=((each.voice, ""),) if each.voice else (),
               is_closed=each.is_closed, caution=each.caution)
        for place, each in enumerate((ours, theirs))
    ]  # fmt: skip


def draw_own(shown: AnswerShown) -> SafeString:
    """Draw one story's answer on the pattern of all; stones, and answers whose pattern is closed, stand alone."""
    answer, result = shown.answer, shown.pattern
    if isinstance(answer, StonesPlacement) or result is None or isinstance(result, Suppressed):
        result = summarise(_placed_only(shown.signifier, answer), [("", answer)])
    uid = f"eigen-{shown.signifier.id}"
    drawn = chart(result, title=shown.title, width=NARROW, heading=False, own=_place(answer), uid=uid)
    return mark_safe(drawn)  # noqa: S308 - escaped by the chart itself


def _placed_only(signifier: Signifier, answer: Answer) -> Signifier:
    """Leave the stones out that this teller left out."""
    if not (isinstance(signifier, Stones) and isinstance(answer, StonesPlacement)):
        return signifier
    placed = {id for id, _, _ in answer.stones}
    return replace(signifier, stones=tuple(stone for stone in signifier.stones if stone.id in placed))


def _place(answer: Answer) -> Sequence[float]:
    if isinstance(answer, TriadPlacement):
        return answer.weights
    if isinstance(answer, DyadPlacement):
        return (answer.position,)
    return (answer.number,) if isinstance(answer, Rated) else ()


def weeks(bars: Sequence[Bar]) -> SafeString:
    """Draw a bar a week, without words: the page writes those beside it, so that they keep their size."""
    drawn = "".join(
        tag("rect", x=index * 10 + 1.5, y=100 - 96 * (bar.share or 0), width=7, height=96 * (bar.share or 0), rx=1.5)
        for index, bar in enumerate(bars)
        if bar.count
    )
    width = max(1, len(bars)) * 10
    base = tag("path", d=f"M0 100H{width}", class_="reading-weeks__base")
    picture = tag("svg", drawn + base, viewBox=f"0 0 {width} 101", preserveAspectRatio="none", aria_hidden="true",
                  class_="reading-weeks__bars")  # fmt: skip
    return mark_safe(picture)  # noqa: S308 - numbers only
