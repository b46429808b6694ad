"""The two free corpora with names, read from a folder that is given; their texts are no part of the project."""

import random
from collections.abc import Iterator
from pathlib import Path

from raamvertelling.core.privacy.identifiers import find_identifiers
from raamvertelling.core.privacy.tokens import key_of, words_in
from training.copies import LABELS, Hiding, Sequence_

_OWN = {"PER": "PER", "LOC": "PLC", "ORG": "ORG"}
BLOCK = 60  # words of a newspaper that are taken together, for it has no sentence breaks


def read_corpus(path: Path, visible: frozenset[str], rng: random.Random) -> Iterator[Sequence_]:
    """Yield sentences with labels; countries stay visible, and dates and ages get the labels of our own rules."""
    sentence: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t") if "\t" in line else line.rsplit(" ", 1)
        if len(parts) == 2 and parts[0].strip():
            sentence.append((parts[0], parts[1]))
        is_full = len(sentence) >= BLOCK and "\t" not in line and parts[0][-1:] == "."
        if sentence and (not line.strip() or is_full or len(sentence) > 3 * BLOCK):
            yield _sequence(sentence, visible, rng)
            sentence = []
    if sentence:
        yield _sequence(sentence, visible, rng)


def _sequence(sentence: list[tuple[str, str]], visible: frozenset[str], rng: random.Random) -> Sequence_:
    made, hiding = Sequence_(), Hiding(rng, 0.25)
    for word, tag in sentence:
        kind = _OWN.get(tag[2:], "O") if tag != "O" else "O"
        if kind == "PLC" and key_of(word) in visible:
            kind = "O"
        forms = words_in(word)
        for place, form in enumerate(forms):
            # A word of a newspaper carries its full stop: that is no part of the name.
            is_name = kind != "O" and form[0].isalnum()
            goes_on = tag.startswith("I-") or (place > 0 and made.labels[-1] == f"B-{kind}")
            label = "O" if not is_name else f"{'I' if goes_on else 'B'}-{kind}"
            made.forms.append(form)
            made.labels.append(label)
            made.unlisted.append(is_name and hiding.hides(form))
    _add_rules(made)
    return made


def _add_rules(made: Sequence_) -> None:
    text, starts = "", []
    for form in made.forms:
        starts.append(len(text))
        text += form + " "
    for span in find_identifiers(text):
        label = LABELS.get(span.type, "O")
        inside = [k for k, start in enumerate(starts) if span.start <= start < span.end]
        if label in ("AGE", "DAT", "NUM") and all(made.labels[k] == "O" for k in inside):
            for place, k in enumerate(inside):
                made.labels[k] = f"{'I' if place else 'B'}-{label}"
