"""What a log line may hold: no link that opens something, and of an error where it happened but not what it said."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime

LINK = re.compile(r"(/uitnodiging/|/password/reset/key/)[^/\s]+")


def without_links(record: logging.LogRecord) -> bool:
    """Take what opens an invitation or a password out of a line; the line itself stays."""
    record.msg, record.args = LINK.sub(r"\1…", record.getMessage()), ()
    return True


class Lines(logging.Formatter):
    """One JSON object a line: `at`, `level`, `from`, `what`, and of an error its `error` and `where`.

    The message of an error is left out, for it may quote what somebody wrote: a database repeats the value it refuses.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "what": record.getMessage(),
        }
        if record.exc_info and (error := record.exc_info[1]):
            told["error"] = [type(each).__name__ for each in _chain(error)]
            told["where"] = [f"{at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(error.__traceback__)]
        return json.dumps(told, ensure_ascii=False)


def _chain(error: BaseException) -> list[BaseException]:
    """Return an error and those that it came from."""
    found: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in found:
        found.append(at)
        at = at.__cause__ or at.__context__
    return found
