"""Cells of a file for a spreadsheet."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe comes before one that begins like it.

    Parameters
    ----------
    text : words that somebody wrote. A number that may be negative does not go through here.

    References
    ----------
    OWASP, "CSV Injection".
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
