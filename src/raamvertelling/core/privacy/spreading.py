"""What belongs to a name that was found: the rest of it, and the same name everywhere else in the story."""

from collections.abc import Iterator, Sequence

from raamvertelling.core.privacy import cues
from raamvertelling.core.privacy.facts import NUMBER, facts_of
from raamvertelling.core.privacy.lexicon import COMMON, FIRST, KNOWN, LAST, WORD, Lexicon
from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.tokens import Read

SPREADS = ("PER", "LOC_STREET", "LOC_PLACE", "ORG")
ENDINGS = ("s", "'s", "tje", "tjes", "je", "jes", "ke", "kes", "ie", "tie", "en")
BETWEEN = cues.BETWEEN | {"van", "v", "vd"}
HYPHENS = ("-", "‑", "–")
# Where nobody types capitals, these before the name of a street belong to it, and those behind it.
STREET_FIRST = cues.words(
    """
    burgemeester wethouder dokter doctor dr professor prof pastoor dominee ds koning koningin prins prinses sint st
    generaal admiraal meester mr minister president graaf gravin hertog korte lange oude nieuwe kleine grote hoge lage
    eerste tweede derde vierde beneden boven achter
    """
)
DOUBTFUL = 0.2  # what the tagger believes less than this gets no article
FLOORS = frozenset(("hs", "bis", "zwart", "rood", "rd", "zw", "boven", "beneden", "a", "b"))
AFTER_HOUSE = FLOORS | cues.AND | cues.FUNCTION | {"in", "te"}
STREET_SIDES = frozenset(("noord", "zuid", "oost", "west", "noordzijde", "zuidzijde", "oostzijde", "westzijde"))


def whole_names(each: Read, spans: Sequence[Span], lexicon: Lexicon) -> Iterator[Span]:
    """Yield the spans, made longer over what is joined to them: hyphens, initials, 'van der', more capitals."""
    covered = [""] * len(each.forms)
    for span in reversed(spans):  # where two overlap, the first counts
        for k in each.inside(span.start, span.end):
            covered[k] = span.type
    for span in spans:
        inside = each.inside(span.start, span.end)
        if span.type in SPREADS and inside:
            first, last = _left(each, inside, span, lexicon), _right(each, inside[-1], span, covered, lexicon)
            span = span.over(min(span.start, each.starts[first]), max(span.end, each.ends[last]))
        yield span


def _joined(each: Read, k: int) -> bool:
    """Tell whether no space stands between word k and the next."""
    return k + 1 < len(each.forms) and each.ends[k] == each.starts[k + 1]


def _left(each: Read, inside: range, span: Span, lexicon: Lexicon) -> int:
    first = inside[0]
    while first > 1 and each.forms[first - 1] in HYPHENS and _joined(each, first - 1) and _joined(each, first - 2):
        first -= 2
    if span.type == "LOC_STREET":
        is_named = span.score > DOUBTFUL and not _ends_as_street(each, first, inside[-1])
        return _left_of_street(each, first, is_named, lexicon)
    if span.type == "ORG" and first and each.keys[first - 1] in cues.ARTICLE and span.score > DOUBTFUL:
        return first - 1  # 'de Linde' is its name
    if span.type not in ("PER", "LOC_PLACE"):
        return first
    while first > 0:
        form, key = each.forms[first - 1], each.keys[first - 1]
        if form == "." and first > 1 and len(each.keys[first - 2]) == 1 and each.keys[first - 2].isalpha():
            first -= 2  # an initial: 'J.P. Kroon', 'h. de wit'
        elif each.cased and form[0].isupper() and _goes_before(each, first - 1, key, lexicon):
            first -= 1
        else:
            break
    return first


