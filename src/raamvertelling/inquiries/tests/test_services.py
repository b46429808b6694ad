"""Making inquiries, versions, roles and invitations."""

import datetime as dt
from typing import Any

import pytest

from raamvertelling.core.framework import InvalidFramework
from raamvertelling.inquiries.models import Inquiry, Invitation, Membership, RoleChange
from raamvertelling.inquiries.services import (
    LastAdmin,
    UnusableInvitation,
    accept_invitation,
    add_version,
    create_inquiry,
    create_storypoint,
    freeze_version,
    give_role,
    invite,
    join_with_new_account,
    revoke_invitation,
    take_role,
)
from raamvertelling.people.models import Organisation, Role, User

TODAY = dt.date(2026, 3, 1)


@pytest.fixture
def definition(inquiry: Inquiry) -> dict[str, Any]:
    found: dict[str, Any] = inquiry.framework_version.definition
    return found


def test_a_new_inquiry_has_questions_a_way_in_a_practice_point_and_a_beheerder(
    organisation: Organisation, people: dict[str, User], definition: dict[str, Any]
) -> None:
    made = create_inquiry(
        organisation=organisation, title="Wmo", slug="wmo", definition=definition, actor=people["bart"], today=TODAY
    )
    assert made.framework_version.number == 1
    assert sorted(made.storypoints.values_list("is_test", flat=True)) == [False, True]
    assert list(made.memberships.values_list("user__name", "role")) == [("Bart", Role.ADMIN)]
    assert made.role_changes.get().is_own


def test_questions_with_a_problem_make_no_inquiry(organisation: Organisation) -> None:
    with pytest.raises(InvalidFramework) as refused:
        create_inquiry(organisation=organisation, title="X", slug="x", definition={}, actor=None, today=TODAY)
    assert refused.value.problems
    assert not Inquiry.objects.filter(slug="x").exists()


def test_an_unused_version_is_replaced_and_a_frozen_one_stays(inquiry: Inquiry, definition: dict[str, Any]) -> None:
    first = inquiry.framework_version
    replaced = add_version(inquiry=inquiry, definition={**definition, "title": "Anders"}, today=TODAY)
    assert (replaced.pk, replaced.number) == (first.pk, 1)
    freeze_version(version=replaced, today=TODAY)
    second = add_version(inquiry=inquiry, definition={**definition, "title": "Weer anders"}, today=TODAY)
    assert second.number == 2
    first.refresh_from_db()
    assert first.definition["title"] == "Anders"
    assert inquiry.framework.title.in_language("nl") == "Weer anders"


def test_freezing_twice_keeps_the_first_day(inquiry: Inquiry) -> None:
    version = freeze_version(version=inquiry.framework_version, today=TODAY)
    freeze_version(version=version, today=TODAY + dt.timedelta(days=9))
    assert version.frozen_on == TODAY


def test_a_storypoint_gets_a_code_that_can_be_read_aloud(inquiry: Inquiry) -> None:
    made = create_storypoint(inquiry=inquiry, name="Buurthuis Één", channel="web")
    assert made.code.startswith("buurthuis-een-")
    assert create_storypoint(inquiry=inquiry, name="Buurthuis Één", channel="web").code != made.code


def test_a_beheerder_who_gives_himself_a_role_is_on_record(inquiry: Inquiry, people: dict[str, User]) -> None:
    give_role(inquiry=inquiry, user=people["bart"], role=Role.MODERATOR, actor=people["bart"], today=TODAY)
    change = RoleChange.objects.get()
    assert change.is_own
    assert (change.role, change.given, change.on) == (Role.MODERATOR, True, TODAY)


def test_giving_a_role_twice_is_one_role_and_one_line(inquiry: Inquiry, people: dict[str, User]) -> None:
    for _ in range(2):
        give_role(inquiry=inquiry, user=people["corrie"], role=Role.READER, actor=people["bart"], today=TODAY)
    assert RoleChange.objects.count() == 1
    assert Membership.objects.filter(user=people["corrie"]).count() == 1


def test_the_record_of_roles_never_changes(inquiry: Inquiry, people: dict[str, User]) -> None:
    give_role(inquiry=inquiry, user=people["corrie"], role=Role.READER, actor=people["bart"], today=TODAY)
    change = RoleChange.objects.get()
    for attempt in (change.save, change.delete, RoleChange.objects.all().delete):
        with pytest.raises(TypeError):
            attempt()
    with pytest.raises(TypeError):
        RoleChange.objects.update(given=False)
    assert RoleChange.objects.get().given


