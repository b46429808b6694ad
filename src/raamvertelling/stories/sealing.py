"""Sealing texts under a key per story, and keyed hashes; without the keystore nothing here can be read."""

import hashlib
import hmac
import os
from collections.abc import Iterable, Sequence
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from raamvertelling.stories.keystore.models import OrganisationKey, Pepper, StoryKey

VERSION = b"\x01"
KEY = 32
NONCE = 12
ID = 16


class KeyDestroyed(Exception):
    """The key of this story is gone: it was withdrawn, and nobody can read it any more."""


class BrokenSeal(Exception):
    """A sealed text was changed, swapped with another, or sealed by a master key that is not ours."""


def create_key(story_id: UUID, organisation_id: int) -> bytes:
    """Make the key of a new story and commit it to the keystore, before anything is sealed with it."""
    return create_keys([story_id], organisation_id)[story_id]


def create_keys(story_ids: Iterable[UUID], organisation_id: int) -> dict[UUID, bytes]:
    """Make the keys of new stories in one go."""
    outer = _organisation_key(organisation_id)
    keys = {story_id: os.urandom(KEY) for story_id in story_ids}
    rows = (
        StoryKey(story_id=id, organisation_id=organisation_id, wrapped=_wrap(outer, key, b"story", id.bytes))
        for id, key in keys.items()
    )
    StoryKey.objects.bulk_create(rows, batch_size=500)
    return keys


def destroy_key(story_id: UUID) -> None:
    """Destroy the key of a story: from here on no copy of the database can be read either."""
    StoryKey.objects.filter(story_id=story_id).delete()


def open_keys(story_ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """Return the key of each of these stories in two queries; a destroyed key is absent."""
    rows = list(StoryKey.objects.filter(story_id__in=list(story_ids)))
    wrapped = OrganisationKey.objects.filter(organisation_id__in={row.organisation_id for row in rows})
    outer = {each.organisation_id: _open_organisation(each) for each in wrapped}
    return {
        row.story_id: _unwrap(outer[row.organisation_id], bytes(row.wrapped), b"story", row.story_id.bytes)
        for row in rows
    }


def open_key(story_id: UUID) -> bytes:
    """Return the key of one story."""
    keys = open_keys([story_id])
    if story_id not in keys:
        raise KeyDestroyed
    return keys[story_id]


def seal_with(key: bytes, story_id: UUID, kind: str, stage: str, text: str) -> bytes:
    """Seal a text. An empty text stays empty."""
    return seal_bytes(key, story_id, kind, stage, text.encode()) if text else b""


def unseal_with(key: bytes, story_id: UUID, kind: str, stage: str, sealed: bytes) -> str:
    """Open a sealed text; it opens only as the kind and stage of the story that it was sealed for."""
    return unseal_bytes(key, story_id, kind, stage, sealed).decode() if sealed else ""


def seal_bytes(key: bytes, story_id: UUID, kind: str, stage: str, data: bytes) -> bytes:
    """Seal bytes: version, key id (the story's), nonce, ciphertext."""
    nonce = os.urandom(NONCE)
    return VERSION + story_id.bytes + nonce + AESGCM(key).encrypt(nonce, data, _bound(story_id, kind, stage))


def unseal_bytes(key: bytes, story_id: UUID, kind: str, stage: str, sealed: bytes) -> bytes:
    """Open sealed bytes; they open only as the kind and stage of the story that they were sealed for."""
    record = bytes(sealed)
    head, body = record[: 1 + ID], record[1 + ID :]
    if head != VERSION + story_id.bytes:
        raise BrokenSeal
    return _decrypt(key, body, _bound(story_id, kind, stage))


def wrap_for(organisation_id: int, secret: bytes, kind: bytes, id: bytes) -> bytes:
    """Wrap a secret of an organisation for the keystore; it opens only as this kind and id."""
    return _wrap(_organisation_key(organisation_id), secret, kind, id)


def unwrap_for(organisation_id: int, wrapped: bytes, kind: bytes, id: bytes) -> bytes:
    """Return the secret that `wrap_for` wrapped."""
    return _unwrap(_organisation_key(organisation_id), wrapped, kind, id)


def keyed_hash(purpose: str, value: str) -> str:
    """Return a hash that only this installation can make: 64 hexadecimal digits."""
    return keyed_hashes(purpose, [value])[0]


def keyed_hashes(purpose: str, values: Sequence[str]) -> list[str]:
    """Return the keyed hash of each value; the purpose keeps equal values in different places apart."""
    if not values:
        return []
    key = _derive(_pepper(), b"hash/" + purpose.encode())
    return [hmac.new(key, value.encode(), hashlib.sha256).hexdigest() for value in values]


def _bound(story_id: UUID, kind: str, stage: str) -> bytes:
    return b"\0".join((VERSION, story_id.bytes, kind.encode(), stage.encode()))


def _derive(secret: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY, salt=None, info=b"raamvertelling/" + info).derive(secret)


def _master() -> bytes:
    return _derive(str(settings.RAAM_MASTER_KEY).encode(), b"wrap")


def _wrap(outer: bytes, key: bytes, kind: bytes, id: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return VERSION + nonce + AESGCM(outer).encrypt(nonce, key, kind + b"\0" + id)


def _unwrap(outer: bytes, wrapped: bytes, kind: bytes, id: bytes) -> bytes:
    if wrapped[:1] != VERSION:
        raise BrokenSeal
    return _decrypt(outer, wrapped[1:], kind + b"\0" + id)


def _decrypt(key: bytes, body: bytes, bound: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(body[:NONCE], body[NONCE:], bound)
    except InvalidTag as error:
        raise BrokenSeal from error


def _organisation_key(organisation_id: int) -> bytes:
    fresh = _wrap(_master(), os.urandom(KEY), b"organisation", str(organisation_id).encode())
    row, _ = OrganisationKey.objects.get_or_create(organisation_id=organisation_id, defaults={"wrapped": fresh})
    return _open_organisation(row)


def _open_organisation(row: OrganisationKey) -> bytes:
    return _unwrap(_master(), bytes(row.wrapped), b"organisation", str(row.organisation_id).encode())


def _pepper() -> bytes:
    """Return the secret behind all keyed hashes: random, so that a new master key changes no receipt code."""
    row = Pepper.objects.first()
    if row is None:
        row, _ = Pepper.objects.get_or_create(
            id=1, defaults={"wrapped": _wrap(_master(), os.urandom(KEY), b"pepper", b"")}
        )
    return _unwrap(_master(), bytes(row.wrapped), b"pepper", b"")