def _left_of_street(each: Read, first: int, is_named: bool, lexicon: Lexicon) -> int:
    """'Burgemeester van Rijnweg', 'op het van speykplantsoen', 'in de jan van galenstraat', 'op de klimop'."""
    if is_named and first and each.keys[first - 1] in cues.ARTICLE and each.keys[first] not in STREET_FIRST:
        return first - 1
    if first and each.keys[first - 1] == "het" and each.keys[first].endswith("hof") and len(each.keys[first]) > 5:
        return first - 1  # 'in het linnenhof': as often a house as a street
    before = first - 1
    while before >= 0 and each.keys[before] in BETWEEN - {"het", "op", "aan", "te", "al"}:
        before -= 1
    if before < 0 or not each.forms[before][0].isalpha():
        return first
    flags, form = lexicon.flags(each.keys[before]), each.forms[before]
    if each.cased:
        is_part = form[0].isupper() and before > 0 and each.forms[before - 1][0].isalnum() and not flags & KNOWN
        return before if is_part else first
    if before == first - 1 and each.keys[before] in STREET_FIRST:
        return before
    if before < first - 1 and flags & FIRST and not flags & COMMON:
        return before
    return before + 1 if before < first - 1 and each.keys[before] in ("de", "het", "op") else first


def _ends_as_street(each: Read, first: int, last: int) -> bool:
    words = [key for key in each.keys[first : last + 1] if key[0].isalpha()]
    return not words or any(key.endswith((*cues.STREET_ENDINGS, "flat", "park", "zicht")) for key in words)


def _goes_before(each: Read, k: int, key: str, lexicon: Lexicon) -> bool:
    """Tell whether a word with a capital before a surname belongs to it: 'Da Costa', 'Shirin Farahmand'."""
    flags = lexicon.flags(key)
    if key in BETWEEN:
        return k > 0 and each.forms[k - 1][0].isalnum()
    if key in cues.TITLES or key in cues.KIN or not key[:1].isalpha() or flags & KNOWN:
        return False
    return each.forms[k + 1][0].isupper() and not flags & COMMON and bool(flags & FIRST or not flags & WORD)


def _right(each: Read, last: int, span: Span, covered: list[str], lexicon: Lexicon) -> int:
    size = len(each.forms)
    while (
        last + 2 < size
        and each.forms[last + 1] in HYPHENS
        and _joined(each, last)
        and _joined(each, last + 1)
        and (each.forms[last + 2][0].isalnum())
    ):
        last += 2
    if span.type == "LOC_STREET":
        return _right_of_street(each, last)
    if span.type == "ORG" and last + 1 < size and each.keys[last + 1] == "'s" and _joined(each, last):
        last += 1  # 'bij Cafetaria Johnny's': of a person it stays, it says whose
    if span.type not in ("PER", "ORG") or not each.forms[last][0].isalpha():
        return last
    after = last + 1
    while after < size and (each.keys[after] in BETWEEN):
        after += 1
    if after < size and after - last <= 3 and _is_more(each, last, after, covered, lexicon):
        return _right(each, after, span, covered, lexicon)
    return last


def _right_of_street(each: Read, last: int) -> int:
    """'kerkstraat noord', 'sluisdijk achtentachtig twee hoog', 'dotter 33 hs': its side, its number, and the floor."""
    keys = (*each.keys[last + 1 : last + 4], "", "", "")
    if keys[0] in STREET_SIDES:
        return last + 1
    is_end = not keys[1][:1].isalpha() or keys[1] in AFTER_HOUSE or keys[2] == "hoog"
    if is_end and _is_number(keys[0]) and each.keys[last][0].isalpha():
        return _right_of_street(each, last + 1)
    if _is_number(each.keys[last]):
        if keys[1] == "hoog" and _is_number(keys[0]):
            return last + 2
        return last + 1 if keys[0] in FLOORS else last
    return last


def _is_number(key: str) -> bool:
    return key != "een" and bool(facts_of(key) & NUMBER)


