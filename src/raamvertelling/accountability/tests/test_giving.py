"""Files that leave: nobody stands alone in them, alone or beside one another, and nothing goes that was not granted."""

import copy
import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Callable
from zipfile import ZipFile

import pytest
from django.test import Client

from raamvertelling.accountability.giving.queries.rows import ROWS_KIND, RowsFile, rows_file
from raamvertelling.accountability.giving.services import NothingToGive, give_rows
from raamvertelling.accountability.models import Export
from raamvertelling.core.privacy.disclosure.differencing import protect_difference
from raamvertelling.inquiries.models import FrameworkVersion, Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.models import AppendOnly, AuditEvent, Story, StoryReference
from raamvertelling.stories.reads import Sight, sightings
from raamvertelling.stories.services.moderation import save_released_text
from raamvertelling.stories.services.teller import set_use, withdraw_story

pytestmark = pytest.mark.django_db
Tell = Callable[..., Story]
AsPerson = Callable[[str], Client]
TODAY = dt.date(2026, 6, 2)
ROWS, USES = "/team/vroeg-erbij/rijen/", "/team/vroeg-erbij/gebruik/"
ABOUT = ("role", "age_band", "neighbourhood", "periode")
CHOSEN = {"use": "analyse", "audience": "some", "about": ["role", "periode"]}
PODCAST = "=Mijn verhaal mag in een podcast, zonder mijn naam."


@pytest.fixture
def inquiry(inquiry: Inquiry) -> Inquiry:
    """The inquiry asks for a podcast too, and one of its answers looks like a formula."""
    version = FrameworkVersion.objects.get(inquiry=inquiry)
    definition = copy.deepcopy(version.definition)
    definition["consent"]["purposes"].append({"id": "podcast", "text": PODCAST, "en": {"text": "In a podcast."}})
    emotion = next(each for each in definition["items"] if each["id"] == "emotion")
    emotion["options"][0]["text"] = "=boos"
    FrameworkVersion.objects.filter(pk=version.pk).update(definition=definition)
    return Inquiry.objects.get(pk=inquiry.pk)


@pytest.fixture
def first_emotion(inquiry: Inquiry) -> str:
    return str(inquiry.framework.signifier("emotion").options[0].id)  # type: ignore[attr-defined]  # a choice


@pytest.fixture
def tell_many(tell: Tell, first_emotion: str) -> Callable[..., list[Story]]:
    """Tell stories that differ in where their dot lies, each with a secret word."""

    def many(count: int, role: str = "inwoner", **answers: object) -> list[Story]:
        podcast = bool(answers.pop("podcast", False))
        return [
            tell(
                f"Het geheim van {role} {n}.",
                role=role,
                consents={"podcast": podcast},
                answers={"emotion": first_emotion, "heard": {"at": n % 40 / 40, "mode": "drag"}, **answers},
            )
            for n in range(count)
        ]

    return many


def made(
    inquiry: Inquiry, amina: User, use: str = "analyse", minimum: int = 10, about: tuple[str, ...] = ABOUT
) -> RowsFile:
    return rows_file(viewer=amina, inquiry=inquiry, use=use, minimum=minimum, about=about)


def give(inquiry: Inquiry, amina: User, use: str = "analyse") -> set[object]:
    """Give a file away and return whose stories are in it."""
    wanted = {"use": use, "minimum": 10, "about": ABOUT}
    _, file = give_rows(inquiry=inquiry, receiver="hogeschool", actor=amina, today=TODAY, **wanted)  # type: ignore[arg-type]  # a plain dict
    return set(file.ids)


def cells_of(file: RowsFile, head: str) -> list[str]:
    return list(next(each for each in file.columns if each.head == head).cells)


def test_whoever_stands_alone_becomes_more_general_or_stays_home(
    inquiry: Inquiry, people: dict[str, User], tell_many: Callable[..., list[Story]]
) -> None:
    tell_many(28)
    tell_many(1, role="manager")
    file = made(inquiry, people["amina"])
    assert (file.granted, len(file.ids), file.apart, file.waiting) == (29, 28, 1, 0)
    assert set(cells_of(file, "role")) == {inquiry.framework.voice_question.options[0].text.in_language("nl")}  # type: ignore[union-attr]  # there is one
    about = [each.cells for each in file.columns if each.head in {"role", "age_band", "neighbourhood", "periode"}]
    assert min(Counter(zip(*about, strict=True)).values()) >= 10
    tell_many(4, role="manager")
    general = made(inquiry, people["amina"])
    assert set(cells_of(general, "role")) == {"*"} and len(general.ids) == 33, "over a twentieth: the column goes"


