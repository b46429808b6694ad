"""`raam scan`: stories in, all pairs out; what is wrong with the input is said in a sentence."""

import csv
import io
import json
import math
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from raamvertelling.cli.main import main
from raamvertelling.version import VERSION

DEMO = Path(str(files("raamvertelling.demo") / "data"))
FIELDS = {"a", "b", "kind", "method", "statistic", "effect_name", "effect", "interval", "p", "p_asymptotic", "q", "n"}


def scan(stories: Path, *words: str, framework: Path = DEMO / "framework.yaml") -> int:
    return main(["scan", "--framework", str(framework), "--stories", str(stories), *words])


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DEMO / "stories.jsonl").read_text(encoding="utf-8").splitlines()]


def written(folder: Path, stories: list[dict[str, Any]]) -> Path:
    target = folder / "verhalen.jsonl"
    target.write_text("\n".join(map(json.dumps, stories)), encoding="utf-8")
    return target


def test_all_pairs_of_the_demonstration_come_out_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert scan(DEMO / "stories.jsonl", "--json", "--by", "heard") == 0
    found = json.loads(capsys.readouterr().out)
    assert all(set(each) == FIELDS for each in found)
    assert all("heard" in (each["a"], each["b"]) for each in found)
    decided = next(each for each in found if {each["a"], each["b"]} == {"heard", "decided"})
    assert (decided["kind"], decided["method"], decided["n"]) == ("dyad x triad", "afstandscorrelatie", 113)
    assert decided["effect"] > 0.7 and decided["q"] < 0.01
    for each in found:
        numbers = [each[name] for name in ("statistic", "effect", "p", "p_asymptotic", "q")]
        assert all(map(math.isfinite, [*numbers, *each["interval"]]))
        assert each["interval"][0] <= each["effect"] <= each["interval"][1] and each["p"] <= each["q"] <= 1


def test_the_sentences_say_how_often_was_looked_and_what_is_strongest(capsys: pytest.CaptureFixture[str]) -> None:
    assert scan(DEMO / "stories.jsonl", "--by", "timing") == 0
    out = capsys.readouterr().out
    assert out.startswith("Wij keken ") and "in 120 verhalen" in out
    assert "\n1. " in out and "beginwaarde 1" in out
    assert "Wie ‘Er zat niets in de weg’ koos, zette de stip bij ‘De hulp kwam...’ meer aan de kant van" in out


