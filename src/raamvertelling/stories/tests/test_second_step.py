"""The second step where it touches keys and the log."""

import pytest
from django.core.cache import cache
from django.test import Client

from raamvertelling.people.models import User
from raamvertelling.people.tests.steps import code_of, set_up_app, sign_in
from raamvertelling.stories.keystore.models import Pepper
from raamvertelling.stories.sealing import BrokenSeal, seal_for_site, unseal_for_site

pytestmark = pytest.mark.django_db(databases="__all__")

CODE_PAGE = "/account/tweede-stap/inloggen/"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def els(people: dict[str, User]) -> Client:
    """Els, who signed in a moment ago."""
    client = Client()
    assert sign_in(client) == "/team/"
    return client


def test_without_the_keystore_a_secret_cannot_be_read(els: Client) -> None:
    secret = set_up_app(els)
    Pepper.objects.all().delete()
    other = Client(raise_request_exception=False)
    sign_in(other)
    assert other.post(CODE_PAGE, {"code": code_of(secret)}).status_code == 500
    assert other.get("/team/").status_code == 302


def test_a_sealed_text_opens_only_for_its_own_purpose(db: None) -> None:
    sealed = seal_for_site("second-step", "geheim")
    assert "geheim" not in sealed and sealed != seal_for_site("second-step", "geheim")
    assert unseal_for_site("second-step", sealed) == "geheim"
    with pytest.raises(BrokenSeal):
        unseal_for_site("another", sealed)
