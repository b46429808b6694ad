"""What tellers said yes or no to: the words themselves, found back in the frozen questions by their hash."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from raamvertelling.core.privacy.disclosure import fewer_than, rounded
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.consent import NamedUse, asked_words, in_order, named_uses, text_hash
from raamvertelling.stories.models import Consent, Story


@dataclass(frozen=True, slots=True)
class Agreement:
    """One yes or no with the words it was said to; empty words when a file brought the consent along."""

    purpose: str
    question: str
    words: str
    given: bool
    on: date
    language: str
    text_hash: str
    version: int


def agreements(story: Story) -> tuple[Agreement, ...]:
    """Return everything that the teller of this story decided about its uses, the newest last."""
    version = story.framework_version
    found = []
    for row in story.consents.order_by("pk"):
        is_ours = text_hash(version.framework, row.purpose, row.language) == row.text_hash
        question, words = asked_words(version.framework, row.purpose, row.language) if is_ours else ("", "")
        found.append(
            Agreement(row.purpose, question, words, row.given, row.on, row.language, row.text_hash, version.number)
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One text that was agreed to: its mark, since when, and how many tellers say yes to it now, as it may be shown.

    `words` is empty when a file brought the consent along: then its ground stands in the log.
    """

    mark: str
    language: str
    since: date
    question: str
    words: str
    yes: str


@dataclass(frozen=True, slots=True)
class UseTexts:
    """A use with every text in which it was asked, the newest first."""

    use: NamedUse
    versions: tuple[TextVersion, ...]


Asked = tuple[str, str, str]


def text_versions(*, inquiry: Inquiry, exact: bool) -> tuple[UseTexts, ...]:
    """Return for each use which texts were agreed to, by how many tellers; rounded, or not told, unless `exact`.

    A teller counts by her newest answer about a use: who said yes to an older text counts there until she decides anew.
    """
    since: dict[Asked, date] = {}
    newest: dict[tuple[UUID, str], tuple[Asked, bool, UUID]] = {}
    rows = Consent.objects.filter(story__inquiry=inquiry, story__in=Story.objects.real()).order_by("pk")
    fields = ("story_id", "story__teller_id", "purpose", "language", "text_hash", "given", "on")
    for story, teller, purpose, language, text, given, on in rows.values_list(*fields).iterator(chunk_size=2000):
        asked = (purpose, language, text)
        since[asked] = min(on, since.get(asked, on))
        newest[story, purpose] = (asked, given, teller)
    people: dict[Asked, set[UUID]] = {asked: set() for asked in since}
    for asked, given, teller in newest.values():
        if given:
            people[asked].add(teller)
    words, names = _all_words(inquiry)
    found: dict[str, list[TextVersion]] = {}
    for asked, day in sorted(since.items(), key=lambda each: (each[1], each[0]), reverse=True):
        question, said = words.get(asked, ("", ""))
        yes = _shown(len(people[asked]), None if exact else inquiry.minimum_group)
        found.setdefault(asked[0], []).append(TextVersion(asked[2][:8], asked[1], day, question, said, yes))
    return tuple(UseTexts(NamedUse(id, names.get(id, id)), tuple(found[id])) for id in in_order(found))


def _all_words(inquiry: Inquiry) -> tuple[dict[Asked, tuple[str, str]], dict[str, str]]:
    """Return the words of every text that the inquiry ever asked, and the newest name of each use."""
    words: dict[Asked, tuple[str, str]] = {}
    names: dict[str, str] = {}
    for version in inquiry.framework_versions.order_by("number"):
        framework = version.framework
        names |= {use.value: use.label for use in named_uses(framework)}
        for purpose in framework.consent.purposes:
            for language in framework.languages:
                asked = (purpose.id, language, text_hash(framework, purpose.id, language))
                words[asked] = asked_words(framework, purpose.id, language)
    return words, names


def _shown(tellers: int, minimum: int | None) -> str:
    if minimum is None:
        return str(tellers)
    return fewer_than(minimum) if tellers < minimum else f"ongeveer {rounded(tellers)}"
