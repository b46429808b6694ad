"""Signed heads of a log: how far it had come on a day. Kept elsewhere, a head tells what was changed here later."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.audit import chain_faults, rows_of
from raamvertelling.stories.chain import Mark
from raamvertelling.stories.keystore.models import SigningKey
from raamvertelling.stories.media import write_whole
from raamvertelling.stories.models import AuditEvent
from raamvertelling.stories.sealing import SIGNING, unwrap_for_site, wrap_for_site
from raamvertelling.web.templatetags.raam import dutch_date

KIND = "raamvertelling/kop/1"
# The names in the file are Dutch: people read it, print it and keep it.
NAMES = {
    "address": "adres",
    "inquiry": "onderzoek",
    "chain": "keten",
    "on": "dag",
    "rows": "regels",
    "last": "controlegetal",
    "key": "sleutel",
    "signature": "handtekening",
}


class BadHead(ValueError):
    """This is no head of ours; the sentence says what to do."""


class BrokenLog(Exception):
    """A log that is not whole gets no head: a signature would say that it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How far one log had come: after so many rows, its last hash; signed with the key of this installation."""

    address: str
    inquiry: str
    chain: int
    on: str
    rows: int
    last: str
    key: str
    signature: str = ""

    @property
    def mark(self) -> Mark:
        """What the rows must fit."""
        return Mark(self.rows, self.last)

    @property
    def day(self) -> date:
        """The day on which it was signed."""
        return date.fromisoformat(self.on)

    def signed(self) -> bytes:
        """Return what the signature is over: every field but the signature, in one order."""
        said = {NAMES[name]: value for name, value in asdict(self).items() if name != "signature"}
        return json.dumps({"soort": KIND, **said}, sort_keys=True, separators=(",", ":")).encode()

    def as_file(self) -> str:
        """Return the head as the file that people keep."""
        said = {NAMES[name]: value for name, value in asdict(self).items()}
        return json.dumps({"soort": KIND, **said}, indent=1, ensure_ascii=False) + "\n"


def read_head(text: str) -> Head:
    """Read a file that somebody kept; BadHead if it is something else or its signature does not fit its own key."""
    wrong = BadHead("Dit is geen kop van een logboek. Kies het bestand dat u eerder hebt bewaard.")
    try:
        said = json.loads(text)
        if said["soort"] != KIND or set(said) != {"soort", *NAMES.values()}:
            raise wrong
        head = Head(**{name: said[dutch] for name, dutch in NAMES.items()})
        numbers = (head.chain, head.rows)
        if not all(type(each) is int and each >= 0 for each in numbers):
            raise wrong
        date.fromisoformat(head.on)
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(head.key)).verify(bytes.fromhex(head.signature), head.signed())
    except InvalidSignature as error:
        raise BadHead("De handtekening van deze kop klopt niet: iemand heeft het bestand veranderd.") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise wrong from error
    return head


def public_key() -> str:
    """Return the key with which anybody checks our signatures: 64 hexadecimal digits; empty before the first head."""
    row = SigningKey.objects.first()
    return bytes(row.public).hex() if row else ""


def make_head(*, inquiry: Inquiry, today: date) -> Head:
    """Sign how far the log of an inquiry has come; BrokenLog if it is not whole."""
    newest = next(kept_heads(inquiry), None)
    if chain_faults(inquiry, [newest.mark] if newest else []):
        raise BrokenLog
    rows, row = rows_of(inquiry), _signing_key(today)
    head = Head(
        address=settings.RAAM_ADDRESS,
        inquiry=inquiry.slug,
        chain=inquiry.pk,
        on=today.isoformat(),
        rows=len(rows),
        last=rows[-1].hash if rows else "",
        key=bytes(row.public).hex(),
    )
    private = Ed25519PrivateKey.from_private_bytes(unwrap_for_site(bytes(row.wrapped), SIGNING))
    return Head(**{**asdict(head), "signature": private.sign(head.signed()).hex()})


def write_heads(*, today: date) -> int:
    """Write the head of today for every log that has rows; one that is there already stays. Returns how many are new.

    A log that is not whole gets no head; its page says so.
    """
    made = 0
    for inquiry in Inquiry.objects.filter(pk__in=AuditEvent.objects.values("inquiry")).order_by("pk"):
        path = _folder(inquiry) / f"{today.isoformat()}.json"
        if path.exists():
            continue
        try:
            write_whole(path, make_head(inquiry=inquiry, today=today).as_file().encode())
        except BrokenLog:
            continue
        made += 1
    return made


def kept_heads(inquiry: Inquiry) -> Iterator[Head]:
    """Return the heads that lie here, the newest first; a file that somebody changed is left out."""
    for path in sorted(_folder(inquiry).glob("*.json"), reverse=True):
        with suppress(BadHead, UnicodeDecodeError):
            yield read_head(path.read_text(encoding="utf-8"))


def set_heads_aside(*, today: date) -> None:
    """Compare no longer with the heads that lie here: an older copy was put back, and the log goes on from there.

    They stay in a folder beside; heads that were kept elsewhere still show what is missing, and they are right.
    """
    for path in list(Path(settings.RAAM_HEADS).glob("*/*.json")):
        aside = path.parent / f"voor-terugzetten-{today.isoformat()}"
        aside.mkdir(mode=0o700, exist_ok=True)
        path.replace(aside / path.name)


def check_log(*, inquiry: Inquiry, heads: Iterable[Head]) -> list[str]:
    """Return what is wrong with the log of an inquiry, held against heads that were kept; nothing if it is whole."""
    ours, found, marks = public_key(), [], []
    for head in heads:
        if head.chain != inquiry.pk or head.inquiry != inquiry.slug:
            found.append(f"De kop van {dutch_date(head.day)} hoort bij een ander onderzoek.")
        elif head.key != ours:
            found.append(
                f"De kop van {dutch_date(head.day)} is met een andere sleutel ondertekend dan die van deze plek."
            )
        else:
            marks.append(head.mark)
    return found + chain_faults(inquiry, marks)


def _signing_key(today: date) -> SigningKey:
    row = SigningKey.objects.first()
    if row is None:
        private = Ed25519PrivateKey.generate()
        wrapped = wrap_for_site(private.private_bytes_raw(), SIGNING)
        public = private.public_key().public_bytes_raw()
        row, _ = SigningKey.objects.get_or_create(
            id=1, defaults={"public": public, "wrapped": wrapped, "made_on": today}
        )
    return row


def _folder(inquiry: Inquiry) -> Path:
    return Path(settings.RAAM_HEADS) / str(inquiry.pk)