def test_what_is_not_asked_for_leaves_room_for_the_rest(
    inquiry: Inquiry, people: dict[str, User], tell_many: Callable[..., list[Story]]
) -> None:
    for age in ("age_16_23", "age_35_49", "age_65_79"):
        for role in ("inwoner", "manager"):
            tell_many(4, role=role, age_band=age)
    assert {each.head for each in made(inquiry, people["amina"]).written} & set(ABOUT) != {"role"}
    file = made(inquiry, people["amina"], about=("role",))
    assert {each.head for each in file.written} & set(ABOUT) == {"role"}
    assert len(file.ids) == 24 and Counter(cells_of(file, "role")).most_common()[0][1] == 12


def test_few_of_an_answer_are_not_told_and_a_dot_is_that_of_five(
    inquiry: Inquiry, people: dict[str, User], tell_many: Callable[..., list[Story]]
) -> None:
    tell_many(20)
    others = [each.id for each in inquiry.framework.signifier("emotion").options[1:3]]  # type: ignore[attr-defined]  # a choice
    tell_many(3, emotion=others[0])
    tell_many(8, emotion=others[1])
    file = made(inquiry, people["amina"])
    assert Counter(cells_of(file, "emotion")) == {"=boos": 20, "*": 11}
    assert min(Counter(cells_of(file, "heard")).values()) >= 5


def test_the_file_as_somebody_opens_it(
    inquiry: Inquiry, as_person: AsPerson, tell_many: Callable[..., list[Story]]
) -> None:
    tell_many(12)
    sent = {**CHOSEN, "receiver": "Hogeschool", "do": "make"}
    answer = as_person("amina").post(ROWS, sent)
    assert answer["Content-Type"] == "application/zip" and answer["Cache-Control"].startswith("max-age=0")
    with ZipFile(io.BytesIO(answer.content)) as packed:
        files = {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}
    assert set(files) == {"LEESMIJ.txt", "rijen.csv", "codeboek.csv"}
    rows = list(csv.DictReader(io.StringIO(files["rijen.csv"]), delimiter=";"))
    assert len(rows) == 12 and {each["emotion"] for each in rows} == {"'=boos"}
    assert {each["heard"] for each in rows} <= {"0,05", "0,10", "0,15", "0,20", "0,25"}
    assert "minstens 10 vertellers" in files["LEESMIJ.txt"] and "voor: Hogeschool" in files["LEESMIJ.txt"]
    assert {each["kolom"] for each in csv.DictReader(io.StringIO(files["codeboek.csv"]), delimiter=";")} == set(rows[0])
    everything = "".join(files.values())
    assert "geheim" not in everything
    assert not any(str(story.pk) in everything for story in Story.objects.all())
    event = AuditEvent.objects.get(action="rijen uitgegeven")
    assert event.detail == {"gebruik": "analyse", "aantal": 12, "voor": "Hogeschool"}
    assert "Rijen voor Hogeschool" in as_person("bart").get("/team/vroeg-erbij/uitgegeven/").content.decode()


def test_first_it_is_said_in_words_and_nothing_leaves(
    as_person: AsPerson, tell_many: Callable[..., list[Story]]
) -> None:
    tell_many(22)
    tell_many(1, role="manager")
    amina = as_person("amina")
    seen = amina.post(ROWS, {**CHOSEN, "do": "look"}).content.decode()
    assert "22 rijen" in seen and "van 23 vertellers" in seen and "1 verteller gaat niet mee" in seen
    refused = amina.post(ROWS, {**CHOSEN, "do": "make"})
    assert refused.status_code == 422 and "Vul in voor wie het bestand is." in refused.content.decode()
    assert not Export.objects.exists() and not AuditEvent.objects.filter(action="rijen uitgegeven").exists()


