"""Charts: well-formed, safe, readable without colour, and nothing hidden."""

import re
from collections.abc import Iterator
from importlib.resources import files
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from raamvertelling.core.answer_kinds import Answer, Chosen, DyadPlacement, Rated, StonesPlacement, TriadPlacement
from raamvertelling.core.framework import Anchor, Dyad, Option, Scale, Signifier, SingleChoice, Stones, Triad, Wording
from raamvertelling.core.results import Distribution, StonesSummary, Suppressed, TriadPoint
from raamvertelling.core.stats import areas, summarise
from raamvertelling.core.stats.tests.makers import DYAD, TRIAD, demo, dyads, triads, words
from raamvertelling.web.charts import (
    Options,
    chart,
    chart_table,
    closed_window,
    stones_chart,
)
from raamvertelling.web.charts.svg import ACCENT, EDGE, INK, LINE, QUIET, SHADE, width_of, wrap
from raamvertelling.web.charts.triad import shown_weights
from raamvertelling.web.charts.voices import VOICES

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "desc", "g", "defs", "clipPath", "path", "rect", "circle", "text", "a"}
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    "]]><!--",
    "&lt;b&gt; & <b>",
    "javascript:alert(1)",
    "a\x00b\x0bc\ufffe",
    "\u202eomgekeerd",
    "${7*7}{{7*7}}",
)
VOICE_IDS = ("inwoner", "professional", "manager", "bestuurder", "")


def parsed(svg: str) -> Element:
    root = fromstring(svg)
    assert isinstance(root, Element)
    return root


def checked(svg: str) -> Element:
    root = parsed(svg)
    for element in root.iter():
        name = element.tag.removeprefix(SVG)
        assert name in ALLOWED, f"{name} does not belong in a chart"
        assert not any(key == "style" or key.startswith("on") for key in element.attrib)
        assert "NaN" not in str(element.attrib.values()) and "nan" not in str(element.attrib.get("d", ""))
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert root.attrib["aria-labelledby"] in ids and root.attrib["aria-describedby"] in ids
    return root


def texts(root: Element) -> str:
    return " ".join("".join(element.itertext()) for element in root.iter(f"{SVG}text"))


def charted() -> Iterator[tuple[Signifier, str]]:
    framework, _ = demo()
    for signifier in framework.signifiers:
        if areas(signifier):
            for voice in VOICE_IDS:
                yield signifier, voice


def told_by(signifier: Signifier, voice: str) -> Distribution:
    _, told = demo()
    mine = [answers for answers in told if not voice or answers[1]["role"] == Chosen((voice,))]
    return summarise(signifier, [(id, answers[signifier.id]) for id, answers in mine])


@pytest.mark.parametrize(("signifier", "voice"), list(charted()), ids=lambda each: getattr(each, "id", each) or "allen")
def test_every_question_of_the_demonstration_is_drawn_for_every_voice(signifier: Signifier, voice: str) -> None:
    summary = told_by(signifier, voice)
    for width in (220, 340):
        root = checked(chart(summary, voice=voice, width=width))
        assert root.attrib["role"] == "img"
        shown = texts(root)
        assert f"{summary.n} verha" in shown
        if voice:
            assert f'fill="{VOICES[voice].colour}"' in chart(summary, voice=voice, width=width)
            assert root.findall(f".//{SVG}*[@class='raam-chart-mark']")
    table = chart_table(summary)
    assert all(len(row) == len(table.headers) for row in table.rows)
    assert any(str(summary.n) in row for row in table.rows)


def test_voices_differ_in_shape_and_not_only_in_colour() -> None:
    summary = summarise(TRIAD, triads([[0.4, 0.3, 0.3]]))
    drawn = {
        voice: re.sub(r"#[0-9a-f]{6}|raam-[0-9a-f]{12}", "", _dot_of(chart(summary, voice=voice, heading=False)))
        for voice in VOICES
    }
    assert len(set(drawn.values())) == len(VOICES)


def _dot_of(svg: str) -> str:
    found = re.search(r'<[^<]*class="raam-chart-dot"[^<]*>', svg)
    assert found
    return found.group()


