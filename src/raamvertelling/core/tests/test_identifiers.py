"""Structured identifiers: found in every form, in the demonstration and in generated ones; ordinary words stay."""

import json
import os
import re
from collections import Counter
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.privacy.identifiers import find_identifiers
from raamvertelling.core.privacy.numbers import has_bsn_checksum, has_iban_checksum
from raamvertelling.core.privacy.spans import TYPES, Span, masked, union
from raamvertelling.core.tests.identifier_maker import MAKERS, make

DATA = files("raamvertelling.demo") / "data"
STORIES = {s["id"]: s for s in map(json.loads, (DATA / "stories.jsonl").read_text(encoding="utf-8").splitlines())}
_LIST = (DATA / "README.md").read_text(encoding="utf-8").split("```jsonl")[1].split("```")[0]
DETAILS = [
    (STORIES[each["id"]], detail) for each in map(json.loads, _LIST.strip().splitlines()) for detail in each["details"]
]


def significant(piece: str) -> list[int]:
    """The places in a detail that must be hidden: its digits, or its letters when it has none."""
    digits = [k for k, sign in enumerate(piece) if sign.isdigit()]
    return digits or [k for k, sign in enumerate(piece) if sign.isalpha()]


def is_hidden(text: str, piece: str) -> bool:
    spans = find_identifiers(text)
    starts = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(piece)}(?!\w)", text)]
    return any(
        all(any(span.start <= start + k < span.end for span in spans) for k in significant(piece)) for start in starts
    )


def is_structured(detail: dict[str, str]) -> bool:
    """Dates, ages, contact and numbers. Names, streets without a number and tell-tale functions have no form."""
    if detail["kind"] in ("telefoon", "email", "postcode", "datum", "leeftijd"):
        return True
    return detail["kind"] == "overig" and bool(
        re.fullmatch(r"@\w+|(?:nummer )?[A-Z0-9 -]*\d[A-Z0-9 -]*", detail["text"])
    )


def test_demo_details_with_a_form_are_found() -> None:
    found: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for story, detail in DETAILS:
        if is_structured(detail):
            asked[detail["kind"]] += 1
            found[detail["kind"]] += is_hidden(story["text"], detail["text"])
    print("recall per kind:", {kind: f"{found[kind]}/{asked[kind]}" for kind in asked})
    assert sum(asked.values()) >= 40
    assert sum(found.values()) / sum(asked.values()) >= 0.98


def test_demo_addresses_with_a_number_are_found() -> None:
    with_number = [(s, d) for s, d in DETAILS if d["kind"] == "adres" and re.search(r"\d", d["text"])]
    assert len(with_number) == 7
    assert all(is_hidden(story["text"], detail["text"]) for story, detail in with_number)


def test_few_ordinary_words_of_the_demo_are_hidden() -> None:
    words = hidden = 0
    for story in STORIES.values():
        spans = find_identifiers(story["text"])
        words += len(story["text"].split())
        hidden += sum(len(story["text"][span.start : span.end].split()) for span in spans)
    print(f"hidden, right or wrong: {hidden} of {words} words")
    assert hidden / words < 0.015


@pytest.mark.skipif("RAAM_TEST_DATA" not in os.environ, reason="RAAM_TEST_DATA is not set")
def test_few_ordinary_words_of_novels_are_hidden() -> None:
    """The twin on the project's own data is the demonstration, above."""
    blocks = (Path(os.environ["RAAM_TEST_DATA"]) / "ner" / "openboek_six_novels.bio").read_text(encoding="utf-8")
    words = hidden = 0
    for block in blocks.split("\n\n")[::5]:
        sentence = " ".join(line.split("\t")[0] for line in block.splitlines() if line)
        words += len(sentence.split())
        hidden += sum(len(sentence[span.start : span.end].split()) for span in find_identifiers(sentence))
    print(f"hidden, right or wrong: {hidden} of {words} words")
    assert words > 5_000 and hidden / words < 0.005


