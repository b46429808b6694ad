"""An import adds each row once, says what it did, and never brings back what was withdrawn."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from raamvertelling.core.framework import dump
from raamvertelling.exchange.report import Imported, ImportedStory, ImportProblem, ImportReport
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import Organisation, User
from raamvertelling.stories.audit import verify_chain
from raamvertelling.stories.keystore.models import StoryKey
from raamvertelling.stories.models import Purpose, Receipt, State, Story, Teller
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.services.importing import ImportOutcome, import_stories
from raamvertelling.stories.services.moderation import bulk_release
from raamvertelling.stories.services.withdrawing import finish_withdrawals, withdraw_story

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 5)
GROUND = "Formulier van mei 2026, bewaard bij de gemeente."


def a_file(inquiry: Inquiry, *stories: ImportedStory) -> Imported:
    return Imported(inquiry.framework, list(stories), ImportReport("tabel", rows_used=len(stories)))


def row(number: int, **more: Any) -> ImportedStory:
    answers = {"role": "inwoner", "prompt": "vroeg_erbij", "about": {"mens": 0.2, "regels": 0.3, "geld": 0.5}}
    return ImportedStory(
        row=number,
        row_key=number.to_bytes(32, "big"),
        text=f"Verhaal van rij {number} over Noor.",
        title="Titel",
        role="inwoner",
        prompt="vroeg_erbij",
        answers={**answers, "barrier_rule": {"written": True}},
        texts={"barrier_rule": "Eerst papieren."},
        **more,
    )


def run(inquiry: Inquiry, imported: Imported, uses: tuple[str, ...] = (), ground: str = GROUND) -> ImportOutcome:
    return import_stories(inquiry=inquiry, imported=imported, uses=uses, ground=ground, actor=None, today=TODAY)


def test_it_works(inquiry: Inquiry, people: dict[str, User]) -> None:
    outcome = run(inquiry, a_file(inquiry, row(2), row(3, told_on=dt.date(2025, 1, 2))), ("groep",))
    assert (outcome.added, outcome.already_there, outcome.withdrawn_before) == (2, 0, 0)
    first, second = Story.objects.order_by("number")
    assert (first.number, first.state, first.word_count, first.storypoint) == (1, State.RECEIVED, 6, None)
    assert (first.may_analyse, first.may_group, first.may_quote, first.may_publish) == (True, True, False, False)
    assert (first.told_on, second.told_on) == (TODAY, dt.date(2025, 1, 2))
    texts = texts_for_teller(first)
    assert (texts.text, texts.answers) == ("Verhaal van rij 2 over Noor.", {"barrier_rule": "Eerst papieren."})
    assert not Story.objects.usable_for(people["amina"], Purpose.ANALYSE).exists()
    assert not Receipt.objects.exclude(code_hash=None).exists()
    assert inquiry.framework_versions.get().frozen_on == TODAY
    event = inquiry.audit_events.get()
    assert event.detail["grond"] == GROUND
    assert "Noor" not in repr(event.detail)
    assert verify_chain(inquiry)


def test_importing_again_adds_nothing(inquiry: Inquiry) -> None:
    run(inquiry, a_file(inquiry, row(2), row(3)))
    outcome = run(inquiry, a_file(inquiry, row(2), row(3), row(4)))
    assert (outcome.added, outcome.already_there) == (1, 2)
    assert (Story.objects.count(), StoryKey.objects.count(), Teller.objects.count()) == (3, 3, 3)


def test_what_was_withdrawn_never_comes_back(inquiry: Inquiry) -> None:
    run(inquiry, a_file(inquiry, row(2), row(3)))
    withdraw_story(story=Story.objects.get(number=1), today=TODAY)
    outcome = run(inquiry, a_file(inquiry, row(2), row(3)))
    assert (outcome.added, outcome.already_there, outcome.withdrawn_before) == (0, 1, 1)
    assert finish_withdrawals(today=TODAY) == 0
    assert Story.objects.count() == 1


def test_nor_by_way_of_another_inquiry(inquiry: Inquiry, organisation: Organisation) -> None:
    run(inquiry, a_file(inquiry, row(2)))
    withdraw_story(story=Story.objects.get(), today=TODAY)
    other = Inquiry.objects.create(organisation=organisation, slug="ander", title="Ander")
    imported = a_file(inquiry, row(2), row(3))
    outcome = run(other, imported)
    assert (outcome.added, outcome.withdrawn_before) == (1, 1)
    assert dump(other.framework_versions.get().framework) == dump(imported.framework)


def test_stories_of_one_teller_share_a_teller(inquiry: Inquiry) -> None:
    run(inquiry, a_file(inquiry, row(2, teller="a"), row(3, teller="a"), row(4, teller="b"), row(5)))
    assert Teller.objects.count() == 3


def test_a_file_with_its_own_uses_is_followed(inquiry: Inquiry) -> None:
    outcome = run(inquiry, a_file(inquiry, row(2, uses=("analyse", "citaat")), row(3, uses=("groep",))), ("groep",))
    story = Story.objects.get()
    assert (outcome.added, outcome.without_consent) == (1, 1)
    assert (story.may_group, story.may_quote) == (False, True)


@pytest.mark.parametrize(
    ("uses", "ground", "sentence"),
    [(("verkoop",), GROUND, "bestaat niet. Kies uit"), ((), "  ", "Zeg waar de vertellers ja tegen hebben gezegd")],
)
def test_the_operator_states_uses_and_ground(
    inquiry: Inquiry, uses: tuple[str, ...], ground: str, sentence: str
) -> None:
    with pytest.raises(ImportProblem, match=sentence):
        run(inquiry, a_file(inquiry, row(2)), uses, ground)
    assert not Story.objects.exists() and not StoryKey.objects.exists()


def test_other_questions_need_another_inquiry(inquiry: Inquiry) -> None:
    run(inquiry, a_file(inquiry, row(2)))
    other = replace(inquiry.framework, signifiers=inquiry.framework.signifiers[:-1])
    with pytest.raises(ImportProblem, match="anders dan de vragen van dit onderzoek"):
        run(inquiry, Imported(other, [row(3)], ImportReport("tabel")))
    assert Story.objects.count() == StoryKey.objects.count() == 1


def test_one_wrong_row_keeps_the_whole_file_out(inquiry: Inquiry) -> None:
    wrong = replace(row(7), answers={"role": "koning"})
    with pytest.raises(ImportProblem, match=r"Rij 7: .* Er is niets bewaard\."):
        run(inquiry, a_file(inquiry, row(2), wrong))
    assert not Story.objects.exists() and not StoryKey.objects.exists()


def test_released_together_with_a_reason(inquiry: Inquiry, people: dict[str, User]) -> None:
    outcome = run(inquiry, a_file(inquiry, row(2), row(3)))
    stories = Story.objects.filter(pk__in=outcome.story_ids)
    released = bulk_release(
        inquiry=inquiry, stories=stories, actor=people["els"], reason="Al bewerkt door de bron.", today=TODAY
    )
    assert released == 2
    assert Story.objects.usable_for(people["amina"], Purpose.ANALYSE).count() == 2
    assert inquiry.audit_events.latest("pk").detail == {"reden": "Al bewerkt door de bron.", "nummers": [1, 2]}
