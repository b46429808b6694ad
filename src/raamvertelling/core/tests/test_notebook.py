"""`import raamvertelling.core as rv`: files in, results that show themselves, and a sentence for every odd file."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

import raamvertelling.core as rv
from raamvertelling.core import display
from raamvertelling.core.results import Estimate, Suppressed
from raamvertelling.core.stats.tests.makers import demo

ODD: list[tuple[str, str]] = [
    ("", "geen verhalen"),
    ("geen json\n[1]\n", "geen verhalen"),
    ('{"consent": {"analyse": false}, "answers": {}}', "geen verhalen"),
]


def framework() -> Any:
    return demo()[0]


def stories(folder: Path, answers: list[dict[str, Any]], **more: Any) -> rv.Stories:
    place = folder / "s.jsonl"
    place.write_text("\n".join(json.dumps({"answers": each} | more) for each in answers), encoding="utf-8")
    return rv.load(place, framework())


def test_answers_of_every_kind_become_columns(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    _, told = demo()
    place = tmp_path / "s.jsonl"
    original = Path(__file__).parents[2] / "demo" / "data" / "stories.jsonl"
    place.write_bytes(original.read_bytes())
    found = rv.load(place, framework())
    frame = found.frame()
    assert len(frame) == len(found) == len(told) and isinstance(frame, pandas.DataFrame)
    for (id, answers), (_, row) in zip(told, frame.iterrows(), strict=True):
        assert row["id"] == id
        heard = answers["heard"]
        assert row["heard"] == heard.position if hasattr(heard, "position") else pandas.isna(row["heard"])
    weights = [name for name in frame if name.startswith("decided.")]
    assert len(weights) == 3 and frame[weights].dropna().sum(axis=1).to_numpy() == pytest.approx(1)


@pytest.mark.parametrize(("text", "words"), ODD)
def test_an_odd_file_is_a_sentence(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(rv.Unusable, match=words):
        rv.load(tmp_path / "s.jsonl", framework())


def test_what_cannot_be_used_is_named_and_the_rest_counts(tmp_path: Path) -> None:
    found = stories(tmp_path, [{"heard": float("nan")}, {"heard": float("inf")}, {"heard": 0.5}, {"nergens": 1}])
    assert len(found) == 4 and found.summary("heard").n == 1
    assert [note.partition(":")[0] for note in found.notes] == [
        "Regel 1, vraag ‘heard’", "Regel 2, vraag ‘heard’", "Regel 4, vraag ‘nergens’",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "answers", [[{"heard": 0.5, "tone": "succes"}], [{"heard": 0.5, "tone": "succes"}] * 40, [{}] * 40]
)
def test_one_story_all_the_same_or_all_silent_gives_sentences(answers: list[dict[str, Any]], tmp_path: Path) -> None:
    found = stories(tmp_path, answers)
    assert found.scan()._repr_html_().startswith("<p>Er valt niets te vergelijken in ")
    assert f"n = {found.summary('heard').n}. " in found.summary("heard")._repr_html_()
    with pytest.raises(rv.TooFew, match="twee groepen nodig"):
        found.compare("heard", by="tone")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda found: found.summary("nergens"), "‘nergens’ staat niet in dit duidingskader. U kunt kiezen uit: "),
        (lambda found: found.scan(by="nergens"), "staat niet in dit duidingskader"),
        (lambda found: found.compare("tone", by="heard"), "geen vraag met één antwoord"),
        (lambda found: found.missing("heard", {}), "geen vraag met één antwoord"),
    ],
)
def test_a_question_that_cannot_is_a_sentence(call: Any, words: str, tmp_path: Path) -> None:
    with pytest.raises(rv.Unusable, match=words):
        call(stories(tmp_path, [{"heard": 0.5}]))


def test_the_same_seed_and_data_give_the_same_figures_and_say_so(tmp_path: Path) -> None:
    answers = [{"tone": ["succes", "worsteling"][k % 2], "heard": (k * 7 % 31) / 31} for k in range(40)]
    first, again = stories(tmp_path, answers), stories(tmp_path, answers)
    assert first.compare("heard", "tone") == again.compare("heard", "tone") and first.made() == again.made()
    assert stories(tmp_path, answers[:-1]).made() != first.made()
    assert "<script>" not in stories(tmp_path, [{"<script>": 1}])._repr_html_()


def test_results_show_a_sentence_alone_and_the_drawing_when_something_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = Suppressed("Te weinig <verhalen>.")
    monkeypatch.setattr(display, "_drawings", [])
    assert "<svg" not in closed._repr_html_() and "Te weinig &lt;verhalen&gt;." in closed._repr_html_()
    display.draw_with(lambda result: f"<svg><title>{type(result).__name__}</title></svg>")
    assert closed._repr_html_().startswith("<svg><title>Suppressed")
    assert Estimate(0.41, (0.3, 0.53), 66, "aandeel", "")._repr_html_() == (
        "<p>Aandeel met marge (Wilson): 41% (tussen 30% en 53%, n = 66).</p>"
    )
    assert "(geen marge bij zo weinig verhalen, n = 3)" in Estimate(0.5, None, 3, "mediaan", "")._repr_html_()


def test_rows_that_were_given_away_are_read_from_the_zip_or_by_themselves(tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([["stem", "gehoord"], ["inwoner", "0,25"], ["*", ""]])
    (tmp_path / "rijen.csv").write_text("\ufeff" + text.getvalue(), encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "rijen.zip", "w") as packed:
        packed.write(tmp_path / "rijen.csv", "rijen.csv")
    wanted = [{"stem": "inwoner", "gehoord": "0,25"}, {"stem": "*", "gehoord": ""}]
    assert rv.rows(tmp_path / "rijen.csv") == rv.rows(tmp_path / "rijen.zip") == wanted
    with zipfile.ZipFile(tmp_path / "leeg.zip", "w"):
        pass
    with pytest.raises(rv.Unusable, match=r"geen rijen\.csv"):
        rv.rows(tmp_path / "leeg.zip")
