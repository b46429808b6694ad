"""Which column of a NarraFirma story file answers which question, and in which encoding."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from raamvertelling.exchange.narrafirma.form import Form, FormQuestion

YES_NO = "multi-choice multi-column yes/no"
WRITE_IN = "WRITEIN_"
OWN_EXPORT = ("Story title", "Story text", "Collection date", "Language")


@dataclass(frozen=True, slots=True)
class Column:
    """What one column is: `use` names it, `answer` is the answer in the header of a yes/no column."""

    use: str
    question: FormQuestion | None = None
    answer: str = ""


@dataclass(slots=True)
class Columns:
    """The columns by index; unknown ones and those set aside by name."""

    found: dict[int, Column] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    is_own_export: bool = False

    def has(self, use: str) -> bool:
        """Say whether any column has this use."""
        return any(each.use == use for each in self.found.values())


def match_columns(form: Form, header: Sequence[str]) -> Columns:
    """Find what each column is; the first question with that column name wins, as in NarraFirma."""
    columns = Columns(is_own_export=tuple(header[:4]) == OWN_EXPORT)
    fixed = _fixed(form)
    questions = {each.column.strip(): each for each in reversed(form.questions)}
    ignored = set(form.listed("Data columns to ignore"))
    appended = {cell.split("|", 1)[0].strip() for cell in form.listed("Data columns to append to story text")}
    removed = form.listed("Texts to remove from column headers")
    for index, original in enumerate(header):
        name = original
        for text in removed:
            name = name.replace(text, "")
        name = name.strip()
        if name in fixed:
            columns.found[index] = Column(fixed[name])
        elif name in appended:
            columns.found[index] = Column("append", answer=name)
        elif (column := _question_column(form, questions, name)) is not None:
            columns.found[index] = column
        elif name in ignored or original in ignored:
            columns.set_aside.append(original)
        else:
            columns.unknown.append(original or f"(kolom {index + 1})")
    return columns


def _fixed(form: Form) -> dict[str, str]:
    return {
        form.option("Participant ID column name", "Participant ID"): "participant",
        form.option("Language column name", "Language"): "language",
        form.option("Story collection date column name", "Collection date"): "date",
        form.eliciting_column: "eliciting",
        form.option("Story text column name", "Story text"): "text",
        form.option("Story title column name", "Story title"): "title",
    }


def _question_column(form: Form, questions: dict[str, FormQuestion], name: str) -> Column | None:
    if name.startswith(WRITE_IN):
        question = questions.get(name[len(WRITE_IN) :].strip())
        return None if question is None else Column("write-in", question)
    question = questions.get(name)
    if question is not None and question.type != YES_NO:
        return Column("answer", question)
    return _yes_no_column(form, questions, name)


def _yes_no_column(form: Form, questions: dict[str, FormQuestion], name: str) -> Column | None:
    """Split `Needed [help]` at the separator; a question's own name may hold the separator too, so try each place."""
    separator = form.option("Yes no questions Q-A separator")
    ending = form.option("Yes no questions Q-A ending")
    separator = " " if separator.lower() == "space" else separator
    if not separator:
        return None
    start = name.find(separator)
    best = None
    while start >= 0:
        question = questions.get(name[:start].strip())
        if question is not None and question.type == YES_NO:
            answer = name[start + len(separator) :].strip()
            if ending and answer.endswith(ending):
                answer = answer[: -len(ending)].strip()
            best = Column("yes/no", question, answer)
            if any(answer in (each.data, each.shown) for each in question.answers):
                return best
        start = name.find(separator, start + 1)
    return best
