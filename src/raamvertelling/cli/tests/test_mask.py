"""`raam mask`: text or JSON lines in, places and masked text out; a bad line spoils nothing."""

import json
import subprocess
import sys

import pytest

from raamvertelling.cli.mask import BATCH, SPREAD, Entry, _results

TEXT = "Ik sprak mevrouw Zonderland 😀 op 3 mei."


def mask(given: bytes, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "raamvertelling.cli", "mask", *words], input=given, capture_output=True, check=False
    )


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_a_text_gives_one_line() -> None:
    done = mask(TEXT.encode())
    (line,) = lines(done)
    assert (done.returncode, done.stderr) == (0, b"")
    assert line["id"] is None and line["masked"] == "Ik sprak mevrouw [naam 1] 😀 op [datum]."
    spans = line["spans"]
    assert isinstance(spans, list)
    assert [(TEXT[s["start"] : s["end"]], s["type"], s["label"]) for s in spans] == [
        ("Zonderland", "PER", "naam 1"),
        ("3 mei", "DATE", "datum"),
    ]
    assert all(set(s) == {"start", "end", "type", "label", "score", "source"} for s in spans)


def test_many_stories_keep_their_ids_and_order() -> None:
    given = [{"id": f"s{k}", "text": f"Bel mevrouw Zonderland op 06-123456{k % 90 + 10}."} for k in range(400)]
    done = mask("\n".join(map(json.dumps, given)).encode(), "--jsonl")
    assert done.returncode == 0
    assert [line["id"] for line in lines(done)] == [each["id"] for each in given]
    assert {line["masked"] for line in lines(done)} == {"Bel mevrouw [naam 1] op [telefoonnummer]."}


@pytest.mark.parametrize("processes", [1, 2])
def test_every_story_is_masked_on_one_core_and_on_two(processes: int) -> None:
    count = BATCH * (SPREAD + 1) + 1
    done = _results((Entry(k, "Ik ben Sjaan.") for k in range(count)), (), processes, alone=0)
    assert [json.loads(line)["id"] for told, _ in done for line in told] == list(range(count))


def test_bad_lines_are_named_and_the_rest_is_done() -> None:
    good = json.dumps({"id": 1, "text": TEXT}).encode()
    bad = [
        b"geen json",
        b"[1]",
        b'{"id": 2}',
        b'{"id": 3, "text": 4}',
        b'{"id": 4, "text": "\xff"}',
        b"\xff",
        b"[" * 100_000,
    ]
    done = mask(b"\n".join([good, *bad, b"", good]), "--jsonl")
    assert done.returncode == 1
    assert [line["id"] for line in lines(done)] == [1, 1]
    told = done.stderr.decode().splitlines()
    assert [line.split()[1] for line in told] == [str(number) for number in range(2, 9)]
    assert all(line.startswith("Regel ") and line.endswith(".") for line in told)
    assert "Traceback" not in done.stderr.decode()


def test_nothing_in_gives_nothing_or_an_empty_story() -> None:
    assert mask(b"", "--jsonl").stdout == b""
    assert lines(mask(b"")) == [{"id": None, "spans": [], "masked": ""}]


def test_half_a_sign_comes_out_as_it_went_in() -> None:
    (line,) = lines(mask(b'{"id": "\\ud83d", "text": "a \\ud83d b"}', "--jsonl"))
    assert (line["id"], line["masked"]) == ("\ud83d", "a \ud83d b")


def test_an_engine_that_is_not_there_is_said_in_words() -> None:
    done = mask(TEXT.encode(), "--engine", "glinster")
    assert done.returncode == 1 and done.stdout == b""
    assert done.stderr.decode().startswith("De herkenner 'glinster' bestaat niet.")


def test_no_django_is_loaded() -> None:
    code = "import sys; from raamvertelling.cli.main import main; main(['mask']); sys.exit('django' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], input=TEXT.encode(), capture_output=True, check=False).returncode
        == 0
    )
