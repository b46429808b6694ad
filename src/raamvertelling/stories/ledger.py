"""What was withdrawn, as keyed hashes in the keystore: nothing withdrawn ever comes back."""

from collections.abc import Iterable
from datetime import date

from raamvertelling.stories.keystore.models import LedgerEntry
from raamvertelling.stories.sealing import keyed_hash, keyed_hashes


def enter(kind: str, value: str, on: date) -> None:
    """Write one withdrawal down; a second time changes nothing."""
    LedgerEntry.objects.get_or_create(entry_hash=keyed_hash(f"ledger/{kind}", value), defaults={"kind": kind, "on": on})


def enter_many(kind: str, values: Iterable[str], on: date) -> None:
    """Write many withdrawals down at once; what is there already stays as it is."""
    hashes = keyed_hashes(f"ledger/{kind}", list(values))
    entries = [LedgerEntry(kind=kind, entry_hash=each, on=on) for each in hashes]
    LedgerEntry.objects.bulk_create(entries, ignore_conflicts=True, batch_size=500)


def withdrawn_on(kind: str, value: str) -> date | None:
    """Return the day on which this was withdrawn, if it was."""
    entry = LedgerEntry.objects.filter(entry_hash=keyed_hash(f"ledger/{kind}", value)).first()
    return entry.on if entry else None


def withdrawn_among(kind: str, values: Iterable[str]) -> set[str]:
    """Return which of these values were withdrawn."""
    listed = list(values)
    by_hash = dict(zip(keyed_hashes(f"ledger/{kind}", listed), listed, strict=True))
    entries = LedgerEntry.objects.filter(kind=kind).values_list("entry_hash", flat=True)
    return {by_hash[found] for found in entries.iterator() if found in by_hash}
