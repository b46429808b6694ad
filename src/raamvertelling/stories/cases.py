"""What the masking engine missed, as a sentence on which it can be tried again: without one real name in it."""

import json
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from raamvertelling.core.privacy import find_leftovers, propose_masks
from raamvertelling.stories.masking import without_labels

SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
VOWELS, CONSONANTS = "aeiou", "bdfghklmnprstvwz"
# Words that say what kind of thing a name is: without them a street is no street.
KEPT = re.compile(
    r"(?:straat|laan|weg|plein|hof|gracht|dreef|pad|kade|singel|steeg|school|praktijk|club|kerk|moskee)(?!\w)|"
    r"(?<!\w)(?:van|de|den|der|het|el|ten|ter|te|'t|in|aan|op|basisschool|stichting|dokter|mevrouw|meneer)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence in which `sentence[start:end]` should be proposed; `label` is what took its place in the story."""

    sentence: str
    start: int
    end: int
    label: str
    on: str

    @property
    def words(self) -> str:
        """The words that should be found: invented, of the shape of the real ones."""
        return self.sentence[self.start : self.end]


def sentence_with(words: str, texts: Mapping[str, str]) -> str:
    """Return the first sentence in which these words stand; nothing when there is none."""
    pattern = _whole(words)
    for text in texts.values():
        for match in SENTENCE.finditer(text):
            if pattern.search(match[0]):
                return match[0].strip()
    return ""


def make_case(
    *, sentence: str, words: str, masked: Iterable[str], label: str, rng: random.Random, today: date
) -> Case | None:
    """Return the sentence with an invented word of the same shape for every word that could identify somebody.

    Those are: the words that were missed, what the moderator masked herself (`masked`), what the engine proposes, and
    every other word with a capital inside the sentence and every number. None when the words do not stand there.
    """
    target = _whole(words).search(sentence)
    if target is None:
        return None
    spans = sorted({target.span(), *_identifying(sentence, masked)})
    invented: dict[str, str] = {}
    made, done, start = [], 0, 0
    for begin, end in _apart(spans, target.span()):
        made.append(sentence[done:begin])
        if (begin, end) == target.span():
            start = sum(map(len, made))
        piece = sentence[begin:end]
        made.append(invented.setdefault(piece.casefold(), same_shape(piece, rng)))
        done = end
    made.append(sentence[done:])
    return Case("".join(made), start, start + len(target[0]), label, today.isoformat())


def same_shape(words: str, rng: random.Random) -> str:
    """Return invented words with as many letters, the same capitals and digits at the same places."""
    kept = {place for match in KEPT.finditer(words) for place in range(*match.span())}
    return "".join(each if place in kept else _other(each, rng) for place, each in enumerate(words))


def is_found(case: Case) -> bool:
    """Whether the engine proposes the whole word now."""
    found = propose_masks({"story": without_labels(case.sentence)})
    return any(each.span.start <= case.start and case.end <= each.span.end for each in found)


def dump_case(case: Case) -> str:
    """Write a case as text, to be sealed."""
    return json.dumps(asdict(case), ensure_ascii=False)


def parse_case(text: str) -> Case:
    """Read what `dump_case` wrote."""
    return Case(**json.loads(text))


def _whole(words: str) -> re.Pattern[str]:
    exact = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){exact}(?:(?!\w)|(?=s(?!\w)))", re.IGNORECASE)


def _identifying(sentence: str, masked: Iterable[str]) -> set[tuple[int, int]]:
    visible = without_labels(sentence)
    found = {(each.span.start, each.span.end) for each in propose_masks({"story": visible})}
    found |= {(each.start, each.end) for each in find_leftovers(visible) if each.kind in ("hoofdletter", "getal")}
    for words in masked:
        found |= {match.span() for match in _whole(words).finditer(visible)}
    return found


def _apart(spans: Sequence[tuple[int, int]], target: tuple[int, int]) -> list[tuple[int, int]]:
    """Return spans that do not overlap and cover the same; the target stays whole and by itself."""
    found: list[tuple[int, int]] = []
    for begin, end in spans:
        for start, stop in ((begin, min(end, target[0])), (max(begin, target[1]), end)):
            start = max(start, found[-1][1] if found and found[-1][1] <= target[0] else start)
            if start < stop and not any(one < stop and start < other for one, other in found):
                found.append((start, stop))
    return sorted([*found, target])


def _other(letter: str, rng: random.Random) -> str:
    if letter.isdigit():
        return rng.choice([each for each in "0123456789" if each != letter])
    if not letter.isalpha():
        return letter
    pool = VOWELS if letter.lower() in "aeiouyàáâäèéêëìíîïòóôöùúûü" else CONSONANTS
    fresh = rng.choice([each for each in pool if each != letter.lower()])
    return fresh.upper() if letter.isupper() else fresh
