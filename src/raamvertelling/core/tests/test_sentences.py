"""Sentences about numbers: true, plain, and never about causes."""

import re
from dataclasses import replace

import pytest

from raamvertelling.core.answer_kinds import Answer, Chosen, NotApplicable, Rated, Skipped
from raamvertelling.core.framework import MultipleChoice, Option, Scale
from raamvertelling.core.privacy.disclosure import about_share, rounded
from raamvertelling.core.results import Suppressed, TooFew
from raamvertelling.core.sentences import decimal, describe, left_out, listing, percent, plural, share_percent
from raamvertelling.core.sentences_compared import chance_words, effect_words, explain
from raamvertelling.core.stats import areas, compare, generator, summarise
from raamvertelling.core.stats.tests.makers import DYAD, TRIAD, demo, dyads, triads, words
from raamvertelling.core.stats.tests.test_comparing import FIELD, stones

CAUSAL = re.compile(r"\b(door(dat)?|omdat|veroorza\w+|dankzij|komt door|leidt tot|waardoor|effect)\b", re.IGNORECASE)


def test_numbers_are_written_the_dutch_way() -> None:
    assert (percent(0.405), percent(0), percent(1), decimal(0.314)) == ("41%", "0%", "100%", "0,31")
    assert listing(["a", "b", "c"]) == "a, b en c" and listing(["a"]) == "a" and listing([]) == ""


def test_a_rounded_share_of_nobody_or_everybody_is_never_false() -> None:
    seen = set()
    for n in range(10, 300):
        for count in range(n + 1):
            said = share_percent(about_share(rounded(count), rounded(n)))
            seen.add(said)
            words = re.fullmatch(r"(minder|meer) dan (\d+)%", said)
            if words:
                bound = int(words[2]) * n
                assert 100 * count < bound if words[1] == "minder" else 100 * count > bound, (count, n, said)
    assert {"minder dan 5%", "minder dan 10%", "minder dan 25%", "meer dan 95%", "meer dan 75%"} <= seen


def test_groups_have_a_name_in_a_sentence() -> None:
    assert plural("bestuurder") == "bestuurders"
    assert plural("x", {"x": "vrijwilligers"}) == "vrijwilligers"
    assert plural("x", {"x": "Rivierenwijk"}) == "vertellers met ‘Rivierenwijk’"


def test_a_triad_is_told_with_count_share_and_margin() -> None:
    rows = [[0.1, 0.8, 0.1]] * 27 + [[0.4, 0.3, 0.3]] * 20 + [[0.8, 0.1, 0.1]] * 19
    summary = summarise(TRIAD, triads(rows))
    assert describe(summary, voice="inwoner") == (
        "Bij inwoners ligt de stip het vaakst bij de regels: 27 van de 66 (41%, tussen 30% en 53%)."
    )
    assert describe(summary).startswith("De stip ligt het vaakst bij de regels: 27 van de 66")


def test_a_tie_is_told_as_a_tie() -> None:
    summary = summarise(TRIAD, triads([[0.1, 0.8, 0.1], [0.8, 0.1, 0.1]]))
    assert describe(summary).startswith("De stip ligt het vaakst bij de mens en bij de regels: allebei 1 van de 2")


def test_a_line_and_a_scale_are_told_by_their_middle() -> None:
    assert describe(summarise(DYAD, dyads([0.2, 0.3, 0.3, 0.4, 0.5, 0.9])), voice="manager") == (
        "De middelste stip van managers ligt op 35 (tussen 20 en 90); 0 is ‘niet gehoord’, 100 is ‘gehoord’."
    )
    scale = Scale(id="c", text=words("Cijfer?"), left=words("slecht"), right=words("goed"))
    assert describe(summarise(scale, [("a", Rated(7)), ("b", Rated(8))])) == (
        "Het middelste cijfer is 7,5; 1 is ‘slecht’, 10 is ‘goed’."
    )


def test_nobody_and_hidden_groups_have_their_own_sentence() -> None:
    assert describe(summarise(DYAD, [])) == "Nog geen antwoorden op deze vraag."
    assert describe(summarise(DYAD, []), voice="manager") == "Nog geen antwoorden van managers."
    assert describe(Suppressed("Deze groep is te klein.")) == "Deze groep is te klein."