def test_too_few_get_a_sentence_and_no_file(
    inquiry: Inquiry, people: dict[str, User], as_person: AsPerson, tell_many: Callable[..., list[Story]]
) -> None:
    tell_many(9)
    sent = {"use": "analyse", "audience": "some", "receiver": "Hogeschool", "do": "make"}
    refused = as_person("amina").post(ROWS, sent)
    assert refused.status_code == 422
    assert "Dit gebruik hebben minder dan 10 toegestaan." in refused.content.decode()
    with pytest.raises(NothingToGive, match="geen bestand"):
        give(inquiry, people["amina"])


def test_only_who_granted_the_use_is_in_it(
    inquiry: Inquiry, people: dict[str, User], tell_many: Callable[..., list[Story]]
) -> None:
    yes = tell_many(12, podcast=True)
    tell_many(15)
    assert set(made(inquiry, people["amina"], "podcast").ids) == {each.pk for each in yes}
    Story.objects.filter(pk=yes[0].pk).update(may_analyse=False)
    assert yes[0].pk not in made(inquiry, people["amina"], "podcast").ids, "counting is asked too"


def test_open_data_needs_a_use_of_its_own_and_twenty(
    as_person: AsPerson, tell_many: Callable[..., list[Story]]
) -> None:
    tell_many(15, podcast=True)
    amina = as_person("amina")
    refused = amina.post(ROWS, {"use": "analyse", "audience": "everybody", "do": "look"})
    assert refused.status_code == 422 and "niet tegen open data" in refused.content.decode()
    few = amina.post(ROWS, {"use": "podcast", "audience": "everybody", "do": "look"}).content.decode()
    assert "Daarvoor zijn 20 vertellers nodig." in few


def test_a_second_file_does_not_give_the_new_ones_away(
    inquiry: Inquiry, people: dict[str, User], tell_many: Callable[..., list[Story]]
) -> None:
    amina = people["amina"]
    tell_many(15)
    first = give(inquiry, amina)
    tell_many(3)
    assert give(inquiry, amina) == first
    assert made(inquiry, amina).waiting == 3
    tell_many(7)
    assert len(give(inquiry, amina)) == 25


def test_a_second_file_does_not_give_away_who_withdrew(
    inquiry: Inquiry, people: dict[str, User], tell_many: Callable[..., list[Story]]
) -> None:
    amina = people["amina"]
    told = tell_many(30)
    files = [give(inquiry, amina)]
    withdraw_story(story=told[0], today=TODAY)
    files.append(give(inquiry, amina))
    assert len(files[1]) == 20 and protect_difference(files[1], files[:1]) is None
    withdraw_story(story=next(each for each in told if each.pk in files[1]), today=TODAY)
    files.append(give(inquiry, amina))
    assert protect_difference(files[2], files[:2]) is None
    tell_many(40)
    files.append(give(inquiry, amina))
    assert len(files[3]) >= 40 and protect_difference(files[3], files[:3]) is None
    assert StoryReference.objects.filter(kind=ROWS_KIND, withdrawn_on=TODAY).exists()


def test_a_file_for_another_use_is_made_beside_the_first(
    inquiry: Inquiry, people: dict[str, User], tell_many: Callable[..., list[Story]]
) -> None:
    amina = people["amina"]
    tell_many(22, podcast=True)
    tell_many(4)
    everybody = give(inquiry, amina)
    podcast = give(inquiry, amina, "podcast")
    assert len(everybody) == 26 and len(podcast) == 16 and protect_difference(podcast, [everybody]) is None


def test_no_column_is_finer_than_in_an_earlier_file(
    inquiry: Inquiry, people: dict[str, User], tell_many: Callable[..., list[Story]]
) -> None:
    amina = people["amina"]
    tell_many(12)
    tell_many(4, role="manager")
    give(inquiry, amina)
    assert Export.objects.get().levels["role"] == 1
    tell_many(20)
    tell_many(12, role="manager")
    assert set(cells_of(made(inquiry, amina), "role")) == {"*"}


