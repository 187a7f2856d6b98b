"""Results go to standard output, everything else to standard error; colour only on a terminal."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from typing import Any

from rich.console import Console, RenderableType

_SPACES_AT_END = re.compile(r" +((?:\x1b\[[\d;]*m)*)$", re.MULTILINE)
MEASURE = 100
"""The widest line, in columns, of what is meant for reading: longer ones are hard to follow."""


def present(*parts: RenderableType) -> None:
    """For people: on standard output, wrapped to the terminal (80 columns where there is none)."""
    console = Console(highlight=False, emoji=False, markup=False)
    console.width = min(console.width, MEASURE)
    with console.capture() as printed:
        console.print(*parts, sep="\n")
    # Tables fill their lines with spaces, which get in the way of whoever copies them.
    sys.stdout.write(_SPACES_AT_END.sub(r"\1", printed.get()))


def say(message: str) -> None:
    """One line on standard error."""
    Console(stderr=True, highlight=False, emoji=False, markup=False, soft_wrap=True).print(clean(message))


def print_json(value: Any) -> None:
    """One JSON value on one line of standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def clean(text: str) -> str:
    """Without control characters: a report or a question must not steer the terminal. Line ends and tabs stay."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
