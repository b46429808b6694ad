"""Two layers in one triangle: predictions as rings that hide nothing, another voice in its own colour and shape."""

from raamvertelling.core.results import Distribution
from raamvertelling.core.stats import summarise
from raamvertelling.core.stats.tests.makers import DYAD, TRIAD, dyads, triads
from raamvertelling.web.charts import chart
from raamvertelling.web.charts.tests.test_charts import SVG, checked
from raamvertelling.web.charts.voices import PREDICTED, VOICES

RULES, MONEY = (0.1, 0.8, 0.1), (0.1, 0.1, 0.8)


def told(n: int) -> Distribution:
    return summarise(TRIAD, triads([RULES] * n))


def expected(n: int) -> Distribution:
    return summarise(TRIAD, triads([MONEY] * n))


def test_predictions_are_hollow_rings_and_the_words_say_so() -> None:
    svg = chart(told(12), over=expected(7))
    root = checked(svg)
    rings = [each for each in root.iter(f"{SVG}g") if each.attrib.get("stroke") == PREDICTED.colour]
    assert [(each.attrib["fill"], len(each)) for each in rings] == [("none", 7)]
    said = next(root.iter(f"{SVG}desc")).text or ""
    assert "De ringen zijn voorspellingen." in said and "het geld" in said and "de regels" in said
    assert PREDICTED.colour not in {voice.colour for voice in VOICES.values()}


def test_another_voice_lies_over_it_with_its_own_mean() -> None:
    svg = chart(told(12), voice="inwoner", over=expected(9), over_voice="manager")
    root = checked(svg)
    means = {each.attrib["stroke"] for each in root.iter() if "raam-chart-mean" in each.attrib.get("class", "")}
    assert means == {VOICES["inwoner"].colour, VOICES["manager"].colour}
    said = next(root.iter(f"{SVG}desc")).text or ""
    assert "inwoners" in said and "managers" in said and "ringen" not in said


def test_what_is_no_story_is_not_called_one() -> None:
    svg = chart(summarise(DYAD, dyads([0.2] * 8)), title="De voorspelling", counted="voorspellingen")
    assert next(checked(svg).iter(f"{SVG}title")).text == "De voorspelling: 8 voorspellingen"
    spread = summarise(TRIAD, triads([RULES, MONEY, (0.8, 0.1, 0.1), (0.34, 0.33, 0.33), (0.45, 0.45, 0.1)]))
    words = next(checked(chart(spread, title="x", counted="voorspellingen")).iter(f"{SVG}desc")).text or ""
    assert "over 5 voorspellingen" in words and "verhalen" not in words
