"""The words of a question for one teller: in the wording of a role and in a language, with the same ids."""

import hashlib
import json
from dataclasses import dataclass

from raamvertelling.core.framework.kinds import (
    Anchor,
    ConsentText,
    Option,
    RoleWording,
    Signifier,
    Wording,
    anchors_of,
    axes_of,
)


@dataclass(frozen=True, slots=True)
class WordedAnchor:
    """An option, corner, stone or end of a line as this teller reads it."""

    id: str
    text: str
    help: str = ""
    image: str = ""
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class WordedSignifier:
    """A question as this teller reads it. `axes` holds the ends of the axes of stones, by their ids."""

    id: str
    kind: str
    text: str
    help: str
    anchors: tuple[WordedAnchor, ...]
    axes: tuple[WordedAnchor, ...] = ()

    def anchor(self, id: str) -> WordedAnchor:
        """Return one anchor, option, stone or end; KeyError if there is none with this id."""
        for each in (*self.anchors, *self.axes):
            if each.id == id:
                return each
        raise KeyError(id)

    def label(self, id: str) -> str:
        """Return the words of one anchor, option, stone or end; KeyError if there is none with this id."""
        return self.anchor(id).text


def labels(signifier: Signifier | None, language: str = "nl") -> dict[str, str]:
    """Return the words of the options, corners, ends or stones by their ids, in order; of no question there are none.

    Parameters
    ----------
    signifier : the question, such as `Framework.voice_question`, which an inquiry may do without.
    language : language code; a text that is missing in it comes in the framework's own language.
    """
    return {each.id: each.text.in_language(language) for each in anchors_of(signifier)} if signifier else {}


def worded(signifier: Signifier, role: str, language: str) -> WordedSignifier:
    """Return the question in the words of one voice and in one language.

    Parameters
    ----------
    signifier : the question.
    role : option id of the voice question; empty or unknown gives the common words.
    language : language code; a text that is missing in it comes in the framework's own language.
    """
    own = next((each for each in signifier.wording_by_role if each.role == role), RoleWording(role))
    words = dict(own.anchors)
    return WordedSignifier(
        signifier.id,
        signifier.kind,
        (own.text or signifier.text).in_language(language),
        (own.help or signifier.help).in_language(language),
        tuple(_worded(each, words, language) for each in anchors_of(signifier)),
        tuple(_worded(each, words, language) for each in axes_of(signifier)),
    )


def _worded(anchor: Anchor, words: dict[str, Wording], language: str) -> WordedAnchor:
    text = words.get(anchor.id, anchor.text).in_language(language)
    help = anchor.help.in_language(language)
    if isinstance(anchor, Option):
        return WordedAnchor(anchor.id, text, help, anchor.image, anchor.exclusive)
    return WordedAnchor(anchor.id, text, help)


def text_hash(consent: ConsentText, language: str) -> str:
    """Return the fingerprint of what a teller read when giving consent in this language.

    Returns
    -------
    64 hexadecimal digits: SHA-256 over the texts, ids and requirements as JSON with sorted keys, in UTF-8.
    """
    shown = {
        "language": language,
        "text": consent.text.in_language(language),
        "help": consent.help.in_language(language),
        "purposes": [[each.id, each.text.in_language(language), each.required] for each in consent.purposes],
    }
    canonical = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
