"""`verse eval` and `verse gold` over a small folder of reports, as a person calls them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.evaluating import evaluate
from bot.cli.gold import gold
from bot.cli.question import WrongUsage
from bot.evaluation.base import NoBase

REPORTS = Path(__file__).resolve().parent.parent / "reports"
ITEMS = """
- id: score-overall
  kind: fact
  turns: ["castlebeck 1.4"]
  expect: answer
  groups: [[{report: castlebeck-2014-sqs, under: ["1. Reducing"], number: "1.4"}]]
- id: abstain-weather
  kind: abstain
  turns: ["will it rain in Castlebeck tomorrow?"]
  expect: abstain
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> tuple[Path, Path]:
    """A reports folder with one report, and a data folder that keeps its index from test to test."""
    reports = tmp_path_factory.mktemp("reports")
    shutil.copy(REPORTS / "castlebeck.txt", reports)
    return reports, tmp_path_factory.mktemp("data")


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A gold folder with two items."""
    file = tmp_path / "gold" / "samples" / "items.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(ITEMS, encoding="utf-8")
    return tmp_path / "gold"


@pytest.fixture
def verse(folders):
    """Calls a command, and gives its exit code and standard output."""
    app = typer.Typer()
    app.command("eval")(evaluate)
    app.add_typer(gold, name="gold")
    reports, data = folders

    def call(*arguments: object, into: str | None = None) -> tuple[int, str, str]:
        words = [str(a) for a in arguments]
        result = CliRunner().invoke(app, [*words, "--reports", str(reports), "--data", str(data)], input=into)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout, result.stderr

    return call


def test_a_run_is_shown_written_accepted_and_compared(verse, suite, tmp_path):
    page, junit = tmp_path / "page.html", tmp_path / "junit.xml"
    code, out, err = verse("eval", suite / "samples", "--gold", suite, "--html", page, "--junit", junit)
    assert (code, "The gate is open." in err) == (0, True)
    assert "2 items over 1 reports" in out
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert junit.read_text(encoding="utf-8").startswith("<?xml")
    assert verse("eval", "--gold", suite, "--accept")[0] == 0
    accepted = json.loads((suite / "accepted.json").read_text(encoding="utf-8"))["items"]
    assert set(accepted) == {"score-overall", "abstain-weather"}
    accepted["score-overall"]["passed"] = True
    harder = ITEMS.replace('number: "1.4"}]]', 'number: "1.4"}]]\n  must_not: ["."]')
    (suite / "samples" / "items.yaml").write_text(harder, encoding="utf-8")
    (suite / "accepted.json").write_text(json.dumps({"items": accepted}), encoding="utf-8")
    code, _, err = verse("eval", "--gold", suite)
    assert code == 1
    assert "Gate: fails now: score-overall" in err


def test_json_has_every_measure_and_item(verse, suite):
    code, out, _ = verse("eval", suite, "--gold", suite, "--json", "--split", "open")
    found = json.loads(out)
    assert (code, found["gate"]["open"], found["reports"]) == (0, True, ["castlebeck-2014-sqs"])
    assert [i["id"] for i in found["items"]] == ["score-overall", "abstain-weather"]
    assert found["totals"]["validity"] == 1.0


def test_a_faulty_item_is_named_with_its_line_and_shuts_the_gate(verse, suite):
    file = suite / "samples" / "items.yaml"
    file.write_text(ITEMS.replace('"1.4"', '"9.9"'), encoding="utf-8")
    code, out, err = verse("eval", file, "--gold", suite)
    assert code == 1
    assert f"{file}:6: score-overall" in err.replace("\n", "")
    assert verse("eval", file, "--gold", suite, "--accept")[0] == 1
    assert not (suite / "accepted.json").exists()
    assert "no such paragraph" in out.replace("\n", " ")


def test_wrong_calls_are_told(verse, suite, tmp_path):
    with pytest.raises(WrongUsage):
        verse("eval", tmp_path / "missing.yaml", "--gold", suite)
    with pytest.raises(WrongUsage):
        verse("eval", "--gold", tmp_path / "nowhere")
    with pytest.raises(NoBase):
        verse("eval", "--gold", suite, "--base", "HEAD")


def test_baselines_and_mutations_run_beside(verse, suite):
    _, out, _ = verse("eval", suite, "--gold", suite, "--baselines", "--mutations", "--json")
    found = json.loads(out)
    assert set(found["baselines"]) == {
        "BM25 only", "paste the top paragraph", "always abstain", "random paragraph", "1,000-character chunks",
    }  # fmt: skip
    assert found["mutations"]["paragraph removed"]["planted"] == 1
    assert found["mutations"]["paragraph removed"]["missed"] == []


def test_folders_whose_reports_are_not_here_are_left_out(verse, suite):
    other = suite / "elsewhere" / "items.yaml"
    other.parent.mkdir()
    other.write_text(ITEMS.replace("castlebeck-2014-sqs", "other-1999").replace("- id: ", "- id: o-"), encoding="utf-8")
    code, out, err = verse("eval", "--gold", suite)
    assert (code, "2 items over 1 reports" in out) == (0, True)
    assert "Left out, as their reports are not here" in err


def test_a_question_becomes_an_item_that_runs_and_is_stamped(verse, suite):
    file = suite / "samples" / "asked.yaml"
    assert verse("gold", "add", file, "castlebeck 1.4", "--right", "--kind", "locate")[0] == 0
    assert verse("gold", "add", file, "castlebeck 1.4", "--silent")[0] == 0
    code, out, _ = verse("eval", file, "--gold", suite, "--json")
    assert code == 0
    assert [(i["kind"], i["passed"]) for i in json.loads(out)["items"]] == [("locate", True), ("abstain", False)]
    assert verse("gold", "stamp", suite)[0] == 0
    stamped = (suite / "samples" / "items.yaml").read_text(encoding="utf-8")
    assert "hash:" in stamped
    assert verse("eval", suite, "--gold", suite)[0] == 0
    for wrong in (["--right", "--silent"], ["--kind", "odd"], ["--paragraph", "nowhere"], []):
        with pytest.raises(WrongUsage):
            verse("gold", "add", file, "castlebeck 1.4", *wrong)


def test_an_export_is_json_lines(verse, suite):
    code, out, _ = verse("gold", "export", suite)
    lines = [json.loads(line) for line in out.splitlines()]
    assert (code, [line["id"] for line in lines]) == (0, ["score-overall", "abstain-weather"])
    assert lines[0]["ground_truth"] == lines[0]["contexts"][0]
