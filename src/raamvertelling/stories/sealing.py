"""Sealing texts under a key per story, and keyed hashes; without the keystore nothing here can be read."""

import hashlib
import hmac
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db.models import Q

from raamvertelling.stories.keystore.models import OrganisationKey, Pepper, SigningKey, StoryKey

# The first byte of what is sealed says under which key: that of the story, or that of the part it belongs to.
VERSION, OF_PART = b"\x01", b"\x02"
KEY = 32
NONCE = 12
ID = 16
# The parts of a story that go before the rest: the words as they were told, and recordings and pictures.
ORIGINAL, MEDIA = "original", "media"
PARTS = (ORIGINAL, MEDIA)
# What the key that signs heads of logs is wrapped as.
SIGNING = b"signing"


class KeyDestroyed(Exception):
    """The key of this story is gone: it was withdrawn, and nobody can read it any more."""


class PartDestroyed(KeyDestroyed):
    """The key of this part is gone: its term was over; the rest of the story can still be read."""


class BrokenSeal(Exception):
    """A sealed text was changed, swapped with another, or sealed by a master key that is not ours."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one story: its own, and one for each part that may go before the rest; what went is absent."""

    story: bytes = field(repr=False)
    parts: Mapping[str, bytes] = field(repr=False)

    def of(self, part: str) -> bytes:
        """Return the key of a part; the empty part is the story itself."""
        if part and part not in self.parts:
            raise PartDestroyed
        return self.parts[part] if part else self.story


def part_of(kind: str, stage: str) -> str:
    """Return the part to which a text or file belongs; empty for what stays as long as the story."""
    if stage != ORIGINAL:
        return ""
    return MEDIA if kind.startswith("media:") else ORIGINAL


def create_key(story_id: UUID, organisation_id: int) -> Keys:
    """Make the key of a new story and commit it to the keystore, before anything is sealed with it."""
    return create_keys([story_id], organisation_id)[story_id]


def create_keys(story_ids: Iterable[UUID], organisation_id: int) -> dict[UUID, Keys]:
    """Make the keys of new stories in one go."""
    outer = _organisation_key(organisation_id)
    keys = {id: Keys(os.urandom(KEY), {part: os.urandom(KEY) for part in PARTS}) for id in story_ids}
    rows = (
        StoryKey(
            story_id=id,
            organisation_id=organisation_id,
            wrapped=_wrap(outer, made.story, b"story", id.bytes),
            **{part: _wrap(outer, key, part.encode(), id.bytes) for part, key in made.parts.items()},
        )
        for id, made in keys.items()
    )
    StoryKey.objects.bulk_create(rows, batch_size=500)
    return keys


def create_part_keys() -> None:
    """Make the keys of the parts for stories from before there were any; a part that went gets none."""
    for row in StoryKey.objects.filter(Q(original=None) | Q(media=None)).iterator():
        outer = _organisation_key(row.organisation_id)
        for part in PARTS:
            if getattr(row, part) is None:
                setattr(row, part, _wrap(outer, os.urandom(KEY), part.encode(), row.story_id.bytes))
        row.save(update_fields=PARTS)


def destroy_part(part: str, story_ids: Iterable[UUID]) -> None:
    """Destroy the key of one part of these stories; an empty key says that it is never made again."""
    StoryKey.objects.filter(story_id__in=list(story_ids)).update(**{part: b""})


def destroy_key(story_id: UUID) -> None:
    """Destroy the key of a story: from here on no copy of the database can be read either."""
    StoryKey.objects.filter(story_id=story_id).delete()


def open_keys(story_ids: Iterable[UUID]) -> dict[UUID, Keys]:
    """Return the keys of each of these stories in two queries; a destroyed key is absent."""
    rows = list(StoryKey.objects.filter(story_id__in=list(story_ids)))
    wrapped = OrganisationKey.objects.filter(organisation_id__in={row.organisation_id for row in rows})
    outer = {each.organisation_id: _open_organisation(each) for each in wrapped}
    return {row.story_id: _open_row(outer[row.organisation_id], row) for row in rows}


def open_key(story_id: UUID) -> Keys:
    """Return the keys of one story."""
    keys = open_keys([story_id])
    if story_id not in keys:
        raise KeyDestroyed
    return keys[story_id]


def seal_with(key: Keys | bytes, story_id: UUID, kind: str, stage: str, text: str) -> bytes:
    """Seal a text. An empty text stays empty."""
    return seal_bytes(key, story_id, kind, stage, text.encode()) if text else b""


def unseal_with(key: Keys | bytes, story_id: UUID, kind: str, stage: str, sealed: bytes) -> str:
    """Open a sealed text; it opens only as the kind and stage of the story that it was sealed for."""
    return unseal_bytes(key, story_id, kind, stage, sealed).decode() if sealed else ""


def seal_bytes(key: Keys | bytes, story_id: UUID, kind: str, stage: str, data: bytes) -> bytes:
    """Seal bytes: version, key id (the story's), nonce, ciphertext. The keys of a story seal each part apart."""
    nonce = os.urandom(NONCE)
    part = part_of(kind, stage) if isinstance(key, Keys) else ""
    version = OF_PART if part else VERSION
    bound = _bound(version, story_id, kind, stage)
    return version + story_id.bytes + nonce + AESGCM(_chosen(key, part)).encrypt(nonce, data, bound)