def test_who_gave_no_answer_is_told() -> None:
    told: list[tuple[str, Answer]] = [("a", Skipped()), ("b", NotApplicable()), ("c", NotApplicable())]
    assert left_out(summarise(DYAD, told)) == (
        "1 verteller sloeg deze vraag over en 2 vertellers zeiden dat de vraag niet bij het verhaal past."
    )
    assert left_out(summarise(DYAD, dyads([0.5]))) == ""


def test_no_difference_is_said_in_so_many_words() -> None:
    same = [0.1, 0.3, 0.5, 0.7, 0.9, 0.4]
    found = compare(DYAD, {"inwoner": dyads(same), "manager": dyads(same)}, rng=generator(1))
    assert explain(found) == (
        "Wij zien geen verschil tussen inwoners en managers dat groter is dan toeval (n = 6 en 6)."
    )


def test_a_difference_names_the_side() -> None:
    low, high = [0.1, 0.15, 0.2, 0.25, 0.3, 0.12, 0.22, 0.31], [0.7, 0.75, 0.8, 0.85, 0.9, 0.72, 0.82, 0.91]
    found = compare(DYAD, {"inwoner": dyads(low), "manager": dyads(high)}, rng=generator(1))
    assert explain(found).startswith(
        "De stip van inwoners ligt meer aan de kant van ‘niet gehoord’ dan die van managers. "
        "Dat verschil is groter dan toeval (n = 8 en 8)."
    )
    found = compare(FIELD, {"inwoner": stones(0.1, 0.5, 8), "manager": stones(0.8, 0.5, 8)}, rng=generator(1))
    assert "De steen ‘team’ ligt bij inwoners meer aan de kant van ‘hielp niet’ dan bij managers." in explain(found)


def test_an_option_is_named_only_when_it_differs_itself() -> None:
    options = tuple(Option(str(i), words(str(i))) for i in range(2))
    several = MultipleChoice(id="m", text=words("Welke?"), options=options)
    first: list[tuple[str, Answer]] = [(f"a{i}", Chosen(("0", "1"))) for i in range(14)]
    second: list[tuple[str, Answer]] = [(f"b{i}", Chosen(("1",))) for i in range(14)]
    found = compare(several, {"inwoner": first, "manager": second}, rng=generator(1))
    assert explain(found).startswith("Inwoners kozen vaker ‘0’ dan managers.")
    assert "door 100% van de inwoners en 0% van de managers" in explain(found)


def test_without_a_clear_place_no_place_is_named() -> None:
    rows = [[0.5, 0.3, 0.2], [0.3, 0.5, 0.2]]
    found = compare(TRIAD, {"a": triads(rows * 4), "b": triads(rows * 4)}, rng=generator(1))
    assert explain(replace(found, p=0.01), names={"a": "vrijwilligers", "b": "stagiairs"}).startswith(
        "De stippen van vrijwilligers en stagiairs liggen op andere plekken in de driehoek."
    )


def test_the_strength_and_the_chance_are_told() -> None:
    groups = {"a": dyads([0.1] * 6), "b": dyads([0.9] * 6)}
    found = compare(DYAD, groups, rng=generator(1))
    assert effect_words(found).startswith("Grootte van het verschil: -1,00 (tussen -1,00 en -1,00)")
    assert "1 op de 1000" in chance_words(replace(found, p=0.001))
    assert "20 van de 1000" in chance_words(found if found.p == 0.02 else replace(found, p=0.02))


@pytest.mark.parametrize("roles", [("inwoner", "professional"), ("inwoner", "professional", "manager")])
def test_all_sentences_about_the_demonstration_are_whole_and_name_no_cause(roles: tuple[str, ...]) -> None:
    framework, told = demo()
    said = []
    for signifier in framework.signifiers:
        if not areas(signifier) or signifier.id == "role":
            continue
        said.append(describe(summarise(signifier, [(id, answers[signifier.id]) for id, answers in told])))
        groups = {
            role: [(id, answers[signifier.id]) for id, answers in told if answers["role"] == Chosen((role,))]
            for role in roles
        }
        try:
            said.append(explain(compare(signifier, groups, rng=generator(1))))
        except TooFew:
            continue
    assert len(said) > 20
    for sentence in said:
        assert sentence.endswith(".") and "nan" not in sentence and "  " not in sentence
        assert not CAUSAL.search(re.sub("‘[^’]*’|gekozen door", "", sentence)), sentence
