"""An account as it may be published: what stands in it now, and an edition as it was frozen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator

from raamvertelling.accountability.coverage import coverage
from raamvertelling.accountability.document import (
    DecisionSection,
    Document,
    ObservationSection,
    PatternSection,
    QuoteSection,
    Window,
    from_manifest,
)
from raamvertelling.accountability.models import Account, AccountPattern, Decision, Part, Snapshot
from raamvertelling.accountability.services import SNAPSHOT_KIND, manifest_hash, quote_hash
from raamvertelling.accountability.tables import side_by_side
from raamvertelling.core.framework import labels
from raamvertelling.core.results import Suppressed
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.models import Observation
from raamvertelling.sensemaking.queries.pattern import NO_SPLIT, PatternPage, pattern
from raamvertelling.sensemaking.queries.windows import Window as SeenWindow
from raamvertelling.stories.models import Purpose, Story, StoryReference
from raamvertelling.stories.queries import StoryTexts, texts_released
from raamvertelling.stories.reads import Sight, note_reading
from raamvertelling.web.charts import Table, chart, chart_table
from raamvertelling.web.templatetags.raam import dutch_date

PDF_FONT = "Libertinus Serif"
STORIES_A_PAGE = 20
WITHDRAWN = ("Dit citaat is ingetrokken", "Haal het weg, of kies andere woorden.", "")


def document(*, account: Account, viewer: User, today: date) -> Document:
    """Return the account as it would be published today: outside rules, whoever looks."""
    inquiry = account.inquiry
    spoke = coverage(viewer=viewer, inquiry=inquiry)
    observations = account.observations.select_related("observation").prefetch_related("observation__interpretations")
    quotes = [(each.story_id, each.start, each.end, each.quote_hash) for each in account.quotes.all()]
    return Document(
        title=account.title,
        question=account.question,
        organisation=inquiry.organisation.name,
        inquiry=inquiry.title,
        period=spoke.period,
        edition="Concept",
        day=dutch_date(today),
        lead=account.lead,
        spoke_sentence=spoke.sentence,
        spoke=Table("Wie vertelden er?", ("Stem", "Vertellers"), spoke.rows) if spoke.rows else None,
        absent=spoke.absent,
        patterns=tuple(_pattern(account, each, viewer) for each in account.patterns.all()),
        observations=tuple(_observation(each.observation) for each in observations),
        quotes=read_quotes(viewer, inquiry, quotes, dict(spoke.rows)),
        decisions=tuple(_decision(each) for each in account.decisions.all()),
        looks_again=account.looks_again,
        fictional=inquiry.framework.fictional,
        counted=spoke.story_ids,
    )


def _pattern(account: Account, part: AccountPattern, viewer: User) -> PatternSection:
    split = "" if part.by_voice else NO_SPLIT
    page = pattern(viewer=viewer, inquiry=account.inquiry, signifier_id=part.signifier, split_by=split, outside=True)
    seen = [each for each in page.windows if each.voice or not part.by_voice] or [page.whole]
    return PatternSection(
        title=page.title,
        sentence=page.lead,
        note=part.note,
        windows=tuple(_window(each, part.pk) for each in seen),
        tables=side_by_side(page.title, [_column(each) for each in seen if not isinstance(each.result, Suppressed)]),
        method=_method(page),
    )


def _window(seen: SeenWindow, part: int) -> Window:
    # A closed window is drawn small, so that its reason is as large as the words around it.
    width = 190 if isinstance(seen.result, Suppressed) else 300
    uid = f"p{part}-{seen.id or 'x'}"
    svg = chart(seen.result, voice=seen.voice, heading=False, width=width, font=PDF_FONT, uid=uid)
    return Window(label=seen.label, n=seen.n_shown, svg=svg, alt=seen.sentence, voice=seen.voice)


def _column(seen: SeenWindow) -> tuple[str, Table]:
    return seen.label, chart_table(seen.result)


def _method(page: PatternPage) -> str:
    """Return how sure it is; a sentence that already leads the section is not said twice."""
    if page.compared and page.compared.result:
        told = (page.compared.sentence, page.compared.effect, page.compared.chance, page.compared.excluded)
        return " ".join(each for each in told if each and each != page.lead)
    return page.whole.left_out


def _observation(observation: Observation) -> ObservationSection:
    return ObservationSection(
        title=observation.title,
        seen=observation.seen,
        meanings=tuple(each.text for each in observation.interpretations.all()),
        questions=observation.questions,
        idea=observation.idea,
    )


def _decision(decision: Decision) -> DecisionSection:
    return DecisionSection(decision.text, decision.get_outcome_display(), decision.why, decision.who_when)


Place = tuple[UUID, int, int, str]


def read_quotes(
    viewer: User, inquiry: Inquiry, places: Iterable[Place], voices: dict[str, str]
) -> tuple[QuoteSection, ...]:
    """Open the quotes that may be shown now; one that was withdrawn, or whose words changed, stays closed."""
    asked = list(places)
    usable = Story.objects.usable_for(viewer, Purpose.QUOTE).filter(inquiry=inquiry)
    allowed = {story.pk: story for story in usable.filter(pk__in={place[0] for place in asked})}
    words = {id: texts.text for id, texts in texts_released(list(allowed.values())).items()}
    note_reading(viewer, [(story, Sight.QUOTE) for story in allowed.values()])
    return tuple(_quote(inquiry, allowed.get(place[0]), words.get(place[0], ""), place, voices) for place in asked)


def _quote(inquiry: Inquiry, story: Story | None, words: str, place: Place, voices: dict[str, str]) -> QuoteSection:
    story_id, start, end, kept = place
    text = words[start:end]
    if story is None or quote_hash(text) != kept:
        return QuoteSection(str(story_id), start, end, kept, caption="", is_withdrawn=True)
    voice, language = labels(inquiry.framework.voice_question).get(story.role, ""), story.language or "nl"
    # One characteristic, and only of a voice that is large enough to be shown itself.
    if voices.get(voice, "minder").isdigit():
        return QuoteSection(str(story_id), start, end, kept, voice, text, voice=story.role, language=language)
    return QuoteSection(str(story_id), start, end, kept, "Een verteller", text, language=language)


@dataclass(frozen=True, slots=True)
class Edition:
    """A snapshot as it may be shown now, with what was withdrawn since."""

    snapshot: Snapshot
    document: Document
    withdrawn: int
    is_whole: bool


def edition(*, snapshot: Snapshot, viewer: User) -> Edition:
    """Return an edition: its numbers as frozen, its quotes as their tellers allow today."""
    kept = snapshot.manifest
    places = [(UUID(q["story_id"]), q["start"], q["end"], q["quote_hash"]) for q in kept["quotes"]]
    voices = dict(kept["spoke"]["rows"]) if kept["spoke"] else {}
    flagged = StoryReference.objects.filter(kind=SNAPSHOT_KIND, object_id=str(snapshot.pk), by_term=False)
    flagged = flagged.exclude(withdrawn_on=None)
    return Edition(
        snapshot=snapshot,
        document=from_manifest(kept, read_quotes(viewer, snapshot.account.inquiry, places, voices)),
        withdrawn=flagged.values("story_id").distinct().count(),
        is_whole=manifest_hash(kept) == snapshot.manifest_hash,
    )


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part on the page where an account is made."""

    kind: str
    pk: int
    title: str
    detail: str
    is_first: bool
    voice: str = ""

    @property
    def has_own_words(self) -> bool:
        """Whether its makers wrote something in it that they can change."""
        return self.kind in {"patroon", "besluit"}


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of an account by kind, in order."""

    patterns: tuple[PartLine, ...]
    observations: tuple[PartLine, ...]
    quotes: tuple[PartLine, ...]
    decisions: tuple[PartLine, ...]


def parts(*, account: Account, document: Document) -> Parts:
    """Return the parts of an account beside what they show in its document."""
    return Parts(
        patterns=_lines("patroon", account.patterns.all(), [(p.title, p.sentence, "") for p in document.patterns]),
        observations=_lines(
            "bevinding",
            account.observations.all(),
            [(o.title, f"{len(o.meanings)} betekenissen", "") for o in document.observations],
        ),
        quotes=_lines(
            "citaat",
            account.quotes.all(),
            [WITHDRAWN if q.is_withdrawn else (f"“{q.text}”", q.caption, q.voice) for q in document.quotes],
        ),
        decisions=_lines("besluit", account.decisions.all(), [(d.text, d.outcome, "") for d in document.decisions]),
    )


def _lines(kind: str, rows: Iterable[Part], words: Iterable[tuple[str, str, str]]) -> tuple[PartLine, ...]:
    pairs = enumerate(zip(rows, words, strict=True))
    return tuple(PartLine(kind, row.pk, title, detail, i == 0, voice) for i, (row, (title, detail, voice)) in pairs)


@dataclass(frozen=True, slots=True)
class Quotable:
    """A story that may be quoted, with its words."""

    number: int
    role: str
    texts: StoryTexts


def quotable(*, viewer: User, inquiry: Inquiry, page: str) -> tuple[Page[Story], tuple[Quotable, ...]]:
    """Return a page of the stories that this person may quote from, newest first, and their words."""
    stories = Story.objects.usable_for(viewer, Purpose.QUOTE).filter(inquiry=inquiry).order_by("-told_on", "-number")
    found = Paginator(stories, STORIES_A_PAGE).get_page(page)
    # As released, for a moderator too: who quotes does not need what was taken out.
    texts = texts_released(list(found.object_list))
    note_reading(viewer, [(each, Sight.RELEASED) for each in found.object_list if each.pk in texts])
    lines = (Quotable(each.number, each.role, texts[each.pk]) for each in found.object_list if each.pk in texts)
    return found, tuple(lines)