def test_stories_of_one_teller_are_not_loose_from_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same sixty stories, told by sixty people or by ten who told six each: the same effect with a wider margin."""
    found = []
    for tellers in (60, 10):
        stories = [
            {
                "teller": f"t{k % tellers}",
                "answers": {"tone": ["succes", "worsteling"][k % 2], "heard": k % 2 / 4 + k % 10 / 20},
            }
            for k in range(60)
        ]
        assert scan(written(tmp_path, stories)) == 0
        assert ("in 60 verhalen van 10 vertellers. 1 keer" in capsys.readouterr().out) == (tellers == 10)
        assert scan(tmp_path / "verhalen.jsonl", "--json") == 0
        found += json.loads(capsys.readouterr().out)
    loose, close = found
    assert close["effect"] == loose["effect"] and close["p"] == loose["p"]
    assert close["interval"][0] < loose["interval"][0] and close["interval"][1] > loose["interval"][1]


def test_figures_carry_the_seed_the_data_and_the_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = []
    for stories in (lines()[:20], lines()[:20], lines()[:21]):
        assert scan(written(tmp_path, stories), "--csv", "--seed", "7") == 0
        made.append(capsys.readouterr().err.splitlines()[-1])
    assert made[0] == made[1] != made[2] and f"Raamvertelling {VERSION}, beginwaarde 7, gegevens " in made[0]


def test_csv_has_a_row_a_pair_with_who_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert scan(DEMO / "stories.jsonl", "--csv", "--by", "tone") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {int(row["n"]) + int(row["missing"]) + int(row["not_applicable"]) for row in rows} == {120}


def test_nothing_found_is_said_as_gladly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stories = [{"answers": {"tone": ["succes", "worsteling"][k % 2], "heard": k % 3 / 2}} for k in range(60)]
    assert scan(written(tmp_path, stories)) == 0
    assert "Niets gevonden: er is geen verband groter dan toeval. Ook dat is een uitkomst" in capsys.readouterr().out


@pytest.mark.parametrize("count", [1, 9])
def test_a_few_stories_give_a_sentence_and_no_number(
    count: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = written(tmp_path, lines()[:count])
    assert scan(place) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"Er valt niets te vergelijken in {count} verha") and "minder dan 10 verhalen" in out
    assert scan(place, "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_all_the_same_or_all_silent_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stories = [{"answers": {"tone": "succes", "emotion": ["boos", "blij"][0], "heard": 0.5}} for _ in range(30)]
    assert scan(written(tmp_path, stories)) == 0
    assert "iedereen gaf op een van de twee hetzelfde antwoord" in capsys.readouterr().out


def test_broken_lines_unknown_ids_and_no_numbers_are_named_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stories = lines()[:40]
    stories[0]["answers"] |= {"heard": float("nan"), "timing": float("inf"), "nergens": 1, "tone": "onbekend"}
    place = written(tmp_path, stories)
    place.write_text(place.read_text(encoding="utf-8") + "\n{kapot", encoding="utf-8")
    assert scan(place, "--json", "--by", "heard") == 0
    told = capsys.readouterr()
    assert "NaN" not in told.out and json.loads(told.out)
    assert "Niet gebruikt (5)" in told.err and "regel 41: deze regel is geen geldige JSON" in told.err
    assert "vraag heard: Dit getal bestaat niet" in told.err and "'nergens' staat niet" in told.err


def test_a_question_that_is_not_there_and_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert scan(DEMO / "stories.jsonl", "--by", "rol") == 1
    assert "De vraag 'rol' staat niet in dit duidingskader. U kunt kiezen uit:" in capsys.readouterr().err
    assert scan(DEMO / "nergens.jsonl") == 1
    assert "is er niet" in capsys.readouterr().err
    assert scan(DEMO / "stories.jsonl", "--noise", "0") == 1
    assert "1 of meer" in capsys.readouterr().err


def test_who_did_not_allow_counting_does_not_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stories = lines()[:50]
    for story in stories[:20]:
        story["consent"] = {"analyse": False}
    assert scan(written(tmp_path, stories), "--csv", "--by", "tone") == 0
    told = capsys.readouterr()
    assert "20 verhalen tellen niet mee" in told.err
    assert max(int(row["n"]) for row in csv.DictReader(io.StringIO(told.out))) <= 30


def with_places(folder: Path, count: int) -> Path:
    """Write the framework of the demonstration with one more question of so many options."""
    options = "".join(f"\n      - {{id: o{k}, text: Plaats {k}, en: {{text: Place}}}}" for k in range(count))
    more = (
        f"  - id: plaats\n    type: single_choice\n    text: Waar?\n    en: {{text: Where?}}\n    options:{options}\n"
    )
    text = (DEMO / "framework.yaml").read_text(encoding="utf-8")
    (folder / "kader.yaml").write_text(
        text.replace("  - id: life_domain\n", f"{more}\n  - id: life_domain\n", 1), "utf-8"
    )
    return folder / "kader.yaml"


def test_hundreds_of_options_are_folded_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    framework = with_places(tmp_path, 300)
    stories = [{"answers": {"plaats": f"o{k % 300}", "tone": ["succes", "worsteling"][k % 2]}} for k in range(900)]
    assert scan(written(tmp_path, stories), "--json", framework=framework) == 0
    told = capsys.readouterr()
    assert "De vraag 'plaats' heeft 300 antwoorden" in told.err
    (one,) = json.loads(told.out)
    assert one["n"] == 900 and one["q"] < 0.01


def test_thousands_of_options_are_refused_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scan(written(tmp_path, lines()), framework=with_places(tmp_path, 5000)) == 1
    assert "Deze lijst is te lang. Er mogen hooguit 300 antwoorden in staan." in capsys.readouterr().err


def test_the_noise_check_tells_what_chance_alone_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = written(tmp_path, lines())
    assert scan(place, "--noise", "3", "--by", "tone") == 0
    assert capsys.readouterr().out.startswith("Wij deelden alle antwoorden 3 keren opnieuw uit")
    assert scan(place, "--noise", "2", "--by", "tone", "--json") == 0
    check = json.loads(capsys.readouterr().out)
    assert check["times"] == 2 and check["tests"] > 50 and check["single"] < 0.2
