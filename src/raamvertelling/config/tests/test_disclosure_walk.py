"""Who may not see a small group cannot see or work it out at any address.

Two worlds differ in small numbers only: who of a closed voice answered what, the single teller of an option, which of
twelve stories of one teller say what, whether all of a voice answered alike. Every page, chart, file and answer of
every address must then be the same for everybody outside the team, to the byte: what is the same in both worlds tells
neither apart, whatever one computes. The team sees the difference, so the test can fail.
"""

import datetime as dt
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from difflib import ndiff
from io import BytesIO

import pytest
from django.http.response import HttpResponseBase
from django.urls import reverse
from pypdf import PdfReader

from raamvertelling.accountability.giving.queries.rows import rows_file
from raamvertelling.accountability.models import Account, AccountPattern
from raamvertelling.config.tests.world import ANONYMOUS, World, addresses, build_world
from raamvertelling.inquiries.models import Channel, Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.sensemaking.models import OutsideView, PredictionRound
from raamvertelling.sensemaking.predicting.services import open_round, predict, reveal
from raamvertelling.sensemaking.services import refresh_outside_view
from raamvertelling.stories.models import State, Story, Teller

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.any_database]
TODAY = dt.date(2026, 11, 2)
OUTSIDE = (ANONYMOUS, "bart", "joke", "bram", "karin", "corrie")
SIGNS = ("emotion", "tone", "about", "heard", "network", "barriers")
# Columns of who tells, and of places, which are those of five.
WHO, PLACED = {"role", "age_band", "neighbourhood", "periode"}, {"heard"}
# What leaves the team through the hands of the team: accounts, on the page and as a file.
LEAVES = ("accountability:preview", "accountability:preview_pdf")
CHANGES_EACH_TIME = re.compile(
    rb'name="(?:csrfmiddlewaretoken|merk)" value="[^"]+"|nonce="[^"]+"|/ID \[.*?\]|<(?:xmp|pdf):\w+(?:ID|Date)>[^<]*'
)
SMALL = re.compile(r"\b([1-9]) (?:verhaal|verhalen|vertellers?|stippen|mensen)\b")
# Numbers below ten that are no groups of tellers, with what they are.
NO_GROUPS = {
    "sensemaking:stories": "stories that this person may read one by one",
    "sensemaking:story": "the place among those",
    "sensemaking:overview": "work that waits for the team, seen by who leads it",
    "inquiries:settings": "the minimum that can be chosen",
    "stories:load": "how much each moderator has in hand, for who leads the desk",
    "stories:keeping": "stories whose terms end, for who must answer for that",
    "accountability:handed_out": "stories in a file that was given away, for who must answer for that",
}
# Other bytes each time, with nothing of a story in them: packed files of questions, and codes that are new each time.
NEW_EACH_TIME = {"inquiries:editor_file", "inquiries:translation_file", "telling:slips"}


def plant(inquiry: Inquiry, point: StoryPoint, role: str, emotions: list[str], **shared: object) -> list[Story]:
    """Put released stories without text in the database, a teller each."""
    first = Story.objects.filter(inquiry=inquiry).count() + 1
    tellers = Teller.objects.bulk_create([Teller(id=uuid.uuid4()) for _ in emotions])
    return Story.objects.bulk_create(
        Story(
            inquiry=inquiry,
            number=first + n,
            framework_version=inquiry.framework_version,
            storypoint=point,
            teller=tellers[n],
            told_on=dt.date(2026, 6, 1),
            received_on=dt.date(2026, 6, 1),
            language="nl",
            channel=Channel.WEB,
            role=role,
            answers={
                "role": role,
                "emotion": emotion,
                "tone": ("succes", "worsteling")[n % 2],
                "heard": {"at": (n * 7 % 20) / 20, "mode": "drag"},
                "barriers": ["huurregels"] if n % 3 else ["wachttijd"],
            },
            state=State.RELEASED,
            may_analyse=True,
            **shared,
        )
        for n, emotion in enumerate(emotions)
    )


