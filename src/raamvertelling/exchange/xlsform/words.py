"""Texts with their translations, as a framework file holds them."""

from typing import Any


def put_words(place: dict[str, Any], key: str, words: dict[str, str], languages: list[str]) -> dict[str, Any]:
    """Write a text by language into one part of a definition and return that part.

    Parameters
    ----------
    place : the part; its own text lands under `key`, a translation under the code of its language.
    words : texts by language code; under an empty code the text that names no language.
    languages : the languages of the form, its own first.
    """
    own = words.get(languages[0]) or words.get("", "")
    if own or key == "text":
        place[key] = own
    for code in languages[1:]:
        if words.get(code):
            place.setdefault(code, {})[key] = words[code]
    return place


def boxed(words: dict[str, str], languages: list[str], fallback: str = "") -> dict[str, Any]:
    """Return the text at an end of a line, in a mapping of its own."""
    made = put_words({}, "text", words, languages)
    return made if made["text"] else {**{code: {"text": fallback} for code in languages[1:]}, "text": fallback}