def unseal_bytes(key: Keys | bytes, story_id: UUID, kind: str, stage: str, sealed: bytes) -> bytes:
    """Open sealed bytes; they open only as the kind and stage of the story that they were sealed for."""
    record = bytes(sealed)
    version, id, body = record[:1], record[1 : 1 + ID], record[1 + ID :]
    if version not in (VERSION, OF_PART) or id != story_id.bytes:
        raise BrokenSeal
    part = part_of(kind, stage) if version == OF_PART else ""
    return _decrypt(_chosen(key, part), body, _bound(version, story_id, kind, stage))


def wrap_for(organisation_id: int, secret: bytes, kind: bytes, id: bytes) -> bytes:
    """Wrap a secret of an organisation for the keystore; it opens only as this kind and id."""
    return _wrap(_organisation_key(organisation_id), secret, kind, id)


def unwrap_for(organisation_id: int, wrapped: bytes, kind: bytes, id: bytes) -> bytes:
    """Return the secret that `wrap_for` wrapped."""
    return _unwrap(_organisation_key(organisation_id), wrapped, kind, id)


def wrap_for_site(secret: bytes, kind: bytes) -> bytes:
    """Wrap a secret of the whole installation for the keystore; it opens only as this kind."""
    return _wrap(_master(), secret, kind, b"")


def unwrap_for_site(wrapped: bytes, kind: bytes) -> bytes:
    """Return the secret that `wrap_for_site` wrapped."""
    return _unwrap(_master(), wrapped, kind, b"")


def seal_for_site(purpose: str, text: str) -> str:
    """Seal a short text that belongs to no story, as base64; a new master key changes nothing about it."""
    return b64encode(_wrap(_site_key(purpose), text.encode(), b"text", purpose.encode())).decode()


def unseal_for_site(purpose: str, sealed: str) -> str:
    """Return the text that `seal_for_site` sealed for this purpose."""
    return _unwrap(_site_key(purpose), b64decode(sealed), b"text", purpose.encode()).decode()


def rewrap_for(master_key: str) -> int:
    """Wrap all that the master key wraps with a new one, inside the caller's transaction; return how many keys."""
    old, new = _master(), _derive(master_key.encode(), b"wrap")
    rows: list[tuple[OrganisationKey | Pepper | SigningKey, bytes, bytes]] = [
        *((row, b"organisation", str(row.organisation_id).encode()) for row in OrganisationKey.objects.all()),
        *((row, b"pepper", b"") for row in Pepper.objects.all()),
        *((row, SIGNING, b"") for row in SigningKey.objects.all()),
    ]
    for row, kind, id in rows:
        row.wrapped = _wrap(new, _unwrap(old, bytes(row.wrapped), kind, id), kind, id)
        row.save(update_fields=["wrapped"])
    return len(rows)


def keyed_hash(purpose: str, value: str) -> str:
    """Return a hash that only this installation can make: 64 hexadecimal digits."""
    return keyed_hashes(purpose, [value])[0]


def keyed_hashes(purpose: str, values: Sequence[str]) -> list[str]:
    """Return the keyed hash of each value; the purpose keeps equal values in different places apart."""
    return list(map(keyed_digest(purpose), values)) if values else []


def keyed_digest(purpose: str) -> Callable[[str], str]:
    """Return the function that hashes for this purpose; it holds the key, so that a long list asks for it once."""
    key = _derive(_pepper(), b"hash/" + purpose.encode())
    return lambda value: hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def signature(purpose: str, data: bytes) -> str:
    """Sign bytes that leave the house with a key that follows from the master key: 64 hexadecimal digits."""
    key = _derive(str(settings.RAAM_MASTER_KEY).encode(), b"sign/" + purpose.encode())
    return hmac.new(key, data, hashlib.sha256).hexdigest()


def key_of_copy(salt: bytes) -> bytes:
    """Return the key of one copy: it follows from the master key, so whoever may put a copy back has it."""
    return _derive(str(settings.RAAM_MASTER_KEY).encode(), b"copy/" + salt)


def _bound(version: bytes, story_id: UUID, kind: str, stage: str) -> bytes:
    return b"\0".join((version, story_id.bytes, kind.encode(), stage.encode()))


def _chosen(key: Keys | bytes, part: str) -> bytes:
    if isinstance(key, Keys):
        return key.of(part)
    if part:
        raise BrokenSeal
    return key


def _open_row(outer: bytes, row: StoryKey) -> Keys:
    """Unwrap the keys of a story; a part that went or that never had a key of its own is absent."""
    id = row.story_id.bytes
    parts = {part: bytes(wrapped) for part in PARTS if (wrapped := getattr(row, part))}
    return Keys(
        _unwrap(outer, bytes(row.wrapped), b"story", id),
        {part: _unwrap(outer, wrapped, part.encode(), id) for part, wrapped in parts.items()},
    )


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


def _site_key(purpose: str) -> bytes:
    return _derive(_pepper(), b"seal/" + purpose.encode())


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
