"""Reading: the list of stories within a filter, and one story with its own dots."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from raamvertelling.core.answers import Answer, Chosen, NotApplicable, Rated, Skipped
from raamvertelling.core.framework import Framework, LongText, Prompt, ShortText, Signifier, labels
from raamvertelling.core.results import Distribution, Suppressed
from raamvertelling.core.sentences import listing
from raamvertelling.core.stats import areas, in_area
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.sensemaking.filters import Filters, heading_of, title_of
from raamvertelling.sensemaking.queries.pattern import Placed, countable_signifiers, whole_patterns
from raamvertelling.sensemaking.queries.rows import Scope, counted, matching, narrowed, scope_of
from raamvertelling.sensemaking.queries.stored import reader_of
from raamvertelling.sensemaking.queries.windows import voices
from raamvertelling.stories.consent import named_uses, uses_on
from raamvertelling.stories.models import Purpose, Story, StoryQuerySet
from raamvertelling.stories.queries import StoryTexts, texts_of_many
from raamvertelling.stories.queries.media import Picture, released_pictures
from raamvertelling.stories.queries.translations import ReadingVersion, released_translations
from raamvertelling.stories.search import FEW, tokens_of
from raamvertelling.web.templatetags.raam import MONTHS

PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryToRead:
    """A story as it is read: released words, who spoke in general terms, and the month."""

    number: int
    title: str
    text: str
    role: str
    who: str
    month: str
    language: str = "nl"
    translation: ReadingVersion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryList:
    """One page of the stories within a filter."""

    inquiry: Inquiry
    scope: Scope
    filters: Filters
    page: "Page[int]"
    stories: tuple[StoryToRead, ...]

    @property
    def total(self) -> int:
        """How many stories there are to read within the filter."""
        return self.page.paginator.count


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerShown:
    """One answer of a story in words, with the pattern that its dot lies in when it has one."""

    signifier: Signifier
    title: str
    words: str
    answer: Answer
    pattern: Distribution | Suppressed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """One story with its answers and its neighbours within the filter."""

    inquiry: Inquiry
    scope: Scope
    filters: Filters
    story: StoryToRead
    prompt: str
    uses: tuple[str, ...]
    answers: tuple[AnswerShown, ...]
    free_texts: tuple[tuple[str, str], ...]
    pictures: tuple[Picture, ...]
    previous: int | None
    next: int | None
    place: int
    total: int


def story_list(*, viewer: Viewer, inquiry: Inquiry, filters: Filters, page: str = "1") -> StoryList:
    """Return one page of the stories that `viewer` may read; only its own texts are opened."""
    scope = scope_of(viewer, inquiry)
    chosen = allowed(filters, scope)
    found = Paginator(_listed(scope, chosen), PAGE).get_page(page)
    return StoryList(
        inquiry=inquiry, scope=scope, filters=chosen, page=found, stories=read(scope, list(found.object_list))
    )


def allowed(filters: Filters, scope: Scope) -> Filters:
    """Return the part of a filter that this viewer may use: outside the team only words and the voice."""
    if scope.is_team:
        return filters
    named = named_voices(scope)
    kept = tuple(id for id in filters.of(scope.framework.voices) if id in named)
    return Filters(answers=((scope.framework.voices, kept),) if kept else (), words=filters.words)


def named_voices(scope: Scope) -> dict[str, str]:
    """Return the voices that this viewer may see a story belong to: outside the team only those that are large enough.

    Who reads "bestuurder" where there are three knows too well who spoke.
    """
    labels = voices(scope.framework)
    if scope.is_team:
        return labels
    sizes = Counter(role for role, _ in counted(scope).order_by().values_list("role", "teller_id").distinct())
    return {id: label for id, label in labels.items() if sizes[id] >= scope.minimum}


def readable(scope: Scope) -> StoryQuerySet:
    """Return the stories that this viewer may read here."""
    purpose = Purpose.ANALYSE if scope.is_team else Purpose.GROUP
    return Story.objects.usable_for(scope.viewer, purpose).filter(inquiry=scope.inquiry)


def numbers(scope: Scope, filters: Filters) -> list[int]:
    """Return the numbers of the stories within a filter, newest first."""
    return list(_listed(scope, filters))


def _listed(scope: Scope, filters: Filters) -> "list[int] | QuerySet[Story, int]":
    """Return the same for who needs no more than a page of them: then the others stay in the database."""
    if filters.words and (known := _known(scope, filters)) is not None:
        return known
    found = narrowed(readable(scope), scope.inquiry, filters)
    if filters.answers:
        return [number for _, number in _matched(scope, found, filters)]
    if filters.words:
        # In order of days the database would pass by all stories, for a few that have these words.
        few = list(found.order_by().values_list("told_on", "number")[: FEW + 1])
        if len(few) <= FEW:
            return [number for _, number in sorted(few, reverse=True)]
    return found.order_by("-told_on", "-number").values_list("number", flat=True)


def _known(scope: Scope, filters: Filters) -> list[int] | None:
    """Return the stories with words that very many have, for the team out of memory; None when they are not there."""
    if not scope.is_team or filters != Filters(words=filters.words):
        return None
    from raamvertelling.sensemaking.queries.told import searched  # numpy, which a process loads when it is asked for

    return searched(scope, readable(scope), tokens_of(scope.inquiry, [filters.words]))


def _matched(scope: Scope, found: StoryQuerySet, filters: Filters) -> list[tuple[str, int]]:
    """Return voice and number of the stories that match a filter on answers, newest first.

    The team reads what it counts, and all of that may lie in memory; others may read what they may not count.
    """
    if not scope.is_team:
        return [(row.voice, row.number) for row in matching(found, scope, filters)]
    from raamvertelling.sensemaking.queries.told import passing  # numpy, which a process loads when it is asked for

    return passing(scope, found, filters)


def newest_per_voice(scope: Scope, filters: Filters) -> dict[str, int]:
    """Return the number of the newest story of each voice within a filter, in the order of the voices."""
    found = narrowed(readable(scope), scope.inquiry, filters)
    if filters.answers:
        pairs = _matched(scope, found, filters)
    else:
        pairs = list(found.order_by("-told_on", "-number").values_list("role", "number"))
    newest: dict[str, int] = {}
    for voice, number in pairs:
        newest.setdefault(voice, number)
    order = list(voices(scope.framework))
    return {id: newest[id] for id in sorted(newest, key=lambda id: order.index(id) if id in order else len(order))}


def newest(scope: Scope, at_most: int) -> list[int]:
    """Return the numbers of the newest stories that this viewer may read."""
    return list(_listed(scope, Filters())[:at_most])


def read(scope: Scope, wanted: Sequence[int]) -> tuple[StoryToRead, ...]:
    """Open the texts of these stories, in this order; a story that was withdrawn meanwhile is left out."""
    found = {story.number: story for story in readable(scope).filter(number__in=wanted)}
    stories = [found[number] for number in wanted if number in found]
    texts = texts_of_many(stories, scope.viewer)
    named = named_voices(scope)
    translated = released_translations(stories)
    return tuple(
        _to_read(scope, story, texts[story.pk], named, translated.get(story.pk))
        for story in stories
        if story.pk in texts
    )


def _to_read(
    scope: Scope, story: Story, texts: StoryTexts, named: Mapping[str, str], translation: ReadingVersion | None
) -> StoryToRead:
    voice = named.get(story.role, "Stem onbekend" if scope.is_team else "Een verteller")
    month = f"{MONTHS[story.told_on.month - 1]} {story.told_on.year}"
    return StoryToRead(
        number=story.number,
        title=texts.title,
        text=texts.text,
        role=story.role if story.role in named or scope.is_team else "",
        who=f"{voice} · {month}",
        month=month,
        language=story.language or "nl",
        translation=translation,
    )


def story_page(*, viewer: Viewer, inquiry: Inquiry, number: int, filters: Filters) -> StoryPage | None:
    """Return one story with its place within the filter; None if this person may not read it."""
    scope = scope_of(viewer, inquiry)
    chosen = allowed(filters, scope)
    story = readable(scope).filter(number=number).first()
    texts = texts_of_many([story], viewer) if story else {}
    if story is None or story.pk not in texts:
        return None
    order = numbers(scope, chosen)
    place = order.index(number) if number in order else -1
    words = texts[story.pk]
    return StoryPage(
        inquiry=inquiry,
        scope=scope,
        filters=chosen,
        story=_to_read(scope, story, words, named_voices(scope), released_translations([story]).get(story.pk)),
        prompt=_prompt(scope.framework, story),
        uses=_uses(story),
        answers=_answers(scope, story),
        free_texts=_free_texts(scope.framework, words),
        pictures=released_pictures([story]).get(story.pk, ()),
        previous=order[place - 1] if place > 0 else None,
        next=order[place + 1] if 0 <= place < len(order) - 1 else None,
        place=place + 1,
        total=len(order),
    )


def _prompt(framework: Framework, story: Story) -> str:
    return labels(framework.prompt).get(story.prompt, "")


def _uses(story: Story) -> tuple[str, ...]:
    return tuple(each.label for each in named_uses(story.framework_version.framework, uses_on(story)))


def _free_texts(framework: Framework, texts: StoryTexts) -> tuple[tuple[str, str], ...]:
    asked = [each for each in framework.signifiers if isinstance(each, LongText | ShortText)]
    return tuple((title_of(each), texts.answers[each.id]) for each in asked if texts.answers.get(each.id))


def _answers(scope: Scope, story: Story) -> tuple[AnswerShown, ...]:
    """Return the answers of a story; outside the team only placements, which do not say who somebody is."""
    shown = []
    patterns = whole_patterns(scope)
    for signifier in countable_signifiers(scope):
        answer = reader_of(signifier)(story.answers.get(signifier.id))
        placed = isinstance(signifier, Placed)
        skip = isinstance(signifier, Prompt) or signifier.id == scope.framework.voices
        if isinstance(answer, Skipped) or skip or not (placed or scope.is_team):
            continue
        pattern = patterns(signifier) if placed and not isinstance(answer, NotApplicable) else None
        shown.append(
            AnswerShown(
                signifier=signifier,
                title=heading_of(signifier),
                words=in_words(signifier, answer),
                answer=answer,
                pattern=pattern,
            )
        )
    return tuple(shown)


def in_words(signifier: Signifier, answer: Answer) -> str:
    """Say an answer in words: the options chosen, or the part of the chart in which the dot lies."""
    if isinstance(answer, NotApplicable):
        return "Past niet bij het verhaal"
    if isinstance(answer, Chosen):
        named = labels(signifier)
        return listing([named[id] for id in answer.options])
    if isinstance(answer, Rated):
        return str(answer.number)
    return "; ".join(area.label for area in areas(signifier) if in_area(area, answer))
