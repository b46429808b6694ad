"""The parts that the desk is made of: differences, the list that is ticked off, steps that can be undone, cases."""

import datetime as dt
import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from raamvertelling.stories.cases import dump_case, is_found, make_case, parse_case, same_shape, sentence_with
from raamvertelling.stories.checklist import checklist
from raamvertelling.stories.desk_work import MOST_STEPS, Added, DeskWork, dump_work, parse_work
from raamvertelling.stories.differences import Stretch, differences, draw
from raamvertelling.stories.proposals import propose

TODAY = dt.date(2026, 6, 10)
TEXTS = st.text(alphabet="abc [].\n1é", max_size=60)


def without(text: str, stretches: list[Stretch]) -> str:
    for each in reversed(stretches):
        text = text[: each.start] + text[each.end :]
    return "".join(text.split())


@given(TEXTS, TEXTS)
@example("a b c", "a [b] c")
def test_what_is_not_marked_is_the_same_on_both_sides(told: str, shown: str) -> None:
    gone, new = differences(told, shown)
    assert without(told, gone) == without(shown, new)


def test_whole_words_and_labels_are_marked() -> None:
    told, shown = "Gisteren kwam Noor langs.\nEn toen?", "Gisteren kwam [naam 1] langs.\nEn toen?"
    gone, new = differences(told, shown)
    assert [told[each.start : each.end] for each in gone] == ["Noor"]
    assert [shown[each.start : each.end] for each in new] == ["[naam 1]"]


def test_a_long_story_is_compared_line_by_line() -> None:
    told = "\n".join(f"Dit is zin {number} van een lang verhaal." for number in range(3000))
    gone, new = differences(told, told.replace("zin 2999 ", "zin [nummer] "))
    assert (len(gone), len(new)) == (1, 1)


def test_drawing_escapes_and_links_to_the_proposal() -> None:
    text = "<b>Noor</b> & co\n\nEinde"
    start = text.index("Noor")
    drawn = draw(text, [Stretch(start, start + 4, "abc"), Stretch(0, 3, "new")])
    assert drawn == [
        '<ins>&lt;b&gt;</ins><a class="desk-spot" href="#v-abc" data-spot="abc">Noor</a>&lt;/b&gt; &amp; co',
        "Einde",
    ]


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=5))
def test_drawing_loses_no_word(text: str, places: list[tuple[int, int]]) -> None:
    stretches = [Stretch(at, min(len(text), at + size), "gone") for at, size in places if at < len(text)]
    drawn = "".join(draw(text, stretches)).replace("<del>", "").replace("</del>", "")
    assert "".join(drawn.split()) == "".join(text.split())


def test_the_list_shows_words_with_what_stands_around_them() -> None:
    texts = {"story": "Het huis staat bij de Kruidenhof. Daarna 3 keer gebeld en 3 keer niets."}
    lines = {line.kind: line for line in checklist(texts, (), ())}
    assert lines["getal"].items[0].count == 2
    assert lines["hoofdletter"].items[0].before.endswith("staat bij de ")
    ticked = checklist(texts, (), [lines["getal"].key])
    assert [line.is_ticked for line in ticked] == [line.kind == "getal" for line in ticked]


def test_a_tick_does_not_cover_what_comes_later() -> None:
    (before,) = checklist({"story": "Er waren 14 mensen."}, (), ())
    (after,) = checklist({"story": "Er waren 14 mensen en 15 honden."}, (), [before.key])
    assert not after.is_ticked


def test_the_list_leaves_to_the_proposals_what_is_proposed() -> None:
    texts = {"story": "Ik sprak met Karel erbij."}
    assert checklist(texts, propose(texts), ()) == ()
    assert [line.kind for line in checklist(texts, (), ())] == ["hoofdletter"]


STATES = st.lists(st.dictionaries(st.sampled_from(["story", "title"]), st.text(max_size=9)), min_size=1, max_size=60)


@given(STATES)
def test_every_step_can_be_undone_and_done_again(states: list[dict[str, str]]) -> None:
    work = DeskWork()
    for number, texts in enumerate(states[:-1]):
        work = work.after(texts, kept=(str(number),))
    now, seen = states[-1], [states[-1]]
    while work.past:
        work, now = parse_work(dump_work(work)).back(now)
        seen.append(now)
    assert seen == states[-1 : -MOST_STEPS - 2 : -1]
    while work.future:
        work, now = work.forth(now)
    assert now == states[-1]
    assert work.kept == ((str(len(states) - 2),) if len(states) > 1 else ())


def test_a_new_step_forgets_what_was_undone_and_what_was_typed() -> None:
    work, texts = DeskWork(draft={"story": "x"}).after({"story": "a"}).back({"story": "b"})
    assert (texts, len(work.future)) == ({"story": "a"}, 1)
    assert work.after({"story": "c"}).future == ()


def test_long_stories_keep_fewer_steps_but_always_one() -> None:
    work = DeskWork()
    for _ in range(5):
        work = work.after({"story": "a" * 400_000})
    assert len(work.past) == 1


def test_a_released_story_keeps_no_way_back() -> None:
    added = Added("Anneke", "naam", "Toen kwam Anneke.", is_miss=True)
    done = DeskWork(added=(added,), kept=("k",)).after({"story": "a"}).finished()
    assert (done.past, done.future, done.draft, done.kept) == ((), (), {}, ("k",))
    assert parse_work(dump_work(done)) == done


SENTENCE = "Toen kwam anneke uit Zandeweer met 3 honden naar de Lindestraat, zei Karel."


def test_a_case_holds_none_of_the_real_words() -> None:
    case = make_case(
        sentence=SENTENCE, words="anneke", masked=["anneke"], label="naam", rng=random.Random(1), today=TODAY
    )
    assert case is not None
    for word in ("anneke", "zandeweer", "karel", "linde"):
        assert word not in case.sentence.lower()
    assert "3 honden" not in case.sentence and " honden naar de " in case.sentence
    assert len(case.words) == len("anneke") and case.words.islower()
    assert case.sentence.startswith("Toen kwam ") and len(case.sentence) == len(SENTENCE)
    assert parse_case(dump_case(case)) == case


def test_the_engine_is_tried_on_a_case() -> None:
    def case(sentence: str, words: str) -> bool:
        made = make_case(sentence=sentence, words=words, masked=[], label="naam", rng=random.Random(2), today=TODAY)
        assert made is not None
        return is_found(made)

    assert case("Daarna belde mevrouw Drentelaar ons op.", "Drentelaar")
    assert not case("het was de wijkbank bij ons.", "wijkbank")


def test_no_case_without_its_words() -> None:
    rng = random.Random(3)
    assert make_case(sentence="Iets anders.", words="anneke", masked=[], label="naam", rng=rng, today=TODAY) is None
    assert sentence_with("anneke", {"story": "Ja. Toen kwam Anneke! En toen?"}) == "Toen kwam Anneke!"
    assert sentence_with("anneke", {"story": "Niemand."}) == ""


@given(st.text(max_size=40), st.integers())
def test_invented_words_have_the_same_shape(words: str, seed: int) -> None:
    made = same_shape(words, random.Random(seed))
    assert len(made) == len(words)
    assert [each.isdigit() for each in made] == [each.isdigit() for each in words]


@pytest.mark.parametrize(("words", "kept"), [("Lindestraat 14a", "straat"), ("Jan van der Berg", " van der ")])
def test_words_that_say_what_kind_of_name_it_is_stay(words: str, kept: str) -> None:
    made = same_shape(words, random.Random(4))
    assert kept in made and made != words
