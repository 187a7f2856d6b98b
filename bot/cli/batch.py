"""`verse ask --batch`: conversations as JSON Lines in, the answer to each one's last turn out, in the same order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from bot.answering.answer import Answer
from bot.cli.question import QuestionUnusable, usable

LONGEST_LINE = 4_000_000
"""Bytes. A longer line is read past, not kept."""

Converse = Callable[[Sequence[str]], Answer]
"""The turns of a conversation -> the answer to the last one."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the input. `id` comes back with the answer."""

    id: str | int
    turns: tuple[str, ...]


class BadLine(ValueError):
    """A line that is no item; the message says why, in one line."""


def answered(lines: BinaryIO, converse: Converse, failed: Callable[[Exception], str]) -> Iterator[dict[str, Any]]:
    """
    An object for each line: the answer with its id, or `{"id": null, "line": n, "error": "…"}` (n from 1).

    `failed` words what went wrong with one question, in one line; the questions after it are answered.
    """
    for number, line in _lines(lines):
        try:
            item = parse(line)
            answer = converse(item.turns)
        except BadLine as error:
            yield {"id": None, "line": number, "error": str(error)}
        except Exception as error:
            yield {"id": None, "line": number, "error": failed(error)}
        else:
            yield {"id": item.id, **answer.to_json()}


def parse(line: bytes) -> Item:
    """Read a line. Raises BadLine."""
    if len(line) > LONGEST_LINE:
        raise BadLine(f"longer than {LONGEST_LINE:,} bytes")
    try:
        value = json.loads(line.strip().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadLine("not UTF-8 text") from None
    except RecursionError:
        raise BadLine("not JSON that can be read: nested too deeply") from None
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON: {error.msg} (column {error.colno})") from None
    except ValueError as error:
        raise BadLine(f"not JSON that can be read: {str(error).splitlines()[0]}") from None
    if not isinstance(value, dict):
        raise BadLine('not an object; a line is {"id": "…", "turns": ["…"]}')
    return Item(_id(value), _turns(value))


def _id(value: dict[str, Any]) -> str | int:
    identifier = value.get("id")
    if isinstance(identifier, bool) or not isinstance(identifier, str | int):
        raise BadLine('"id" must be a string or a whole number')
    return identifier.encode("utf-8", "replace").decode() if isinstance(identifier, str) else identifier


def _turns(value: dict[str, Any]) -> tuple[str, ...]:
    turns = value.get("turns")
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise BadLine('"turns" must be a list of one or more questions')
    try:
        return tuple(usable(turn) for turn in turns)
    except QuestionUnusable as error:
        raise BadLine(str(error)) from None


def _lines(lines: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines numbered from 1, without the empty ones at the end of the file; never more than LONGEST_LINE + 1 bytes."""
    number = 0
    empty: list[int] = []
    while line := lines.readline(LONGEST_LINE + 1):
        number += 1
        if not line.endswith(b"\n"):
            _read_past(lines)
        if not line.strip():
            empty.append(number)
            continue
        # An empty line between others gets an error in its place, so that both sides can be counted off.
        yield from ((earlier, b"") for earlier in empty)
        empty.clear()
        yield number, line


def _read_past(lines: BinaryIO) -> None:
    while (rest := lines.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
        pass
