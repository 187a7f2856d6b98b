"""What the README quotes is what the program says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli.app import app
from bot.evaluation.adapting.questions import lines
from tests.cli.conftest import Verse
from tests.conftest import SAMPLES

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FOUND = re.compile(r"^Searched .*$", re.MULTILINE)


def quoted() -> list[str]:
    return re.findall(r"^```text\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_help_is_the_command_s(verse: Verse) -> None:
    block = next(block for block in quoted() if block.startswith("$ verse --help\n"))
    done = verse("--help")
    assert (done.code, done.err) == (0, "")
    assert block.removeprefix("$ verse --help\n").rstrip() == done.out.rstrip()


def test_the_example_is_what_is_answered(verse: Verse, sample_data: Path) -> None:
    asked = re.search(r'^make ask Q="(.+)"$', README, re.MULTILINE)
    assert asked is not None
    done = verse("ask", asked.group(1), "--reports", SAMPLES, "--data", sample_data)
    # How many paragraphs a report has changes with every reading rule.
    assert FOUND.sub("", quoted()[0]).rstrip() == FOUND.sub("", done.out).rstrip()


def test_every_command_has_help_and_is_in_the_readme(verse: Verse) -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        assert re.search(rf"^\| `verse {name}\b", README, re.MULTILINE), name
        assert command.help, name
        assert verse(name, "--help").code == 0


def test_every_folder_is_there() -> None:
    table = README.split("## Where things are")[1].split("## Privacy")[0]
    folders = re.findall(r"`((?:bot|deploy|retrieval|tests|docs|prompts)[\w/.]*)`", table)
    assert len(folders) > 15
    assert [folder for folder in folders if not (ROOT / folder).exists()] == []


def test_the_questions_that_nothing_learns_from_are_counted() -> None:
    folder = ROOT / "tests" / "questions"
    questions = sum(1 for file in folder.glob("*-unlearnt.jsonl") for _ in lines(file))
    conversations = sum(1 for file in (folder / "conversations").glob("*.jsonl") for _ in lines(file))
    openings = (opening for file in (folder / "follow-ups").glob("*-unlearnt.jsonl") for opening in lines(file))
    follow_ups = sum(len(opening["then"]) for opening in openings)
    counted = (
        f"{questions:,} questions that nothing here learns from, {conversations} conversations, and {follow_ups:,}"
    )
    assert f"{counted} follow-ups" in " ".join(README.split())


@pytest.mark.parametrize("target", ["ask", "test", "check"])
def test_the_makefile_has_the_targets(target: str) -> None:
    assert f"make {target}" in README
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_version_is_the_package_s(verse: Verse) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert verse("--version").out == f"verse {version}\n"


def test_no_command_gives_help_and_is_wrong_usage(verse: Verse) -> None:
    done = verse()
    assert done.code == 2
    assert "Usage: verse" in done.out + done.err