@pytest.mark.parametrize("kind", list(MAKERS))
def test_generated_identifiers_are_hidden_whole(kind: str) -> None:
    cases = make(kind, 150)
    missed = [
        (text[start:end], masked(text, find_identifiers(text)))
        for text, start, end in cases
        if not _is_whole(text, start, end)
    ]
    print(f"{kind}: {len(cases) - len(missed)}/{len(cases)}")
    assert len(missed) <= 0.005 * len(cases), missed[:5]


def _is_whole(text: str, start: int, end: int) -> bool:
    covered = {k for span in find_identifiers(text) for k in range(span.start, span.end)}
    return all(k in covered for k in range(start, end) if text[k].isalnum())


@pytest.mark.parametrize(
    "text",
    [
        "Ik woon hier al 31 jaar en wacht drie jaar op een huis.",
        "Om half 8 gaat lijn 5, van 9 tot 12 uur zit ik op kamer 14.",
        "In 2019 en 2020 kostte het 1.850 euro, later € 1.250,50.",
        "De auto had 280.000 km gelopen. Kosten: 60.000 euro, 20 procent.",
        "De Wmo 2015, artikel 12, groep 8, havo 4, trap 4, code 14, nummer 1.",
        "Zij at brood. En toen was ik één van de vijf.",
        "Het is 12 graden en we waren met zes mensen, een groep van 8.",
        "Bel 112 of 113, 24/7, of kom tussen 10.30-12.00.",
        "Binnen 6 weken kwamen er 48 mensen en 63 bladzijden.",
        "Ik had 1000 in schuld en 2000 op de bank.",
        "Dat is 3 te veel, per melding is 370 euro beschikbaar.",
        "In januari 2024 was het koud, mei was mooi.",
        "Ik ben zes weken thuis en zij is 3 dagen weg.",
        "Onderweg 3 keer gestopt.",
        "Op facebook als vrijwilliger, en/of op de site van de gemeente.",
        "Ik zeg een keer ja, twee keer nee en dan nog een keer niets.",
    ],
)
def test_ordinary_numbers_stay(text: str) -> None:
    assert masked(text, find_identifiers(text)) == text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Bel 06-12345678 of mail naar piet@voorbeeld.example.", "Bel [telefoonnummer] of mail naar [e-mail]."),
        ("Mijn bsn is 999990019.", "Mijn bsn is [burgerservicenummer]."),
        ("Giften: NL00 VELD 0123 4567 89.", "Giften: [rekeningnummer]."),
        ("Zij is 84 jaar en geboren op 4 november 1954.", "Zij is [leeftijd] en geboren op [datum]."),
        ("ik ben van 1941", "ik ben van [geboortejaar]"),
        ("Wilgenpad 5, 1234 AB Veldhaven", "[adres], [postcode] Veldhaven"),
        ("volg @skate_veldhaven op www.skate.example/nu!", "volg [accountnaam] op [website]!"),
        ("ik sta op XX-000-X", "ik sta op [kenteken]"),
        ("toen ik zestien was", "toen ik [leeftijd] was"),
        ("nul zes twaalf vierendertig zesenvijftig achtenzeventig", "[telefoonnummer]"),
        ("twee\u0308entwintig mei", "[datum]"),
        ("mail naar jan punt de wit at voorbeeld punt nl", "mail naar [e-mail]"),
        ("mijn adres is kjanssen apenstaart gmail", "mijn adres is [e-mail]"),
        ("zoek ons onder buurtmoeders_oost", "zoek ons onder [accountnaam]"),
        ("app nul zes eh vier vier ja twee acht nul nul en dan drieëndertig", "app [telefoonnummer]"),
        ("het is nul zes en dan vier keer de twee en dan elf nul acht", "het is [telefoonnummer]"),
        ("mijn nummer is 06 en dan 41, 28, eh, 17, 50", "mijn nummer is [telefoonnummer]"),
        ("mijn mail is jan van de wit, alles aan elkaar, apenstaartje kpnmail punt nl", "mijn mail is [e-mail]"),
        ("buurt streepje noord at gemeente dorp punt nl is het adres", "[e-mail] is het adres"),
        ("mail naar j.k.de.wit hotmail punt com", "mail naar [e-mail]"),
        ("onze site is tuin de groene vinger punt nl", "onze site is [website]"),
        ("alles staat op linktr.ee/jan.wit", "alles staat op [website]"),
        ("op facebook heet ik jan van de markt, kom maar", "op facebook heet ik [accountnaam], kom maar"),
        ("volg me op tiktok bakkermetbaard2 hoor", "volg me op tiktok [accountnaam] hoor"),
        ("postcode 3321 k l is van mij", "postcode [postcode] is van mij"),
        ("bel tst 318 na zessen", "bel tst [telefoonnummer] na zessen"),
        ("een bus met vt 331 k erop, na 12 mnd 3 keer gezien", "een bus met [kenteken] erop, na 12 mnd 3 keer gezien"),
    ],
)
def test_each_kind_gets_its_role_label(text: str, hidden: str) -> None:
    text = text.replace("twee\u0308en", "tweee\u0308n")
    assert masked(text, find_identifiers(text)) == hidden


