"""Whatever the bytes: an importer gives a report or one sentence, and counts every row."""

import json
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raamvertelling.core.answers import read_answers
from raamvertelling.core.framework import dump, load, problems
from raamvertelling.exchange.jsonl import read_jsonl
from raamvertelling.exchange.narrafirma import read_narrafirma
from raamvertelling.exchange.report import Imported, ImportProblem
from raamvertelling.exchange.sensemaker import read_sensemaker
from raamvertelling.exchange.tabel import read_tabel

DATA = Path(__file__).parent / "data"
KADER = load((DATA / "kader.yaml").read_text(encoding="utf-8"))
DEFINITION = (DATA / "sm_flat.json").read_bytes()
SM_HEADER = (DATA / "sm_new.csv").read_bytes().split(b"\n")[0]
FORM = (DATA / "nf_form.csv").read_bytes()
NF_HEADER = (DATA / "nf_stories.csv").read_bytes().split(b"\n")[0]
TABEL_HEADER = (
    b"story,role,domein,domein/wonen,cijfer,about.mens,about.regels,about.geld,about.nvt,heard,"
    b"network.familie.x,network.familie.y,datum,id"
)

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
cells = st.one_of(
    st.sampled_from(
        ["", "1", "0", "0.5", "50", "-0.001", "NA", "nvt", "inwoner", "wonen zorg", "2026-01-02", "=A1", '"']
    ),
    st.text(max_size=12),
    st.floats(allow_nan=True).map(str),
)
tables = st.lists(st.lists(cells, max_size=34), max_size=6)


def as_bytes(header: bytes, delimiter: str, table: list[list[str]]) -> bytes:
    lines = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table]
    return b"\n".join([header, *(line.encode("utf-8", "surrogatepass") for line in lines)])


def check(imported: Imported) -> None:
    report = imported.report
    assert report.rows_used + len(report.skipped_rows) == report.rows_read
    assert report.rows_used == len(imported.stories)
    assert problems(dump(imported.framework)) == []
    for count in report.signifiers:
        assert count.answered + count.skipped + count.not_applicable == report.rows_used
        assert min(count.answered, count.skipped, count.not_applicable) >= 0
    for story in imported.stories:
        assert read_answers(imported.framework, dict(story.answers))[1] == ()
    assert len({each.row_key for each in imported.stories}) == len(imported.stories)
    report.to_json()
    report.to_text()


@quick
@given(data=st.binary(max_size=400), form=st.binary(max_size=400))
def test_arbitrary_bytes_never_end_in_another_error(data: bytes, form: bytes) -> None:
    attempts: list[Callable[[], Imported]] = [
        lambda: read_sensemaker(form, data),
        lambda: read_sensemaker(DEFINITION, data),
        lambda: read_narrafirma(form, data),
        lambda: read_narrafirma(FORM, data),
        lambda: read_tabel(data, KADER),
        lambda: read_tabel(b"PK\x03\x04" + data, KADER),
        lambda: read_jsonl(data, KADER),
    ]
    for attempt in attempts:
        try:
            check(attempt())
        except ImportProblem as problem:
            assert len(str(problem)) > 20


@quick
@given(table=tables)
def test_no_row_of_a_sensemaker_file_is_lost(table: list[list[str]]) -> None:
    check(read_sensemaker(DEFINITION, as_bytes(SM_HEADER, ",", table)))


@quick
@given(table=tables)
def test_no_row_of_a_narrafirma_file_is_lost(table: list[list[str]]) -> None:
    check(read_narrafirma(FORM, as_bytes(NF_HEADER, ";", table)))


@quick
@given(table=tables)
def test_no_row_of_a_table_is_lost(table: list[list[str]]) -> None:
    check(read_tabel(as_bytes(TABEL_HEADER, ",", table), KADER))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("triad") | st.just("list"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "type", "title", "order", "content", "labels", "items", "text", "signifiers", "sections"]
            )
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@quick
@given(raw=json_values)
def test_any_json_as_a_definition(raw: object) -> None:
    definition = json.dumps({"signifiers": raw, "name": raw, "language": raw}).encode()
    try:
        check(read_sensemaker(definition, b"id,x\n1,2\n"))
    except ImportProblem as problem:
        assert str(problem)


@quick
@given(about=st.sampled_from(["story", "participant", "eliciting", "form", "import"]), row=st.lists(cells, max_size=9))
def test_any_row_in_a_form(about: str, row: list[str]) -> None:
    header = b"About,Type,Short name,Data column name,Long name,Options,Answers"
    table = [[about, *row], ["story", "Scale", "Hoe", "", "Hoe?", "", "a", "b"]]
    try:
        check(read_narrafirma(as_bytes(header, ",", table), b"Story title,Story text,Hoe\na,b,3\n"))
    except ImportProblem as problem:
        assert str(problem)