def answer(story: Story, emotion: str, **more: object) -> None:
    story.answers = {**story.answers, "emotion": emotion, **more}
    story.save(update_fields=["answers"])


@pytest.fixture
def planted(inquiry: Inquiry, storypoint: StoryPoint, people: dict[str, User]) -> tuple[World, dict[str, list[Story]]]:
    inquiry.is_public = True
    inquiry.save()
    world = build_world(inquiry, people)
    groups = {
        "inwoner": plant(
            inquiry, storypoint, "inwoner", ["boos"] * 24 + ["machteloos"] * 16 + ["bang"] + ["trots"] * 3
        ),
        "professional": plant(inquiry, storypoint, "professional", ["boos", "boos", "trots"]),
        "manager": plant(inquiry, storypoint, "manager", ["trots"] * 12),
        "twelve": plant(inquiry, storypoint, "inwoner", ["hoopvol"] * 12),
    }
    one = groups["twelve"][0].teller
    Story.objects.filter(pk__in=[each.pk for each in groups["twelve"]]).update(teller=one)
    for sign in SIGNS[1:]:
        AccountPattern.objects.create(account=Account.objects.get(), signifier=sign, by_voice=True, note="")
    AccountPattern.objects.create(account=Account.objects.get(), signifier="emotion", by_voice=True, note="")
    renew(inquiry)
    expect(inquiry, people["bram"])
    return world, groups


def expect(inquiry: Inquiry, bram: User) -> None:
    """Let a room of twelve predict a choice and a line, and show it what was told."""
    for sign, dot in (("emotion", "trots"), ("heard", {"at": 0.9, "mode": "drag"})):
        shown = open_round(inquiry=inquiry, signifier=sign, occasion="", actor=bram, today=TODAY)
        for number in range(12):
            predict(round=shown, answer=dot, voice="inwoner", sending=str(number))
        reveal(round=shown, actor=bram, today=TODAY)


def renew(inquiry: Inquiry) -> None:
    OutsideView.objects.all().delete()
    assert refresh_outside_view(inquiry=inquiry, today=TODAY)


def other_small_numbers(inquiry: Inquiry, groups: dict[str, list[Story]]) -> None:
    """Change what nobody outside may know, and nothing else."""
    residents = groups["inwoner"]
    answer(residents[-1], "bang")
    answer(residents[-2], "dankbaar")
    for story in groups["professional"]:
        answer(story, "machteloos", heard={"at": 0.9, "mode": "drag"}, barriers=["jeugdwet"])
    for story in groups["manager"][:2]:
        answer(story, "gemengd")
    for story in groups["twelve"][:-1]:
        answer(story, "boos", heard={"at": 0.1, "mode": "drag"}, barriers=["wmo"])
    renew(inquiry)


def body_of(response: HttpResponseBase) -> bytes:
    if response.status_code != 200:
        return str(response.status_code).encode()
    content = getattr(response, "content", None) or b"".join(getattr(response, "streaming_content", ()))
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).encode()
    return CHANGES_EACH_TIME.sub(b"", content)