def _is_more(each: Read, last: int, after: int, covered: list[str], lexicon: Lexicon) -> bool:
    form, flags = each.forms[after], lexicon.flags(each.keys[after])
    if not form[0].isalpha():
        return False
    if covered[after]:
        return after > last + 1 and covered[after] == covered[last]
    if each.cased:
        is_between = each.keys[last] in BETWEEN
        is_capital = form[0].isupper() and (is_between or each.forms[last][0].isupper())
        return is_capital and not flags & KNOWN and (is_between or after > last + 1 or not flags & COMMON)
    return bool(flags & (FIRST | LAST)) and not flags & (WORD | COMMON | KNOWN) and after > last + 1


class Names:
    """The words of all names found in one story, by which the same names are found again."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words: dict[str, Span] = {}
        self._initials: set[str] = set()
        self._longer: dict[str, set[tuple[str, ...]]] = {}

    def learn(self, each: Read, spans: Sequence[Span]) -> None:
        """Keep the words of these names, but for words that also mean something."""
        for span in spans:
            if span.type not in SPREADS:
                continue
            inside = each.inside(span.start, span.end)
            if not inside:
                continue
            for k in inside:
                if self._is_telling(each.keys[k], each.forms[k], span, each):
                    self._words.setdefault(each.keys[k], span)
                    self._initials.add(each.keys[k][0])
            keys = tuple(each.keys[k] for k in inside)
            self._longer.setdefault(keys[0], set()).update({keys} if len(keys) > 1 else ())

    def _is_telling(self, key: str, form: str, span: Span, each: Read) -> bool:
        if not key[:1].isalpha() or len(key) < 3 or key in cues.FUNCTION or key in cues.BETWEEN:
            return False
        flags = self._lexicon.flags(key)
        if span.type != "PER" and (flags & WORD or key in cues.ORGANISATION_CUES):
            return False
        if key in cues.KIN or key in cues.TITLES or flags & (KNOWN | COMMON):
            return False
        return not flags & WORD or bool(flags & FIRST) or (each.cased and form[0].isupper())

    def again(self, each: Read) -> Iterator[Span]:
        """Yield every other place of these names: as they are, with an ending, or nearly so."""
        if not self._words:
            return
        near = [key for key in set(each.keys) if key[:1] in self._initials]
        named = {key: name for key in near if (name := self._named(key)) is not None}
        for k in [k for k, key in enumerate(each.keys) if key in named]:
            key = each.keys[k]
            found, reason = named[key]
            if key in self._words and each.cased and each.forms[k].islower() and self._lexicon.flags(key) & WORD:
                continue
            size = max(
                (len(keys) for keys in self._longer.get(key, ()) if each.keys[k : k + len(keys)] == keys), default=1
            )
            end, score = each.ends[k + size - 1], min(found.score, 0.8)
            yield Span(each.starts[k], end, found.type, found.label, score, "herhaling", reason)

    def _named(self, key: str) -> tuple[Span, str] | None:
        """Return the name that a word belongs to, and why."""
        if len(key) < 3:
            return None
        if key in self._words:
            return self._words[key], "komt ook elders in dit verhaal voor"
        found = self._alike(key)
        return None if found is None else (found, "lijkt op een naam elders in dit verhaal")

    def _alike(self, key: str) -> Span | None:
        if len(key) < 4 or self._lexicon.flags(key) & (WORD | KNOWN | COMMON):
            return None
        for ending in ENDINGS:
            if key.endswith(ending) and key[: -len(ending)] in self._words:
                return self._words[key[: -len(ending)]]
        return next((span for word, span in self._words.items() if _one_slip(word, key)), None)


def _one_slip(one: str, other: str) -> bool:
    """Tell whether one letter more, less, other or swapped separates two words."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0] or len(one) < 4:
        return False
    k = 0
    while k < min(len(one), len(other)) and one[k] == other[k]:
        k += 1
    if len(one) == len(other):
        return len(one) > 4 and (one[k + 1 :] == other[k + 1 :] or one[k : k + 2][::-1] + one[k + 2 :] == other[k:])
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[k + 1 :] == shorter[k:]
