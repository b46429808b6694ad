"""The Flesch-Douma score of a Dutch text: a hint about how easy it reads, never a proof."""

from dataclasses import dataclass

from raamvertelling.core.text.pieces import sentences, words
from raamvertelling.core.text.syllables import syllables

CONSTANT = 206.84
PER_SYLLABLE = 77.0
PER_SENTENCE_WORD = 0.93
MIN_WORDS = 100

_LEVELS = (
    (90.0, "zeer makkelijk"),
    (80.0, "makkelijk"),
    (70.0, "vrij makkelijk"),
    (60.0, "gewoon"),
    (45.0, "vrij moeilijk"),
    (30.0, "moeilijk"),
)


@dataclass(frozen=True, slots=True)
class Score:
    """A Flesch-Douma score with the counts it was made from."""

    value: float
    words: int
    sentences: int
    syllables: int

    @property
    def level(self) -> str:
        """The name of the level in Douma's own table, in plain Dutch."""
        return next((name for lowest, name in _LEVELS if self.value >= lowest), "zeer moeilijk")

    @property
    def words_per_sentence(self) -> float:
        """The mean length of a sentence, in words."""
        return self.words / self.sentences

    @property
    def syllables_per_word(self) -> float:
        """The mean length of a word, in syllables."""
        return self.syllables / self.words


def douma(text: str) -> Score | None:
    """Return how easy a Dutch text reads, or None for a text of less than 100 words.

    Parameters
    ----------
    text : running text. Line ends and the signs . ! ? … end a sentence.

    Returns
    -------
    Score : about 0 (very hard) to 100 (very easy); very short words and sentences go above 100.

    Notes
    -----
    206.84 - 77 · syllables per word - 0.93 · words per sentence. Douma counted samples of 100 words, so a shorter text
    gets no score. The formula sees length only: no unknown words, no order, no sense. See docs/methods/douma.md.

    References
    ----------
    Douma, W.H. (1960). De leesbaarheid van landbouwbladen. Wageningen: Landbouwhogeschool, bulletin 17.
    """
    found = sentences(text)
    spoken = [each.text for sentence in found for each in words(sentence)]
    if len(spoken) < MIN_WORDS:
        return None
    counted = sum(syllables(each) for each in spoken)
    value = CONSTANT - PER_SYLLABLE * counted / len(spoken) - PER_SENTENCE_WORD * len(spoken) / len(found)
    return Score(value, len(spoken), len(found), counted)
