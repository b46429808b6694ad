"""Roles, the record of changes, and invitations from both sides."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from pytest_django import Settings

from raamvertelling.inquiries.models import Inquiry, Invitation, Membership
from raamvertelling.inquiries.services import invite, revoke_invitation
from raamvertelling.people.models import Role, User

PEOPLE = "/team/vroeg-erbij/mensen/"
LONG_AGO = dt.date(2020, 1, 1)
NEW_ACCOUNT = {"name": "Nel", "password": "een heel lang wachtwoord"}


@pytest.fixture
def link(inquiry: Inquiry, people: dict[str, User]) -> Callable[..., str]:
    def make(email: str = "nel@x.example", today: dt.date | None = None) -> str:
        day = today or dt.date.today()  # noqa: TID251 - the view looks at the real day
        _, token = invite(inquiry=inquiry, email=email, role=Role.READER, actor=people["bart"], today=day)
        return f"/uitnodiging/{token}/"

    return make


def test_it_works(as_person: Callable[[str], Client], people: dict[str, User]) -> None:
    bart = as_person("bart")
    bart.post(f"{PEOPLE}rol/", {"user": people["karin"].pk, "role": "facilitator"})
    assert Membership.objects.filter(user=people["karin"]).count() == 2
    bart.post(f"{PEOPLE}rol-weg/", {"user": people["karin"].pk, "role": "reader"})
    assert Membership.objects.get(user=people["karin"]).role == "facilitator"
    page = as_person("els").get(PEOPLE).content.decode()
    assert "Bart gaf Karin de rol begeleider." in page
    assert "Bart haalde bij Karin de rol lezer weg." in page


def test_a_beheerder_who_helps_himself_is_seen_by_everybody(
    as_person: Callable[[str], Client], people: dict[str, User]
) -> None:
    as_person("bart").post(f"{PEOPLE}rol/", {"user": people["bart"].pk, "role": "researcher"})
    for name in ("amina", "joke", "karin"):
        assert "Bart gaf zichzelf de rol onderzoeker." in as_person(name).get(PEOPLE).content.decode()


def test_the_last_beheerder_is_told_what_to_do(as_person: Callable[[str], Client], people: dict[str, User]) -> None:
    bart = as_person("bart")
    answer = bart.post(f"{PEOPLE}rol-weg/", {"user": people["bart"].pk, "role": "admin"}, follow=True)
    assert "Er moet één beheerder blijven." in answer.content.decode()


def test_a_beheerder_who_leaves_lands_at_home(as_person: Callable[[str], Client], people: dict[str, User]) -> None:
    bart = as_person("bart")
    bart.post(f"{PEOPLE}rol/", {"user": people["els"].pk, "role": "admin"})
    answer = bart.post(f"{PEOPLE}rol-weg/", {"user": people["bart"].pk, "role": "admin"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/team/"


def test_a_stranger_gets_no_role_without_an_invitation(
    as_person: Callable[[str], Client], people: dict[str, User]
) -> None:
    assert as_person("bart").post(f"{PEOPLE}rol/", {"user": people["corrie"].pk, "role": "reader"}).status_code == 422
    assert not Membership.objects.filter(user=people["corrie"]).exists()


def test_only_a_beheerder_sees_addresses(as_person: Callable[[str], Client], link: Callable[..., str]) -> None:
    link()
    assert "nel@x.example" in as_person("bart").get(PEOPLE).content.decode()
    page = as_person("els").get(PEOPLE).content.decode()
    assert "nel@x.example" not in page and "karin@veldhaven.example" not in page


def test_the_link_is_shown_once_and_kept_nowhere(as_person: Callable[[str], Client], people: dict[str, User]) -> None:
    bart = as_person("bart")
    page = bart.post(PEOPLE, {"email": "nel@x.example", "role": "reader"}).content.decode()
    found = re.search(r"/uitnodiging/([\w-]+)/", page)
    assert found and "Er is geen mail verstuurd." in page
    assert found[1] not in bart.get(PEOPLE).content.decode()
    assert found[1] not in repr(list(Invitation.objects.values()))
    assert found[1] not in repr([each.get_decoded() for each in Session.objects.all()])
    assert mail.outbox == []


def test_the_link_is_mailed_where_there_is_mail(
    as_person: Callable[[str], Client], people: dict[str, User], settings: Settings
) -> None:
    settings.RAAM_SENDS_MAIL = True
    page = as_person("bart").post(PEOPLE, {"email": "nel@x.example", "role": "reader"}).content.decode()
    [message] = mail.outbox
    assert message.to == ["nel@x.example"]
    assert "/uitnodiging/" in str(message.body) and "De mail is verstuurd." in page


def test_mail_that_fails_is_said_and_the_link_still_works(
    as_person: Callable[[str], Client], people: dict[str, User], settings: Settings
) -> None:
    settings.RAAM_SENDS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = as_person("bart").post(PEOPLE, {"email": "nel@x.example", "role": "reader"}).content.decode()
    assert "Er is geen mail verstuurd." in page and "/uitnodiging/" in page


def test_an_address_that_is_none_is_refused(as_person: Callable[[str], Client], people: dict[str, User]) -> None:
    page = as_person("bart").post(PEOPLE, {"email": "nel", "role": "reader"})
    assert page.status_code == 422
    assert "Vul een heel e-mailadres in" in page.content.decode()


def test_somebody_new_makes_an_account_and_is_in(client: Client, link: Callable[..., str]) -> None:
    address = link()
    assert "nel@x.example" in client.get(address).content.decode()
    assert client.post(address, NEW_ACCOUNT)["Location"] == "/team/"
    assert "Vroeg erbij in Veldhaven" in client.get("/team/").content.decode()
    assert Membership.objects.get(user__email="nel@x.example").role == Role.READER
    again = Client().get(address)
    assert again.status_code == 410
    assert "De uitnodiging is gebruikt op" in again.content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"password": "kort"}, "12 tekens"), ({"name": ""}, "Vul “Uw naam” in."), ({"password": "nel@x.example"}, "")],
)
def test_a_weak_account_is_refused_and_the_link_stays(
    client: Client, link: Callable[..., str], change: dict[str, str], sentence: str
) -> None:
    address = link()
    page = client.post(address, {**NEW_ACCOUNT, **change})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert client.get(address).status_code == 200
    assert not User.objects.filter(email="nel@x.example").exists()


def test_somebody_with_an_account_signs_in_and_says_yes(
    as_person: Callable[[str], Client], link: Callable[..., str]
) -> None:
    address = link("corrie@elders.example")
    page = Client().get(address).content.decode()
    assert f"/account/login/?next={address}" in page
    assert Client().post(address, NEW_ACCOUNT).status_code == 200
    corrie = as_person("corrie")
    assert "Ja, ik doe mee" in corrie.get(address).content.decode()
    corrie.post(address)
    assert "Vroeg erbij in Veldhaven" in corrie.get("/team/").content.decode()


def test_somebody_else_cannot_use_the_link(as_person: Callable[[str], Client], link: Callable[..., str]) -> None:
    address, corrie = link(), as_person("corrie")
    assert "Deze uitnodiging is voor een ander adres." in corrie.get(address).content.decode()
    corrie.post(address)
    assert not Membership.objects.filter(user__name="Corrie").exists()


def test_an_invitation_that_is_over_says_so(
    client: Client, link: Callable[..., str], as_person: Callable[[str], Client]
) -> None:
    old = client.get(link(today=LONG_AGO))
    assert (old.status_code, "De uitnodiging werkte tot en met 15 januari 2020." in old.content.decode()) == (410, True)
    address = link()
    number = Invitation.objects.latest("pk").pk
    as_person("bart").post(f"{PEOPLE}uitnodiging/{number}/")
    stopped = client.get(address)
    assert (stopped.status_code, "De uitnodiging is ingetrokken op" in stopped.content.decode()) == (410, True)
    unknown = client.get("/uitnodiging/bestaat-niet/")
    assert (unknown.status_code, "Deze link kennen wij niet." in unknown.content.decode()) == (404, True)
    assert client.post(address, NEW_ACCOUNT).status_code == 410


def test_an_invitation_of_another_inquiry_cannot_be_stopped(
    as_person: Callable[[str], Client], inquiry: Inquiry, people: dict[str, User]
) -> None:
    other = Inquiry.objects.create(organisation=inquiry.organisation, slug="ander", title="Ander")
    today = dt.date.today()  # noqa: TID251 - the view looks at the real day
    theirs, _ = invite(inquiry=other, email="x@x.example", role=Role.READER, actor=people["bart"], today=today)
    assert as_person("bart").post(f"{PEOPLE}uitnodiging/{theirs.pk}/").status_code == 404
    revoke_invitation(invitation=theirs, today=today)
    assert theirs.revoked_on == today


def test_pressing_twice_makes_one_account(
    client: Client, link: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second press came in while the first was still being handled: it saw no account yet."""
    address = link(email="nel@x.example")
    filled_in = {"name": "Nel", "password": "drie gele fietsen"}
    first = Client()
    assert first.post(address, filled_in).status_code == 302
    Invitation.objects.update(used_on=None)
    monkeypatch.setattr("raamvertelling.inquiries.views.invitation.has_account", lambda *_: False)
    assert client.post(address, filled_in)["Location"] == "/account/login/"
    assert User.objects.filter(email="nel@x.example").count() == 1
