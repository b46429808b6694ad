"""Receipt codes: sixteen digits that follow from the sending, of which only a keyed hash is kept."""

from raamvertelling.stories.sealing import keyed_hash

DIGITS = 16


def code_for(idempotency_key: str) -> str:
    """Return the code of a sending, in four groups; the same sending always gives the same code."""
    digits = f"{int(keyed_hash('code', idempotency_key), 16) % 10**DIGITS:0{DIGITS}d}"
    return " ".join(digits[start : start + 4] for start in range(0, DIGITS, 4))


def normalise(code: str) -> str:
    """Return the sixteen digits of what somebody typed, in any script and with any spaces; else an empty text."""
    digits = "".join(str(int(each)) for each in code[:80] if each.isdecimal())
    return digits if len(digits) == DIGITS else ""


def code_hash(code: str) -> str:
    """Return what is stored of a code."""
    return keyed_hash("receipt", normalise(code))


def sending_hash(idempotency_key: str) -> str:
    """Return what is stored of an idempotency key."""
    return keyed_hash("sending", idempotency_key)