def seen(world: World, person: str, names: tuple[str, ...] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield everything that somebody gets: every address, and every sign with each way to look at it."""
    browser = world.browser(person)
    for address in addresses():
        if address.name not in NEW_EACH_TIME and (not names or address.name in names):
            url = reverse(address.name, kwargs=address.examples(world))
            yield address.name, body_of(browser.get(url))
    for sign in () if names else SIGNS:
        for query in ("", "?per=geen", "?per=emotion", "?a.emotion=bang"):
            url = reverse("sensemaking:pattern", args=[world.inquiry.slug, sign]) + query
            yield f"sensemaking:pattern {sign}{query}", body_of(browser.get(url))
        for page in ("mirror", "four_voices", "then_now", "one_group"):
            url = reverse(f"sensemaking:{page}", args=[world.inquiry.slug])
            for subject in ("", "a.barriers=jeugdwet"):
                asked = {"teken": sign, "wij": "inwoner", "zij": "professional", "onderwerp": subject}
                yield f"sensemaking:{page} {sign} {subject}", body_of(browser.get(url, asked))
    for round in () if names else PredictionRound.objects.exclude(revealed_on=None).order_by("pk"):
        for page in ("round", "screen"):
            url = reverse(f"sensemaking:{page}", args=[world.inquiry.slug, round.pk])
            yield f"sensemaking:{page} {round.signifier}", body_of(browser.get(url))


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> dict[str, list[str]]:
    """Return what differs between two walks, line by line."""
    changed = [name for name, body in one.items() if other[name] != body]
    lines = {name: tuple(each[name].decode(errors="replace").splitlines() for each in (one, other)) for name in changed}
    return {name: [line for line in ndiff(was, now) if line[0] in "+-"][:6] for name, (was, now) in lines.items()}


@pytest.mark.parametrize("person", OUTSIDE)
def test_outside_the_team_two_worlds_look_the_same(planted: tuple[World, dict[str, list[Story]]], person: str) -> None:
    world, groups = planted
    before = dict(seen(world, person))
    other_small_numbers(world.inquiry, groups)
    assert differences(before, dict(seen(world, person))) == {}
    assert len(before) > 100


def test_what_leaves_by_the_hands_of_the_team_is_the_same_too(planted: tuple[World, dict[str, list[Story]]]) -> None:
    world, groups = planted
    before = dict(seen(world, "amina", LEAVES))
    assert "niet getoond" in before["accountability:preview"].decode()
    other_small_numbers(world.inquiry, groups)
    assert differences(before, dict(seen(world, "amina", LEAVES))) == {}


def test_a_file_of_rows_shows_no_small_group_in_either_world(
    planted: tuple[World, dict[str, list[Story]]], people: dict[str, User]
) -> None:
    """Rows differ between the worlds, as rows must; what few tellers share stands in neither."""
    world, groups = planted
    for is_other in (False, True):
        if is_other:
            other_small_numbers(world.inquiry, groups)
        file = rows_file(viewer=people["amina"], inquiry=world.inquiry, use="analyse", minimum=10, about=WHO)
        who = [each.cells for each in file.columns if each.head in WHO]
        assert len(who) == len(WHO) and len(file.lines) > 40
        assert min(Counter(zip(*who, strict=True)).values()) >= 10
        answers = Counter(
            (each.head, value) for each in file.columns for cell in each.cells for value in cell.split(" | ")
        )
        assert {place: count for place, count in answers.items() if count < (5 if place[0] in PLACED else 10)} == {}


def test_the_team_sees_the_difference(planted: tuple[World, dict[str, list[Story]]]) -> None:
    world, groups = planted
    before = dict(seen(world, "amina"))
    other_small_numbers(world.inquiry, groups)
    changed = {name for name, body in seen(world, "amina") if body != before[name]}
    assert {"sensemaking:pattern emotion", "sensemaking:patterns", "sensemaking:round emotion"} <= changed
    assert "sensemaking:mirror emotion " in changed
    outside = {"sensemaking:screen", "sensemaking:four_voices"}
    assert not {name for name in changed if name.split()[0] in outside}, "a room and a sheet are outside, whoever looks"


@pytest.mark.parametrize("person", OUTSIDE)
def test_no_number_below_ten_is_said_of_tellers(planted: tuple[World, dict[str, list[Story]]], person: str) -> None:
    world, _ = planted
    found = {}
    for name, body in seen(world, person):
        words = re.sub(r"<[^>]+>", " ", body.decode(errors="ignore"))
        if name not in NO_GROUPS and (small := SMALL.findall(words)):
            found[name] = small
    assert found == {}
