"""Patterns: what was planted in the demonstration is found, and small groups stay closed."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db.models import Count
from django.test import Client

from raamvertelling.core.results import DyadSummary, Suppressed, TriadSummary
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking import queries, services
from raamvertelling.sensemaking.filters import Filters
from raamvertelling.sensemaking.models import OutsideStory
from raamvertelling.sensemaking.queries.pattern import PatternPage
from raamvertelling.stories.models import State, Story

pytestmark = pytest.mark.django_db
People = dict[str, User]
Browser = Callable[[str], Client]
TODAY = dt.date(2026, 11, 21)


def look(
    person: User, inquiry: Inquiry, signifier: str, filters: Filters | None = None, split: str = ""
) -> PatternPage:
    return queries.pattern(viewer=person, inquiry=inquiry, signifier_id=signifier, filters=filters, split_by=split)


def centroids(page: PatternPage) -> dict[str, tuple[float, float, float]]:
    found = {}
    for window in page.windows:
        assert isinstance(window.result, TriadSummary)
        assert window.result.centroid
        found[window.id] = window.result.centroid
    return found


def median(page: PatternPage) -> float:
    assert isinstance(page.whole.result, DyadSummary)
    assert page.whole.result.median
    return page.whole.result.median.value


def test_each_role_looks_through_its_own_window(demo: Inquiry, people: People) -> None:
    page = look(people["amina"], demo, "about")
    means = {id: dict(zip(("mens", "regels", "geld"), each, strict=True)) for id, each in centroids(page).items()
             if id != "onbekend"}  # fmt: skip
    assert max(means["inwoner"], key=means["inwoner"].__getitem__) == "regels"
    assert max(means["professional"], key=means["professional"].__getitem__) == "mens"
    assert max(means["manager"], key=means["manager"].__getitem__) == "geld"
    assert means["inwoner"]["regels"] == pytest.approx(0.49, abs=0.005)
    assert means["manager"]["geld"] == pytest.approx(0.53, abs=0.005)
    sizes = [window.n_shown for window in page.windows]
    assert sizes == ["66 verhalen", "29 verhalen", "15 verhalen", "7 verhalen"]
    assert page.compared and page.compared.differs
    assert page.lead == page.compared.sentence


def test_who_feels_decided_over_feels_less_heard(demo: Inquiry, people: People) -> None:
    system = Filters(answers=(("decided", ("systeem",)),))
    alone = Filters(answers=(("decided", ("ikzelf", "team", "ikzelf.team")),))
    amina = people["amina"]
    assert median(look(amina, demo, "heard", system)) < 0.3 < 0.5 < median(look(amina, demo, "heard", alone))


def test_early_help_comes_where_the_centre_was_placed(demo: Inquiry, people: People) -> None:
    cells = tuple(f"de_brug.{x}-{y}" for y in (1, 2, 3) for x in (1, 2, 3))
    everyone = median(look(people["amina"], demo, "timing"))
    placed = look(people["amina"], demo, "timing", Filters(answers=(("network", cells),)))
    assert placed.whole.n_shown == "31 verhalen"
    assert median(placed) > everyone + 0.15


def test_one_neighbourhood_changed_in_july(demo: Inquiry, people: People) -> None:
    def heard(neighbourhoods: tuple[str, ...], *, after: bool) -> float:
        since, until = (dt.date(2026, 7, 1), None) if after else (None, dt.date(2026, 6, 30))
        chosen = Filters(answers=(("neighbourhood", neighbourhoods),), since=since, until=until)
        return median(look(people["amina"], demo, "heard", chosen))

    here, elsewhere = ("rivierenwijk",), ("oud_noord", "de_brink", "havenkwartier", "elders")
    assert heard(here, after=True) - heard(here, after=False) > 0.3
    assert abs(heard(elsewhere, after=True) - heard(elsewhere, after=False)) < 0.2


def test_seven_administrators_are_open_with_a_warning_for_amina(demo: Inquiry, people: People) -> None:
    window = look(people["amina"], demo, "about").windows[3]
    assert window.id == "bestuurder"
    assert not window.is_closed
    assert "7 vertellers" in window.caution
    assert "Buiten het team" in window.caution


def test_seven_administrators_are_closed_for_karin(demo: Inquiry, people: People) -> None:
    services.refresh_outside_view(inquiry=demo, today=TODAY)
    page = look(people["karin"], demo, "about")
    window = page.windows[3]
    assert isinstance(window.result, Suppressed)
    assert window.n_shown == "minder dan 10 verhalen"
    assert [each.is_closed for each in page.windows] == [False, False, False, True]
    assert page.whole.n_shown == "ongeveer 110 verhalen"
    assert isinstance(page.whole.result, TriadSummary)
    assert len(page.whole.result.points) == 65 + 30 + 15
    assert page.compared and page.compared.result
    assert [id for id, _ in page.compared.result.groups] == ["inwoner", "professional", "manager"]
    assert all(share.count % 5 == 0 for share in page.whole.result.zones)


def test_an_outsider_cannot_filter_or_split_otherwise(demo: Inquiry, people: People) -> None:
    services.refresh_outside_view(inquiry=demo, today=TODAY)
    one = Filters(answers=(("neighbourhood", ("de_brink",)),))
    page = look(people["karin"], demo, "about", one, split="neighbourhood")
    assert page.filters == Filters()
    assert page.split and page.split.id == "role"
    assert [each.id for each in page.splits] == ["role"]
    assert page.whole == look(people["karin"], demo, "about").whole
    assert "zonder filter" in page.notes[0]


def test_what_leaves_the_team_is_the_same_for_amina(demo: Inquiry, people: People) -> None:
    services.refresh_outside_view(inquiry=demo, today=TODAY)
    leaving = queries.pattern(viewer=people["amina"], inquiry=demo, signifier_id="about", outside=True)
    assert leaving.windows[3].is_closed
    assert leaving.whole.n_shown == "ongeveer 110 verhalen"


def test_outside_no_dot_names_a_story_or_lies_where_somebody_put_it(demo: Inquiry, people: People) -> None:
    services.refresh_outside_view(inquiry=demo, today=TODAY)
    inside, outside = (look(people[name], demo, "about").whole.result for name in ("amina", "karin"))
    assert isinstance(inside, TriadSummary) and isinstance(outside, TriadSummary)
    own = {point.weights for point in inside.points}
    assert own.isdisjoint(point.weights for point in outside.points)
    assert {point.story for point in outside.points} == {""} and all(point.story for point in inside.points)


def test_people_are_counted_and_not_stories(inquiry: Inquiry, people: People, many: Callable[..., list[Story]]) -> None:
    stories = many(12, answers={"heard": 0.4})
    Story.objects.filter(pk__in=[story.pk for story in stories]).update(teller=stories[0].teller)
    many(9, answers={"heard": 0.8})
    services.refresh_outside_view(inquiry=inquiry, today=TODAY)
    page = look(people["karin"], inquiry, "heard")
    assert page.windows[0].n_shown == "ongeveer 10 verhalen"
    other = stories[1:3]
    Story.objects.filter(pk=other[0].pk).delete()
    Story.objects.filter(teller=stories[0].teller).delete()
    assert look(people["karin"], inquiry, "heard").windows[0].is_closed


def test_the_outside_view_grows_by_ten_people_and_at_most_weekly(
    inquiry: Inquiry, people: People, many: Callable[..., list[Story]]
) -> None:
    def seen() -> str:
        return look(people["karin"], inquiry, "heard").windows[0].n_shown

    def refresh(day: int) -> None:
        services.refresh_outside_view(inquiry=inquiry, today=dt.date(2026, 11, day))

    many(9, answers={"heard": 0.4})
    refresh(1)
    assert seen() == "minder dan 10 verhalen"
    many(6, answers={"heard": 0.4})
    refresh(1)
    assert seen() == "ongeveer 15 verhalen"
    many(9, answers={"heard": 0.4})
    refresh(20)
    assert seen() == "ongeveer 15 verhalen"
    many(1, answers={"heard": 0.4})
    refresh(7)
    assert seen() == "ongeveer 15 verhalen"
    refresh(8)
    assert seen() == "ongeveer 25 verhalen"
    many(20, answers={"heard": 0.4})
    refresh(14)
    assert seen() == "ongeveer 25 verhalen"


def test_no_voice_grows_by_a_few_people(inquiry: Inquiry, people: People, many: Callable[..., list[Story]]) -> None:
    """Nine new residents hide nothing of the single new manager that came with them."""

    def dots() -> list[int]:
        windows = look(people["karin"], inquiry, "heard").windows
        return [len(each.result.points) if isinstance(each.result, DyadSummary) else 0 for each in windows[:3]]

    many(12, answers={"heard": 0.2})
    many(12, role="manager", answers={"heard": 0.2})
    services.refresh_outside_view(inquiry=inquiry, today=dt.date(2026, 11, 1))
    before = dots()
    many(10, answers={"heard": 0.4})
    many(1, role="manager", answers={"heard": 0.9})
    services.refresh_outside_view(inquiry=inquiry, today=dt.date(2026, 11, 10))
    assert sorted(before) == [0, 10, 10]
    assert sorted(dots()) == [0, 10, 20]


def test_who_tells_in_two_voices_leaves_nobody_alone_in_a_block(
    inquiry: Inquiry, people: People, many: Callable[..., list[Story]]
) -> None:
    """Nine of ten managers have their place as residents: the tenth would be a block of one."""

    def blocks() -> set[int]:
        """Return the number of tellers of each block."""
        named = OutsideStory.objects.values_list("block").annotate(tellers=Count("story__teller", distinct=True))
        return {tellers for _, tellers in named}

    residents = many(10)
    managers = many(10, role="manager")
    for manager, resident in zip(managers[:9], residents, strict=False):
        Story.objects.filter(pk=manager.pk).update(teller=resident.teller)
    services.refresh_outside_view(inquiry=inquiry, today=dt.date(2026, 11, 1))
    assert blocks() == {5} and OutsideStory.objects.count() == 10
    many(8, role="manager")
    services.refresh_outside_view(inquiry=inquiry, today=dt.date(2026, 11, 9))
    assert OutsideStory.objects.count() == 10
    many(1, role="manager")
    services.refresh_outside_view(inquiry=inquiry, today=dt.date(2026, 11, 17))
    assert blocks() == {5} and OutsideStory.objects.count() == 29


def test_a_voice_that_the_view_does_not_know_waits_for_the_next_one(
    inquiry: Inquiry, people: People, many: Callable[..., list[Story]]
) -> None:
    """The questions no longer name a voice: what is shown of those stories must be remembered, so it waits."""
    stories = many(12, answers={"heard": 0.2})
    many(12, role="manager", answers={"heard": 0.2})
    services.refresh_outside_view(inquiry=inquiry, today=dt.date(2026, 11, 1))
    Story.objects.filter(pk__in=[each.pk for each in stories]).update(role="vroeger")

    def shown() -> set[str]:
        return {each.id for each in look(people["karin"], inquiry, "heard").windows if not each.is_closed}

    assert shown() == {"manager"}
    many(12, role="professional", answers={"heard": 0.2})
    services.refresh_outside_view(inquiry=inquiry, today=dt.date(2026, 11, 9))
    assert shown() == {"manager", "professional", "onbekend"}


def outside_dots(person: User, inquiry: Inquiry) -> int:
    result = look(person, inquiry, "heard").whole.result
    return len(result.points) if isinstance(result, DyadSummary) else 0


def test_a_story_that_is_held_takes_its_block_along_and_comes_back_with_it(
    inquiry: Inquiry, people: People, many: Callable[..., list[Story]]
) -> None:
    held = many(20, answers={"heard": 0.2})[0]
    services.refresh_outside_view(inquiry=inquiry, today=dt.date(2026, 11, 1))
    assert outside_dots(people["karin"], inquiry) == 20
    Story.objects.filter(pk=held.pk).update(state=State.HELD)
    assert outside_dots(people["karin"], inquiry) == 15
    Story.objects.filter(pk=held.pk).update(state=State.RELEASED)
    assert outside_dots(people["karin"], inquiry) == 20


def test_a_withdrawal_takes_five_to_nine_out_and_they_come_back_with_a_batch(
    inquiry: Inquiry, people: People, many: Callable[..., list[Story]]
) -> None:
    later = many(6, answers={"heard": 0.2}, state=State.RECEIVED)
    stories = many(30, answers={"heard": 0.2})
    services.refresh_outside_view(inquiry=inquiry, today=dt.date(2026, 11, 1))
    Story.objects.filter(pk=stories[0].pk).delete()
    assert outside_dots(people["karin"], inquiry) == 25
    services.refresh_outside_view(inquiry=inquiry, today=dt.date(2026, 11, 9))
    assert outside_dots(people["karin"], inquiry) == 25
    Story.objects.filter(pk__in=[each.pk for each in later]).update(state=State.RELEASED)
    services.refresh_outside_view(inquiry=inquiry, today=dt.date(2026, 11, 17))
    assert outside_dots(people["karin"], inquiry) == 35


def test_a_dot_cannot_be_followed_from_chart_to_chart(
    inquiry: Inquiry, people: People, many: Callable[..., list[Story]]
) -> None:
    """In the order of the stories the third dot of every chart would be the same person, and the first the newest."""
    for n in range(12):
        many(1, answers={"heard": (n * 5 % 12) / 12, "timing": (n * 7 % 12) / 12}, may_group=False)
    services.refresh_outside_view(inquiry=inquiry, today=TODAY)
    for signifier in ("heard", "timing"):
        result = look(people["karin"], inquiry, signifier).whole.result
        assert isinstance(result, DyadSummary)
        places = [point.position for point in result.points]
        assert places == sorted(places)


def test_a_withdrawn_story_leaves_the_outside_view_at_once(
    inquiry: Inquiry, people: People, many: Callable[..., list[Story]]
) -> None:
    stories = many(10, answers={"heard": 0.4})
    services.refresh_outside_view(inquiry=inquiry, today=TODAY)
    assert not look(people["karin"], inquiry, "heard").windows[0].is_closed
    Story.objects.filter(pk=stories[0].pk).delete()
    assert look(people["karin"], inquiry, "heard").windows[0].is_closed


def test_a_story_that_may_not_count_or_is_not_released_is_not_counted(
    inquiry: Inquiry, people: People, many: Callable[..., list[Story]]
) -> None:
    many(3, answers={"heard": 0.4})
    many(2, answers={"heard": 0.4}, state="received")
    many(2, answers={"heard": 0.4}, is_test=True)
    many(2, answers={"heard": 0.4}, may_analyse=False)
    assert look(people["amina"], inquiry, "heard").whole.n_shown == "3 verhalen"


def test_skipped_and_not_applicable_are_told_apart(
    inquiry: Inquiry, people: People, many: Callable[..., list[Story]]
) -> None:
    many(6, answers={"heard": 0.4})
    many(2, answers={"heard": "not_applicable"})
    many(1)
    result = look(people["amina"], inquiry, "heard").whole.result
    assert isinstance(result, DyadSummary)
    assert (result.n, result.missing, result.not_applicable) == (6, 1, 2)
    skipped = look(people["amina"], inquiry, "timing", Filters(answers=(("heard", ("overgeslagen",)),)))
    assert not isinstance(skipped.whole.result, Suppressed)
    assert skipped.whole.result.missing == 1


def test_three_people_are_no_pattern(inquiry: Inquiry, people: People, many: Callable[..., list[Story]]) -> None:
    many(3, answers={"heard": 0.4})
    assert "3 vertellers. Dat is geen patroon" in look(people["amina"], inquiry, "heard").whole.caution


def test_windows_side_by_side_have_one_scale_and_say_so(
    inquiry: Inquiry, many: Callable[..., list[Story]], as_person: Browser
) -> None:
    many(9, answers={"heard": 0.9}, role="manager")
    address = "/team/vroeg-erbij/patronen/heard/"
    assert "dezelfde schaal: een stip is een verhaal" in as_person("els").get(address).content.decode()
    many(120, answers={"heard": 0.4})
    html = as_person("els").get(address).content.decode().partition("Naast elkaar</h2>")[2].partition("</ul>")[0]
    assert html.count("raam-chart-bar") == 2 and "raam-chart-dot" not in html
    services.refresh_outside_view(inquiry=inquiry, today=TODAY)
    closed = as_person("karin").get(address).content.decode()
    assert "raam-chart--closed" in closed and "dezelfde schaal" not in closed


def test_an_unknown_sign_does_not_exist(demo: Inquiry, as_person: Browser) -> None:
    assert as_person("amina").get("/team/vroeg-erbij/patronen/bestaat_niet/").status_code == 404
    assert as_person("amina").get("/team/vroeg-erbij/patronen/story/").status_code == 404


def test_nonsense_in_the_filter_is_said_and_nothing_breaks(demo: Inquiry, as_person: Browser) -> None:
    page = as_person("amina").get("/team/vroeg-erbij/patronen/about/?a.role=koning&van=gisteren&per=onzin&a.x=%00")
    assert page.status_code == 200
    text = page.content.decode()
    assert "bestaat niet bij de vraag" in text
    assert "117 verhalen" in text


def test_a_filter_that_leaves_nobody_says_what_to_do(demo: Inquiry, as_person: Browser) -> None:
    page = as_person("amina").get("/team/vroeg-erbij/patronen/about/?van=2029-01-01").content.decode()
    assert "Geen verhalen binnen dit filter" in page
    assert "Haal het filter weg" in page


def test_the_areas_lead_amina_to_the_stories_and_karin_nowhere(demo: Inquiry, as_person: Browser) -> None:
    services.refresh_outside_view(inquiry=demo, today=TODAY)
    address = "/team/vroeg-erbij/patronen/about/"
    assert "verhalen/?a.role=inwoner&amp;a.about=regels" in as_person("amina").get(address).content.decode()
    assert "a.about=" not in as_person("karin").get(address).content.decode()


@pytest.mark.parametrize("address", ["patronen/", "patronen/about/", "patronen/network/", "patronen/about/?per=geen"])
def test_every_reader_gets_the_page(demo: Inquiry, as_person: Browser, address: str) -> None:
    services.refresh_outside_view(inquiry=demo, today=TODAY)
    found = {
        name: as_person(name).get(f"/team/vroeg-erbij/{address}").status_code
        for name in ("amina", "els", "bram", "karin", "bart", "joke", "corrie")
    }
    assert found == {"amina": 200, "els": 200, "bram": 200, "karin": 200, "bart": 404, "joke": 404, "corrie": 404}


def test_the_team_sees_the_answers_over_time_and_nobody_else(
    inquiry: Inquiry, many: Callable[..., list[Story]], as_person: Browser
) -> None:
    for month, successes in ((1, 1), (4, 6), (7, 11)):
        on = dt.date(2026, month, 3)
        many(successes, on=on, answers={"tone": "succes"})
        many(12 - successes, on=on, answers={"tone": "worsteling"})
    services.refresh_outside_view(inquiry=inquiry, today=TODAY)
    address = "/team/vroeg-erbij/patronen/tone/"
    html = as_person("amina").get(address).content.decode()
    assert "In de loop van de tijd werd ‘een succes’ vaker gekozen" in html
    assert "januari 2026" in html and "zegt niet waardoor" in html
    assert (
        "drie perioden met minstens 5 antwoorden" in as_person("els").get(f"{address}?tot=2026-02-01").content.decode()
    )
    assert "Over de tijd" not in as_person("karin").get(address).content.decode()
