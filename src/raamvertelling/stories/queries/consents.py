"""What tellers said yes or no to: the words themselves, found back by their hash, and how many said what."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from raamvertelling.core.framework import Framework
from raamvertelling.core.privacy.disclosure import protect_counts
from raamvertelling.core.results import Suppressed
from raamvertelling.inquiries.models import FrameworkVersion, Inquiry
from raamvertelling.stories.consent import asked_words, named_uses, text_hash
from raamvertelling.stories.models import Consent, Story

YES, NO = "ja", "nee"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TextVersion:
    """One version of the words of one use in one language, and what was said to it.

    `yes` and `no` are numbers for the eye: rounded, or that they are too small. `versions` are those of the questions.
    """

    question: str
    words: str
    language: str
    text_hash: str
    versions: tuple[int, ...]
    first: date | None
    last: date | None
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class AskedUse:
    """One use with every version of its words, the newest first."""

    purpose: str
    label: str
    texts: tuple[TextVersion, ...]


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


def asked_uses(inquiry: Inquiry) -> tuple[AskedUse, ...]:
    """Return the uses that an inquiry asks or asked, each with its words and rounded numbers of tellers.

    Every version of the questions in which anybody answered is there for good, so the words are too.
    """
    versions = list(inquiry.framework_versions.order_by("-number"))
    texts = _texts(versions)
    said = _said(inquiry)
    labels = {use.value: use.label for version in reversed(versions) for use in named_uses(version.framework)}
    found: dict[str, list[TextVersion]] = defaultdict(list)
    for (purpose, hashed), (question, words, language, numbers) in texts.items():
        rows = said.pop((purpose, hashed), [])
        found[purpose].append(_version(inquiry, question, words, language, hashed, tuple(numbers), rows))
    for (purpose, hashed), rows in said.items():
        # What a file brought along: the ground for it stands in the log, under the day of the import.
        found[purpose].append(_version(inquiry, "", "", rows[0].language, hashed, (), rows))
    return tuple(AskedUse(id, labels.get(id, id), tuple(found[id])) for id in labels if found[id])


Texts = dict[tuple[str, str], tuple[str, str, str, list[int]]]


def _texts(versions: list[FrameworkVersion]) -> Texts:
    texts: Texts = {}
    for version in versions:
        framework: Framework = version.framework
        for use in framework.consent.purposes:
            for language in framework.languages:
                hashed = text_hash(framework, use.id, language)
                question, words = asked_words(framework, use.id, language)
                texts.setdefault((use.id, hashed), (question, words, language, []))[3].append(version.number)
    return texts


def _said(inquiry: Inquiry) -> dict[tuple[str, str], list[Consent]]:
    """Return the newest answer of each story by use and text; stories told to practise do not count."""
    rows = Consent.objects.filter(story__inquiry=inquiry, story__is_test=False).order_by("pk").select_related("story")
    newest = {(row.story_id, row.purpose): row for row in rows}
    said: dict[tuple[str, str], list[Consent]] = defaultdict(list)
    for row in newest.values():
        said[row.purpose, row.text_hash].append(row)
    return said


def _version(
    inquiry: Inquiry,
    question: str,
    words: str,
    language: str,
    hashed: str,
    numbers: tuple[int, ...],
    rows: list[Consent],
) -> TextVersion:
    yes = {row.story.teller_id for row in rows if row.given}
    no = {row.story.teller_id for row in rows if not row.given} - yes
    shown = protect_counts({YES: len(yes), NO: len(no)}, inquiry.minimum_group)
    counts = {} if isinstance(shown, Suppressed) else shown.counts
    days = [row.on for row in rows]
    return TextVersion(
        question=question,
        words=words,
        language=language,
        text_hash=hashed,
        versions=numbers,
        first=min(days, default=None) if counts else None,
        last=max(days, default=None) if counts else None,
        yes=_shown(counts.get(YES), inquiry),
        no=_shown(counts.get(NO), inquiry),
    )


def _shown(count: int | None, inquiry: Inquiry) -> str:
    return "te weinig om te tonen" if count is None else str(count)
