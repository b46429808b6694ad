"""The box of an inquiry: what a browser seals opens here, and nowhere else, and only as what it was sealed for."""

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import Organisation
from raamvertelling.stories.box import CURVE, open_box, open_with, public_key, seal_box
from raamvertelling.stories.keystore.models import InquiryKey
from raamvertelling.stories.sealing import BrokenSeal

VECTOR = json.loads((Path(__file__).parent / "box_vector.json").read_text(encoding="utf-8"))
PLAIN, BOUND = b"Een verhaal van de keukentafel.", b"keukentafel/3"


def private(name: str) -> ec.EllipticCurvePrivateKey:
    number = base64.urlsafe_b64decode(VECTOR[name]["d"] + "=")
    return ec.derive_private_key(int.from_bytes(number), CURVE)


def test_the_known_answer_opens() -> None:
    """`box.js` makes exactly these bytes (e2e/offline.test.js), and they were once made without either program."""
    sealed = bytes.fromhex(VECTOR["sealed"])
    assert open_with(private("inquiry"), sealed, VECTOR["bound"].encode()).decode() == VECTOR["plain"]


def test_sealing_gives_the_known_answer(inquiry: Inquiry) -> None:
    point = bytes([4]) + b"".join(base64.urlsafe_b64decode(VECTOR["inquiry"][each] + "=") for each in "xy")
    nonce, plain, bound = bytes.fromhex(VECTOR["nonce"]), VECTOR["plain"].encode(), VECTOR["bound"].encode()
    assert seal_box(point, plain, bound, once=private("once"), nonce=nonce).hex() == VECTOR["sealed"]


@pytest.mark.django_db
def test_an_inquiry_has_one_pair_and_opens_what_was_sealed_for_it(inquiry: Inquiry) -> None:
    point = public_key(inquiry)
    assert public_key(inquiry) == point
    assert InquiryKey.objects.count() == 1
    assert open_box(inquiry, seal_box(point, PLAIN, BOUND), BOUND) == PLAIN
    assert seal_box(point, PLAIN, BOUND) != seal_box(point, PLAIN, BOUND)


@pytest.mark.django_db
def test_the_keystore_holds_no_private_key_that_opens(inquiry: Inquiry, organisation: Organisation) -> None:
    sealed = seal_box(public_key(inquiry), PLAIN, BOUND)
    row = InquiryKey.objects.get()
    for start in range(len(bytes(row.wrapped)) - 31):
        number = int.from_bytes(bytes(row.wrapped)[start : start + 32])
        with pytest.raises((BrokenSeal, ValueError)):
            open_with(ec.derive_private_key(number, CURVE), sealed, BOUND)


@pytest.mark.django_db
def test_another_inquiry_another_place_or_another_version_opens_nothing(inquiry: Inquiry) -> None:
    other = Inquiry.objects.create(organisation=inquiry.organisation, slug="ander", title="Ander")
    sealed = seal_box(public_key(inquiry), PLAIN, BOUND)
    with pytest.raises(BrokenSeal):
        open_box(other, sealed, BOUND)
    public_key(other)
    for where, bound in ((other, BOUND), (inquiry, b"keukentafel/4"), (inquiry, b"balie/3")):
        with pytest.raises(BrokenSeal):
            open_box(where, sealed, bound)


@settings(max_examples=200)
@given(place=st.integers(0, 200), change=st.integers(1, 255))
def test_no_changed_byte_opens(place: int, change: int) -> None:
    sealed = bytearray.fromhex(VECTOR["sealed"])
    sealed[place % len(sealed)] ^= change
    with pytest.raises(BrokenSeal):
        open_with(private("inquiry"), bytes(sealed), VECTOR["bound"].encode())


@given(garbage=st.binary(max_size=300))
def test_garbage_is_refused(garbage: bytes) -> None:
    with pytest.raises(BrokenSeal):
        open_with(private("inquiry"), garbage, BOUND)
