"""On a terminal there is colour and a progress bar; in a pipe there is neither."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

QUESTION = "What does 2.2 of the Oldwater report say?"


def on_terminal(*arguments: str | Path, typed: str = "", **variables: str) -> str:
    """What a person sees who types: the command's standard output and standard error on one terminal of 80 columns."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", *map(str, arguments)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "COLUMNS": "80", "TERM": "xterm-256color", **variables},
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:  # the terminal is gone with the last who held it
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    assert process.wait() == 0
    return seen.decode()


@pytest.fixture
def where(small_reports: Path, small_data: Path) -> tuple[str | Path, ...]:
    return "--reports", small_reports, "--data", small_data


def test_keys_stand_out_on_a_terminal(where: tuple[str | Path, ...]) -> None:
    assert "\x1b[1;36m[1]" in on_terminal("ask", QUESTION, *where)


def test_no_color_is_honoured(where: tuple[str | Path, ...]) -> None:
    assert "\x1b[1;36m" not in on_terminal("ask", QUESTION, *where, NO_COLOR="1")


def test_json_has_no_colour_on_a_terminal(where: tuple[str | Path, ...]) -> None:
    assert "\x1b" not in on_terminal("ask", QUESTION, "--json", *where)


def test_indexing_shows_how_far_it_is(reports: Path, data: Path) -> None:
    seen = on_terminal("index", "--reports", reports, "--data", data)
    assert "Embedding paragraphs" in seen
    assert "15/15" in seen
    assert "2 reports, 15 paragraphs in the index." in seen
