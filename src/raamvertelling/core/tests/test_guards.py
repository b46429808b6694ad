"""What is looked at before a slow pattern is tried hides no match of any pattern."""

import re
import sys

from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.privacy import ages, contact, dates, numbers
from raamvertelling.core.privacy.patterns import Pattern
from raamvertelling.core.privacy.scanning import scan

PATTERNS = {
    f"{room.__name__.rpartition('.')[2]}.{name}": pattern
    for room in (ages, contact, dates, numbers)
    for name, pattern in vars(room).items()
    if isinstance(pattern, Pattern)
}
PLAIN = """
    ik was twaalf jaar oud jong geworden is ben van bijna net nog geen een één en twintig vierendertig drieën zes nul
    dubbel tig honderd honderdeen 3 12 34 1987 06 12345678 3e 12-03-2019 AB-12-CD nr. nummer huisnummer straat
    Kerkstraat laan Laan Plein der de mei jan. januari maandag op 5 maanden weken oud, zoon Anna dochter mijn zaak
    dossier client kenmerk: 26-04417 postbus streepje punt , . ( ) - @ apenstaartje at nl example.nl www. JAN É toen
    hij 1234AB postcode jr mnd zeven acht NEGEN kinderen anderhalf half hoe oud nee eh met allebei
    keer wacht ja dus facebook onder heet gmail.com j.de site / t.me/jan
    bent acht. punt nl zijn, plus 06-1234o678 o612345678 v vis van-12 v-123 Anne-Fleur d'Arc 7½ jar ze ie TZ gh 123 x
    jongen Jan nog maar pas
    """
WORDS = (*PLAIN.split(), "drie\u0308n", "e\u0301e\u0301n", "\u0130", "\u017fept", "\u212a", "\u0131")
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from((" ", " ", " ", "", "\n", "  ", "-")))).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)
MATCHING = """
    toen ik Twaalf was, een zoon van Bijna Drie. Anna is 12 jaar oud, de baby 5 weken jong. Op 3 MEI 1987, May 3, 2019.
    Nul zes, twaalf vierendertig zes zes acht. Negentien was ik. Van der Kerkstraat 12a, Laan van de Vrede 3.
    Dossier nr: 26-04417, polis AB-123, nummer 123456, ABC-123456, code a1b2c3d4e5f6. Geboren in 1987, ik ben van '87.
    Nog 12 jaar. Mijn zoon van acht. Anna, 12, is er. Mijn zoon Jan 12. Op mijn 12e. Na 1,5 jaar. Leeftijd: 12.
    Hoe oud ben je? Twaalf. Met mijn vijftig. Een twaalfjarige. Ik ben twaalf. Op 3 febuari 2019, 12-03-2019, op 1/2.
    Op de 3e. NL91ABNA0417164300, GB29 NWBK 6016 1331 9268 19, 1234 AB, postcode 1234, AB-12-CD, kenteken AB123C,
    huisnummer 12, postbus 12, 06-12345678, o612345678, bel 06 1234567, jan@post.nl, jan(at)post punt nl,
    jan at post punt nl, mail naar jan de wit at post punt nl, jan apenstaart gmail, jan#1234, buurt_oost, vt 331 k,
    jan @ post .nl, www.post.nl, www punt post, post punt nl, @jan, insta: janpost. j.de.wit gmail.com, onze site is de
    brug punt nl, linktr.ee/jan.wit, op facebook heet ik jan de wit, tiktok janwit2.
"""


@given(text=st.one_of(TEXTS, TEXTS.map(lambda text: text + MATCHING), TEXTS.map(str.upper)))
def test_a_guard_hides_no_match(text: str) -> None:
    for name, pattern in PATTERNS.items():
        wanted = [each.regs for each in pattern._pattern.finditer(text)]
        assert [each.regs for each in pattern.finditer(text)] == wanted, name


def test_the_examples_reach_every_pattern_that_is_not_always_tried() -> None:
    tried = [pattern for pattern in PATTERNS.values() if pattern._needs or pattern._guard is not None]
    assert len(tried) > 40
    assert [each._pattern.pattern[:60] for each in tried if not list(each.finditer(MATCHING))] == []


def test_small_letters_stand_where_the_text_has_them() -> None:
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        plain = scan(sign).plain
        assert len(plain) == 1, hex(code)
    for letter in "abcdefghijklmnopqrstuvwxyzéëöçà":
        same = [each for each in map(chr, range(0x20000)) if re.fullmatch(letter, each, re.IGNORECASE)]
        assert {scan(each).plain for each in same} == {letter}
