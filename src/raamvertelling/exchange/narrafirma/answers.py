"""Cells of a NarraFirma story file as answers, with every encoding of a choice."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from raamvertelling.core.framework import MultipleChoice, Scale, Signifier
from raamvertelling.exchange.building import Draft, cleaned
from raamvertelling.exchange.narrafirma.columns import Column
from raamvertelling.exchange.narrafirma.form import Form, FormQuestion
from raamvertelling.exchange.report import ImportReport
from raamvertelling.exchange.values import number

INDEXED = {"single choice indexed", "multi-choice single-column delimited indexed"}
DELIMITED = {"multi-choice single-column delimited", "multi-choice single-column delimited indexed"}
YES = {"yes", "ja", "true", "waar", "1", "y", "j"}
NO = {"no", "nee", "false", "onwaar", "0", "n"}
_NUMBERS = re.compile(r"\d{1,4}(?:[\s,;|/]+\d{1,4})*", re.ASCII)
_WHOLE = re.compile(r"\s*[+-]?\d{1,15}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A form question with what we made of it; `options` leads from data names and shown names to our ids."""

    question: FormQuestion
    signifier: Signifier
    options: Mapping[str, str]
    order: tuple[str, ...] = ()
    write_in_id: str = ""


@dataclass(slots=True)
class Answers:
    """Puts the cells of one row into a draft and writes down what cannot be used."""

    form: Form
    report: ImportReport
    delimiter: str
    truncated: int = 0

    def put(self, draft: Draft, asked: Asked, column: Column, name: str, cell: str) -> None:
        """Add one filled cell to the answers of a row."""
        question = asked.question
        if column.use == "write-in":
            self._write_in(draft, asked, name, cell)
        elif column.use == "yes/no":
            if cell == self.form.option("Yes no questions yes indicator", "Yes"):
                self._choose(draft, asked, name, column.answer)
        elif question.type in ("text", "textarea"):
            draft.write(asked.signifier.id, cleaned(cell))
        elif question.type == "scale":
            self._scale(draft, asked, name, cell)
        elif question.type in ("boolean", "checkbox"):
            self._boolean(draft, asked, name, cell)
        elif question.type in DELIMITED:
            for part in self._parts(asked, cell):
                self._choose(draft, asked, name, part)
        else:
            self._choose(draft, asked, name, cell)

    def _parts(self, asked: Asked, cell: str) -> list[str]:
        if asked.question.type not in INDEXED and cell in asked.options:
            return [cell]
        delimiter = self.form.option("Multi choice single column delimiter") or self.delimiter
        delimiter = " " if delimiter.lower() == "space" else delimiter
        if asked.question.type in INDEXED and _NUMBERS.fullmatch(cell):
            # NarraFirma reads only the first number of "1 4" when the delimiter is a comma; the teller chose both.
            return re.findall(r"\d+", cell)
        return [part.strip() for part in cell.split(delimiter) if part.strip()]

    def _choose(self, draft: Draft, asked: Asked, name: str, value: str) -> None:
        id = asked.signifier.id
        if asked.question.type in INDEXED:
            place = int(found[0]) if (found := _WHOLE.match(value)) else 0
            option = asked.order[place - 1] if 1 <= place <= len(asked.order) else None
        else:
            option = asked.options.get(value)
        if option is None:
            self._unmatched(draft, asked, name, value)
        elif isinstance(asked.signifier, MultipleChoice):
            chosen = draft.answers.setdefault(id, [])
            assert isinstance(chosen, list)
            if option not in chosen:
                chosen.append(option)
        else:
            draft.answers[id] = option

    def _unmatched(self, draft: Draft, asked: Asked, name: str, value: str) -> None:
        """Keep an answer that is not in the list as a write-in, if the form says that those stand in this column."""
        if asked.question.write_in_apart == "no" and asked.write_in_id:
            self._write_in(draft, asked, name, value)
        else:
            self.report.unmatched(draft.row, name, value, f"dit is geen antwoord van '{asked.question.short_name}'")

    def _write_in(self, draft: Draft, asked: Asked, name: str, cell: str) -> None:
        if not asked.write_in_id:
            self.report.unmatched(draft.row, name, cell, "bij deze vraag hoort geen eigen antwoord")
            return
        before = draft.texts.get(asked.write_in_id)
        draft.write(asked.write_in_id, cleaned(cell) if before is None else f"{before}; {cleaned(cell)}")

    def _boolean(self, draft: Draft, asked: Asked, name: str, cell: str) -> None:
        low = cell.lower()
        option = asked.options.get(cell) or asked.options.get(low)
        if option is None and low in YES | NO:
            option = "ja" if low in YES else "nee"
        if option is None:
            self._unmatched(draft, asked, name, cell)
        else:
            draft.answers[asked.signifier.id] = option

    def _scale(self, draft: Draft, asked: Asked, name: str, cell: str) -> None:
        """Cut off decimals and stretch to 0..100, both as NarraFirma does."""
        question, signifier = asked.question, asked.signifier
        assert isinstance(signifier, Scale)
        labels = {question.does_not_apply.casefold(), self.form.option("Slider does-not-apply label").casefold()} - {""}
        if cell.casefold() in labels and not number(cell):
            draft.answers[signifier.id] = "not_applicable"
            return
        found = _WHOLE.match(cell)
        if found is None:
            self.report.unmatched(draft.row, name, cell, "hier hoort een getal te staan")
            return
        value = int(found[0])
        if cell.strip() != found[0].strip():
            self.truncated += 1
        low, high = self.scale_range(question)
        if low is not None and high is not None and low != high:
            value = stretched(value, low, high)
        if not 0 <= value <= 100:
            self.report.unmatched(
                draft.row, name, cell, "dit getal ligt buiten 0 tot 100, en het formulier noemt geen bereik"
            )
            return
        draft.answers[signifier.id] = value

    def scale_range(self, question: FormQuestion) -> tuple[int | None, int | None]:
        """Return the range of a scale: its own, else that of the whole form; None where it is not given."""
        general = self.form.listed("Scale range")
        low = question.minimum or (general[0] if general else "")
        high = question.maximum or (general[1] if len(general) > 1 else "")
        return _integer(low), _integer(high)


def stretched(value: int, low: int, high: int) -> int:
    """Return the place of `value` between `low` and `high` as 0..100, halves up, clamped."""
    if value <= low:
        return 0
    if value >= high:
        return 100
    return min(max(math.floor((value - low) * 100 / (high - low) + 0.5), 0), 100)


def _integer(text: str) -> int | None:
    return int(found[0]) if (found := _WHOLE.match(text)) else None
