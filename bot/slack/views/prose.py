"""The text of an answer: its lists as lists, the names of reports bold, all of it letter for letter."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from bot.slack.blocks import Run, bullets, literal
from bot.slack.limits import BLOCK_TEXT, chunks
from bot.slack.views.message import Piece

BULLET = "- "


def prose(text: str, names: Collection[str]) -> Iterator[Piece]:
    """
    A text as pieces, one block each. Lines that begin with "- " are the entries of a list.

    A line that begins with one of `names` and a colon has that name bold.
    """
    for is_list, group in groupby(text.split("\n"), lambda line: line.startswith(BULLET)):
        lines = list(group)
        if is_list:
            yield from _listed(lines, names)
        elif paragraph := "\n".join(lines).strip("\n"):
            runs = [run for line in paragraph.splitlines(keepends=True) for run in _named(line, names)]
            for block, words in zip(literal(*runs), chunks(paragraph), strict=True):
                yield Piece((block,), words)


def _listed(lines: Sequence[str], names: Collection[str]) -> Iterator[Piece]:
    entries: list[str] = []
    for line in lines:
        first, *rest = chunks(line.removeprefix(BULLET))
        if entries and sum(map(len, entries)) + len(first) > BLOCK_TEXT:
            yield _list(entries, names)
            entries = []
        if first:
            entries.append(first)
        if rest:  # an entry longer than a block goes on below it
            yield _list(entries, names)
            entries = []
            yield from (Piece((block,), words) for words in rest for block in literal(words))
    if entries:
        yield _list(entries, names)


def _list(entries: Sequence[str], names: Collection[str]) -> Piece:
    text = "\n".join(BULLET + entry for entry in entries)
    return Piece((bullets([_named(entry, names) for entry in entries]),), text)


def _named(line: str, names: Collection[str]) -> list[Run]:
    for name in names:
        if line.startswith(f"{name}: "):
            return [(name, "bold"), (line[len(name) :], None)]
    return [(line, None)]
