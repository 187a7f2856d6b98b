"""What the documents of an operator name is there: tests, files, headings, settings, commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli.app import app
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_tests_that_security_names_are_there() -> None:
    named: list[tuple[str, str]] = []
    for cell in re.findall(r"`((?:tests/[\w/]+\.py)?(?:::\w+)?)`", (ROOT / "docs/security.md").read_text("utf-8")):
        # "::test_x" goes on in the file named before it.
        file, _, name = cell.partition("::")
        named.append((file or named[-1][0], name))
    assert len(named) > 40
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).is_file()
        or (name and not re.search(rf"^\s*(async )?def {name}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE))
    ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in link:
            continue
        path, _, heading = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        if heading:
            assert heading in {anchor(title) for title in titles(target)}, link


def titles(document: Path) -> list[str]:
    return re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)


def anchor(title: str) -> str:
    """As forges make it: small letters, no punctuation, hyphens for spaces."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_settings_and_commands_are_named_as_they_are(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    variables = {f"VERSE_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"\bVERSE_[A-Z_]*[A-Z]\b", text)) - variables == set()
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    assert set(re.findall(r"(?:`|/)verse ([a-z]+)\b", text)) - commands == set()