def test_small_roles_are_written_alike_and_stay_so(
    inquiry: Inquiry, people: dict[str, User], tell_many: Callable[..., list[Story]]
) -> None:
    """Six managers and five others are eleven behind one mark; the large voice keeps its name."""
    amina = people["amina"]
    tell_many(24)
    tell_many(6, role="manager")
    tell_many(5, role="bestuurder")
    file = made(inquiry, amina, about=("role",))
    assert sorted(Counter(cells_of(file, "role")).values()) == [11, 24] and "*" in cells_of(file, "role")
    give(inquiry, amina)
    assert Export.objects.get().closed["role"] == ["bestuurder", "manager"]
    tell_many(12, role="manager")
    assert set(cells_of(made(inquiry, amina), "role")) == {*cells_of(file, "role")}


def test_one_teller_is_one_row(
    inquiry: Inquiry, people: dict[str, User], tell_many: Callable[..., list[Story]]
) -> None:
    told = tell_many(24)
    Story.objects.filter(pk__in=[each.pk for each in told[:10]]).update(teller=told[0].teller)
    first = give(inquiry, people["amina"])
    assert len(first) == 15
    newer = tell_many(1)[0]
    Story.objects.filter(pk=newer.pk).update(teller=told[0].teller, told_on=TODAY)
    assert set(made(inquiry, people["amina"]).ids) == first, "a newer story of hers would be seen by the difference"


def test_what_was_given_away_never_changes(
    inquiry: Inquiry, people: dict[str, User], tell_many: Callable[..., list[Story]]
) -> None:
    tell_many(10)
    give(inquiry, people["amina"])
    with pytest.raises(AppendOnly):
        Export.objects.get().save()


def test_the_stories_of_a_use_are_read_and_taken_along(
    inquiry: Inquiry, people: dict[str, User], as_person: AsPerson, tell: Tell
) -> None:
    told = [tell(f"Iemand {n} belde mij.", title=f"Titel {n}", consents={"podcast": True}, on=TODAY) for n in range(10)]
    tell("Dit niet, want geen podcast.")
    tell("Dit niet, want in de wachtrij.", consents={"podcast": True}, release=False)
    changed = tell("Dit niet, want veranderd.", consents={"podcast": True})
    save_released_text(story=changed, actor=people["els"], texts={"story": "Dit niet: [naam 1]."}, today=TODAY)
    els = as_person("els")
    assert "10 verhalen mogen" in els.get(USES).content.decode()
    page = els.get(f"{USES}podcast/").content.decode()
    assert page.count("belde mij.") == 10 and "Dit niet" not in page
    answer = els.post(f"{USES}podcast/", {"receiver": "De makers"})
    text = answer.content.decode("utf-8-sig")
    assert answer["Content-Type"] == "text/plain; charset=utf-8" and text.count("belde mij.") == 10
    assert "voor: De makers" in text and "Dit niet" not in text and "(Inwoner" in text
    seen = sightings(inquiry=inquiry, since=dt.date.min, until=dt.date.max, reader=people["els"])
    assert {each.number for each in seen if each.sight == Sight.RELEASED} >= {each.number for each in told}
    set_use(story=told[0], purpose="podcast", given=False, today=TODAY, language="nl")
    assert "Iemand 0" not in els.get(f"{USES}podcast/").content.decode()
    listed = as_person("bart").get("/team/vroeg-erbij/uitgegeven/").content.decode()
    assert "Verhalen voor De makers" in listed and "laat het oude vernietigen" in listed


def test_a_file_of_stories_says_nothing_of_a_teller_that_few_share(as_person: AsPerson, tell: Tell) -> None:
    tell("Alleen ik ben manager.", role="manager", consents={"podcast": True})
    text = as_person("amina").post(f"{USES}podcast/", {"receiver": "De makers"}).content.decode()
    assert "Alleen ik ben manager." in text and "(een verteller)" in text


def test_no_story_is_no_file_and_another_use_is_not_there(as_person: AsPerson, inquiry: Inquiry) -> None:
    amina = as_person("amina")
    refused = amina.post(f"{USES}podcast/", {"receiver": "De makers"})
    assert refused.status_code == 422 and "Er is geen bestand gemaakt." in refused.content.decode()
    assert amina.get(f"{USES}openbaar/").status_code == amina.get(f"{USES}bestaat-niet/").status_code == 404
