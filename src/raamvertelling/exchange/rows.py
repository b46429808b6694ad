"""One record of a table, whatever file it came from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One record; `number` is its row in a spreadsheet program, where the first row is 1."""

    number: int
    cells: list[str]

    def cell(self, index: int) -> str:
        """Return the trimmed cell, or an empty text where the row is too short."""
        return self.cells[index].strip() if index < len(self.cells) else ""

    @property
    def is_empty(self) -> bool:
        """Say whether no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)

    @property
    def is_comment(self) -> bool:
        """Say whether the first cell starts with a semicolon, the comment sign of NarraFirma."""
        return bool(self.cells) and self.cells[0].lstrip().startswith(";")