def attacked(attack: str) -> list[tuple[Signifier, Answer]]:
    text, other = words(attack), words("gewoon")
    anchors = (Anchor("a", text), Anchor("b", text), Anchor("c", text))
    return [
        (Triad(id="t", text=text, anchors=anchors), TriadPlacement((0.2, 0.3, 0.5))),
        (Dyad(id="d", text=text, left=text, right=other), DyadPlacement(0.4)),
        (Scale(id="n", text=text, left=text, right=other), Rated(4)),
        (SingleChoice(id="k", text=text, options=(Option("a", text), Option("b", other))), Chosen(("a",))),
        (
            Stones(id="s", text=text, stones=anchors, x_left=text, x_right=text, y_bottom=text, y_top=text),
            StonesPlacement((("a", 0.2, 0.3),)),
        ),
    ]


@pytest.mark.parametrize("attack", ATTACKS)
def test_labels_are_text_and_never_markup(attack: str) -> None:
    for signifier, answer in attacked(attack):
        summary = summarise(signifier, [("verhaal", answer)])
        root = checked(chart(summary, title=attack, area_href=lambda area: f"?gebied={area.id}"))
        said = root.find(f"{SVG}title")
        assert said is not None and said.text is not None
        assert said.text.startswith(re.sub("[\x00\x0b\ufffe]", "", attack).strip("\x00"))
    assert checked(closed_window(Suppressed(attack), title=attack)) is not None


@pytest.mark.parametrize("name", ["about", "heard", "network", "barriers"])
def test_areas_are_links_with_words_for_everyone(name: str) -> None:
    framework, _ = demo()
    signifier = framework.signifier(name)
    summary = told_by(signifier, "inwoner")
    options: Options = {"voice": "inwoner", "area_href": lambda area: f"?gebied={area.id}&x=1"}
    if isinstance(summary, StonesSummary):
        root = checked(stones_chart(summary, stone="gemeente", **options))
    else:
        root = checked(chart(summary, **options))
    assert root.attrib["role"] == "group", "an image would hide its links"
    links = root.findall(f".//{SVG}a")
    expected = [area for area in areas(signifier) if name != "network" or area.key == "gemeente"]
    assert {each.attrib["href"] for each in links} == {f"?gebied={area.id}&x=1" for area in expected}
    for each in links:
        assert "verha" in each.attrib["aria-label"] and each.find(f"{SVG}title") is not None
        assert each.find(f"{SVG}path") is not None


def test_the_chosen_area_is_marked() -> None:
    summary = summarise(TRIAD, triads([[0.8, 0.1, 0.1]]))
    root = checked(chart(summary, area_href=lambda area: f"?{area.id}", selected="mens"))
    chosen = [each for each in root.findall(f".//{SVG}a") if each.attrib.get("aria-current")]
    assert [each.attrib["href"] for each in chosen] == ["?mens"]


def test_a_group_too_small_is_a_closed_window_with_the_reason_and_no_number() -> None:
    svg = closed_window(Suppressed("Niet getekend: deze groep is te klein om in op te gaan."), voice="bestuurder")
    root = checked(svg)
    said = texts(root)
    assert "Bestuurders" in said and "minder dan 10 verhalen" in said and "te klein om in op te gaan." in said
    assert not re.search(r"\b[0-9]\b", said)
    assert chart(Suppressed("Te klein.")) == closed_window(Suppressed("Te klein."))
    assert chart_table(Suppressed("Te klein.")).rows == (("Te klein.",),)


@pytest.mark.parametrize("count", [0, 1, 2, 1500, 1501])
def test_no_stories_and_many_stories_are_drawn(count: int) -> None:
    rows = [[(i % 7 + 1) / 20, (i % 11 + 1) / 20, 1 - (i % 7 + 1) / 20 - (i % 11 + 1) / 20] for i in range(count)]
    root = checked(chart(summarise(TRIAD, triads(rows))))
    dots = root.findall(f".//{SVG}*[@class='raam-chart-dot']")
    assert len(dots) == (count if count <= 1500 else 0)
    line = checked(chart(summarise(DYAD, dyads([i / 1501 for i in range(count)]))))
    assert ("Nog geen antwoorden" in texts(line)) == (count == 0)