def test_the_last_beheerder_stays(inquiry: Inquiry, people: dict[str, User]) -> None:
    bart = people["bart"]
    with pytest.raises(LastAdmin):
        take_role(inquiry=inquiry, user=bart, role=Role.ADMIN, actor=bart, today=TODAY)
    give_role(inquiry=inquiry, user=people["els"], role=Role.ADMIN, actor=bart, today=TODAY)
    take_role(inquiry=inquiry, user=bart, role=Role.ADMIN, actor=people["els"], today=TODAY)
    assert not Membership.objects.filter(user=bart).exists()
    assert RoleChange.objects.filter(given=False).count() == 1


def test_an_invitation_gives_its_role_once(inquiry: Inquiry, people: dict[str, User]) -> None:
    invitation, token = invite(
        inquiry=inquiry, email="Corrie@Elders.example", role=Role.READER, actor=people["bart"], today=TODAY
    )
    assert token not in str(Invitation.objects.values().get())
    accept_invitation(invitation=invitation, user=people["corrie"], today=TODAY)
    assert Membership.objects.get(user=people["corrie"]).role == Role.READER
    assert RoleChange.objects.get().actor == people["bart"]
    with pytest.raises(UnusableInvitation):
        accept_invitation(invitation=invitation, user=people["corrie"], today=TODAY)


def test_an_invitation_ends_after_fourteen_days_or_when_revoked(inquiry: Inquiry, people: dict[str, User]) -> None:
    invitation, _ = invite(
        inquiry=inquiry, email="corrie@elders.example", role=Role.READER, actor=people["bart"], today=TODAY
    )
    assert invitation.is_usable_on(TODAY + dt.timedelta(days=14))
    with pytest.raises(UnusableInvitation):
        accept_invitation(invitation=invitation, user=people["corrie"], today=TODAY + dt.timedelta(days=15))
    revoke_invitation(invitation=invitation, today=TODAY)
    with pytest.raises(UnusableInvitation):
        accept_invitation(invitation=invitation, user=people["corrie"], today=TODAY)
    assert not Membership.objects.filter(user=people["corrie"]).exists()


def test_an_invitation_is_for_one_address(inquiry: Inquiry, people: dict[str, User]) -> None:
    invitation, _ = invite(inquiry=inquiry, email="n@x.example", role=Role.READER, actor=people["bart"], today=TODAY)
    with pytest.raises(UnusableInvitation):
        accept_invitation(invitation=invitation, user=people["corrie"], today=TODAY)


def test_inviting_again_stops_the_older_link(inquiry: Inquiry, people: dict[str, User]) -> None:
    first, _ = invite(inquiry=inquiry, email="n@x.example", role=Role.READER, actor=people["bart"], today=TODAY)
    second, _ = invite(inquiry=inquiry, email="n@x.example", role=Role.READER, actor=people["bart"], today=TODAY)
    first.refresh_from_db()
    assert not first.is_usable_on(TODAY)
    assert second.is_usable_on(TODAY)


def test_a_new_account_comes_only_with_the_invitation(inquiry: Inquiry, people: dict[str, User]) -> None:
    invitation, _ = invite(inquiry=inquiry, email="n@x.example", role=Role.READER, actor=people["bart"], today=TODAY)
    revoke_invitation(invitation=invitation, today=TODAY)
    with pytest.raises(UnusableInvitation):
        join_with_new_account(invitation=invitation, name="Nel", password="een lang wachtwoord", today=TODAY)
    assert not User.objects.filter(email="n@x.example").exists()


def test_links_of_a_beheerder_who_left_stop(inquiry: Inquiry, people: dict[str, User]) -> None:
    bart, els = people["bart"], people["els"]
    invitation, _ = invite(inquiry=inquiry, email="n@x.example", role=Role.READER, actor=bart, today=TODAY)
    give_role(inquiry=inquiry, user=els, role=Role.ADMIN, actor=bart, today=TODAY)
    take_role(inquiry=inquiry, user=bart, role=Role.ADMIN, actor=els, today=TODAY)
    invitation.refresh_from_db()
    assert not invitation.is_usable_on(TODAY)