def test_check_digits() -> None:
    assert has_bsn_checksum("999990019") and has_bsn_checksum("111222333")
    assert (
        not has_bsn_checksum("999990018") and not has_bsn_checksum("000000000") and not has_bsn_checksum("1234567890")
    )
    assert has_iban_checksum("BE68 5390 0754 7034") and not has_iban_checksum("BE68 5390 0754 7035")


@st.composite
def spans_in(draw: st.DrawFn, text: str) -> list[Span]:
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    found = draw(st.lists(st.tuples(places, st.sampled_from(TYPES), st.floats(0, 1)), max_size=8))
    return [Span(start, end, type_, "x", score, "test") for (start, end), type_, score in found]


@given(st.text(min_size=1), st.data())
def test_masking_leaves_everything_between_letter_for_letter(text: str, data: st.DataObject) -> None:
    spans = data.draw(spans_in(text))
    joined = union(spans)
    assert all(a.end <= b.start for a, b in pairwise(joined))
    covered = {k for span in spans for k in range(span.start, span.end)}
    assert covered == {k for span in joined for k in range(span.start, span.end)}
    result, place = masked(text, spans), 0
    for k, span in enumerate(joined):
        between = text[(joined[k - 1].end if k else 0) : span.start]
        assert result.startswith(f"{between}[x]", place)
        place += len(between) + len("[x]")
    assert result[place:] == text[(joined[-1].end if joined else 0) :]


@given(st.text(st.sampled_from("0123456789 abn@.,-/()'’ëAZjr\n😀م"), max_size=80))
def test_any_text_gives_spans_in_order_inside_it(text: str) -> None:
    spans = find_identifiers(text)
    assert all(0 <= span.start < span.end <= len(text) and span.type in TYPES and 0 < span.score <= 1 for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert not re.search(r"(?<![\d\w.,])\d{6,20}(?![\w.,])", masked(text, spans))


@given(st.text("😀👩‍👧م", min_size=1, max_size=20))
def test_offsets_count_code_points(before: str) -> None:
    text = f"{before} bel 0612345678"
    (span,) = find_identifiers(text)
    assert text[span.start : span.end] == "0612345678"


def test_the_surest_finder_names_a_joined_span() -> None:
    joined = union([Span(0, 4, "ID", "nummer", 0.8, "a"), Span(2, 9, "CONTACT", "telefoonnummer", 0.9, "b")])
    assert joined == (Span(0, 9, "CONTACT", "telefoonnummer", 0.9, "b"),)


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="inside"):
        masked("kort", [Span(2, 9, "PER", "naam", 1, "names")])


@pytest.mark.parametrize("nought", ["٠", "۰", "०", "০", "０", "\U0001d7ce"])
@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Bel 06 12345678 maar.", "Bel [telefoonnummer] maar."),
        ("Mijn bsn is 123456782.", "Mijn bsn is [burgerservicenummer]."),
        ("Het was op 3 mei 2024.", "Het was op [datum]."),
        ("Ik ben 54 jaar.", "Ik ben [leeftijd]."),
    ],
)
def test_digits_of_other_scripts_are_digits(text: str, hidden: str, nought: str) -> None:
    written = text.translate({ord(str(value)): chr(ord(nought) + value) for value in range(10)})
    assert masked(written, find_identifiers(written)) == masked(text, find_identifiers(text)) == hidden