def test_columns_side_by_side_have_one_scale() -> None:
    """Dots are equally large and stand for one story each; columns are parts of their own group up to one height."""
    few, more, most = (summarise(DYAD, dyads([0.5] * n + [0.9] * n)) for n in (2, 18, 150))
    alone = summarise(DYAD, dyads([0.5] * 4))

    def drawn(what: str, summary: Distribution, *beside: Distribution) -> set[str]:
        return set(re.findall(what, chart(summary, heading=False, beside=beside)))

    dot, bar = r'-dot" [^>]* r="([0-9.]+)"', r'd="[^"]*v([0-9.]+)h-[^>]*raam-chart-bar'
    assert drawn(dot, few, few, more) == drawn(dot, more, few, more) != drawn(dot, few)
    assert drawn(bar, few, few, most, alone) == drawn(bar, most, few, most, alone) == {"60.0"}
    assert drawn(bar, alone, few, most, alone) == {"120.0"}
    assert drawn(bar, few) == set()


def test_stories_in_the_same_corner_are_counted() -> None:
    root = checked(chart(summarise(TRIAD, triads([[1, 0, 0]] * 4 + [[0, 1, 0]]))))
    assert "4" in texts(root).split()


def test_dots_of_rows_and_paper_are_moved_a_little_and_always_alike() -> None:
    point = TriadPoint("verhaal-1", (0.4, 0.4, 0.2), "rows")
    moved = shown_weights(point)
    assert moved == shown_weights(point) != shown_weights(TriadPoint("verhaal-2", (0.4, 0.4, 0.2), "rows"))
    assert sum(moved) == pytest.approx(1) and max(abs(a - b) for a, b in zip(moved, point.weights, strict=True)) < 0.04
    assert shown_weights(TriadPoint("verhaal-1", (0.5, 0.5, 0.0), "paper"))[2] == 0
    assert shown_weights(TriadPoint("verhaal-1", (1.0, 0.0, 0.0), "rows")) == (1, 0, 0)
    exact = (0.4123, 0.3877, 0.2)
    assert shown_weights(TriadPoint("verhaal-1", exact, "tap")) == exact


def test_long_labels_wrap_between_words_and_lose_nothing() -> None:
    label = "buren, familie en vrijwilligers uit de hele wijk en daarbuiten"
    lines = wrap(label, 150, 15)
    assert " ".join(lines) == label and len(lines) > 2
    assert all(width_of(line, 15) <= 150 for line in lines)
    anchors = (
        Anchor("a", words(label)),
        Anchor("b", words(label)),
        Anchor("c", words("Schuldhulpverleningsinstanties")),
    )
    root = checked(chart(summarise(Triad(id="t", text=words("?"), anchors=anchors), []), width=220))
    shown = texts(root)
    assert "Schuldhulpverleningsinstanties" in shown and shown.count("vrijwilligers") == 2
    _, _, width, height = (float(part) for part in root.attrib["viewBox"].split())
    for element in root.iter(f"{SVG}text"):
        assert float(element.attrib["font-size"]) >= 11
        assert 0 <= float(element.attrib["y"]) <= height and 0 <= float(element.attrib["x"]) <= width


def test_two_charts_on_a_page_do_not_share_ids() -> None:
    one, other = (chart(summarise(DYAD, dyads([at]))) for at in (0.2, 0.8))
    ids = [re.findall(r' id="([^"]+)"', svg) for svg in (one, other)]
    assert not set(ids[0]) & set(ids[1])
    assert re.findall(r' id="([^"]+)"', chart(summarise(DYAD, []), uid="eigen")) == ["eigen-t", "eigen-d"]


def test_colours_are_those_of_the_design() -> None:
    tokens = (files("raamvertelling.web") / "static/raam/css/tokens.css").read_text(encoding="utf-8")
    for colour in (INK, QUIET, LINE, EDGE, SHADE, ACCENT):
        assert colour in tokens
    for voice in VOICES.values():
        assert re.search(rf"--voice-{voice.id}: {voice.colour};", tokens)


def test_the_same_picture_needs_no_style_sheet() -> None:
    svg = chart(summarise(TRIAD, triads([[0.2, 0.3, 0.5]] * 6)), font="Libertinus Serif")
    assert 'font-family="Libertinus Serif"' in svg and "var(" not in svg and "currentColor" not in svg
    assert 'xmlns="http://www.w3.org/2000/svg"' in svg


def test_other_languages_fall_back_to_the_words_there_are() -> None:
    framed = Wording((("en", "the rules"),))
    anchors = (Anchor("a", framed), Anchor("b", framed), Anchor("c", framed))
    assert "the rules" in chart(summarise(Triad(id="t", text=framed, anchors=anchors), []))
