"""The patterns put into the demonstration on purpose are found; a group too small is not compared."""

from statistics import correlation, mean

import pytest

from raamvertelling.core.answer_kinds import Answer, Chosen, DyadPlacement, StonesPlacement, TriadPlacement
from raamvertelling.core.results import TooFew, TriadSummary
from raamvertelling.core.sentences_compared import explain
from raamvertelling.core.stats import compare, generator, summarise
from raamvertelling.core.stats.tests.makers import Told, demo, shared_demo

SOURCES = [
    pytest.param(None, id="project"),
    pytest.param(
        shared_demo(), id="shared", marks=pytest.mark.skipif(shared_demo() is None, reason="RAAM_TEST_DATA is not set")
    ),
]


def of_role(told: Told, id: str, role: str) -> list[tuple[str, Answer]]:
    return [(story, answers[id]) for story, answers in told if answers["role"] == Chosen((role,))]


@pytest.mark.parametrize("folder", SOURCES)
@pytest.mark.parametrize(
    ("role", "n", "means"),
    [
        ("inwoner", 66, (0.40, 0.49, 0.11)),
        ("professional", 29, (0.60, 0.29, 0.11)),
        ("manager", 15, (0.24, 0.23, 0.53)),
        ("bestuurder", 7, (0.43, 0.28, 0.29)),
    ],
)
def test_each_role_looks_through_its_own_window(folder: None, role: str, n: int, means: tuple[float, ...]) -> None:
    framework, told = demo(folder)
    summary = summarise(framework.signifier("about"), of_role(told, "about", role))
    assert isinstance(summary, TriadSummary)
    assert summary.n == n
    assert summary.centroid == pytest.approx(means, abs=0.005)


@pytest.mark.parametrize("folder", SOURCES)
def test_where_the_system_decides_people_feel_less_heard(folder: None) -> None:
    _, told = demo(folder)
    pairs = [
        (heard.position, decided.weights[2])
        for _, answers in told
        if isinstance(heard := answers["heard"], DyadPlacement)
        and isinstance(decided := answers["decided"], TriadPlacement)
    ]
    assert len(pairs) == 113
    assert correlation(*zip(*pairs, strict=True)) == pytest.approx(-0.89, abs=0.005)


@pytest.mark.parametrize("folder", SOURCES)
def test_early_help_comes_from_nearby(folder: None) -> None:
    _, told = demo(folder)
    pairs = [
        (timing.position, helped.weights[1])
        for _, answers in told
        if isinstance(timing := answers["timing"], DyadPlacement)
        and isinstance(helped := answers["helped"], TriadPlacement)
    ]
    assert len(pairs) == 109
    assert correlation(*zip(*pairs, strict=True)) == pytest.approx(0.51, abs=0.005)
    near: dict[bool, list[float]] = {True: [], False: []}
    for _, answers in told:
        timing, network = answers["timing"], answers["network"]
        if isinstance(timing, DyadPlacement) and isinstance(network, StonesPlacement):
            near[any(stone == "de_brug" for stone, _, _ in network.stones)].append(timing.position)
    assert [(len(each), round(mean(each), 2)) for each in (near[True], near[False])] == [(31, 0.65), (79, 0.32)]


def test_the_roles_differ_and_the_sentence_says_how() -> None:
    framework, told = demo()
    groups = {role: of_role(told, "about", role) for role in ("inwoner", "professional")}
    found = compare(framework.signifier("about"), groups, rng=generator(1))
    assert found.p < 0.01
    assert explain(found).startswith(
        "Inwoners zetten de regels vaker centraal dan professionals. Dat verschil is groter dan toeval (n = 66 en 29)."
    )


def test_seven_administrators_are_too_few_for_a_threshold_of_ten() -> None:
    framework, told = demo()
    groups = {role: of_role(told, "about", role) for role in ("inwoner", "bestuurder")}
    with pytest.raises(TooFew, match="minstens 10"):
        compare(framework.signifier("about"), groups, rng=generator(1), minimum=10)
