"""An answer as a person reads it in a terminal: what is said, then the sources by number, then what to know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.answering.answer import Answer, Outcome
from bot.cli.output import clean
from retrieval.domain import Citation, Locator, Paragraph, Report, label

_MARK = re.compile(r"\[\d+(?:, ?\d+)*\]")
_LIST_ENTRY = re.compile(r"(\s*)([-•*]|\d+\.|\(?\w{1,3}\))\s+(.*)")
_KEY = "bold cyan"
_QUIET = "dim"


def answer(given: Answer) -> RenderableType:
    """The whole answer."""
    parts: list[RenderableType] = list(_said(given.text))
    if given.choices:
        parts += [Text(), *_numbered((Text(clean(choice)) for choice in given.choices), "")]
        parts += [Text(), Text("Ask one of these, or name a report with --report.", _QUIET)]
    if given.citations:
        parts += [Text(), Text("Sources", "bold"), *_numbered(map(source, given.citations))]
    parts += list(_notes(given))
    if given.outcome is not Outcome.ANSWERED and given.nearest:
        parts += [Text(), Text("Nearest paragraphs", "bold"), *_numbered(map(source, given.nearest), "")]
    return Group(*parts)


def source(citation: Citation) -> RenderableType:
    """Report, place and quote, in a few lines."""
    return Group(
        report_line(citation.report),
        Text(clean(place(citation.paragraph)), _QUIET),
        Text(f"“{clean(citation.quote)}”"),
    )


def report_line(report: Report) -> Text:
    """The report as staff speak of it, and what kind of inspection it was."""
    line = Text(clean(report.name), "bold")
    return line.append(f" · {clean(report.programme)}", "default not bold") if report.programme else line


def place(paragraph: Paragraph) -> str:
    """Headings from the top down, then the printed number or the position, then the page."""
    locator = paragraph.locator
    tail = label("", Locator((), locator.number, locator.position, locator.page), paragraph.kind)
    return " › ".join([*locator.headings, tail.removeprefix(", ")])


def searched(given: Answer) -> str:
    """What was searched, in a sentence."""
    reports, paragraphs = len(given.searched.reports), given.searched.paragraphs
    return f"Searched {counted(reports, 'report')}, {counted(paragraphs, 'paragraph')}."


def counted(number: int, noun: str) -> str:
    """ "1 report", "1,204 paragraphs"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _said(text: str) -> Iterator[RenderableType]:
    for line in clean(text).split("\n"):
        if entry := _LIST_ENTRY.fullmatch(line):
            indent, sign, words = entry.groups()
            yield _hanging(f"{indent}{sign} ", _marked(words))
        else:
            yield _marked(line)


def _marked(line: str) -> Text:
    text = Text(line)
    text.highlight_regex(_MARK, _KEY)
    return text


def _notes(given: Answer) -> Iterator[RenderableType]:
    notes = [("Caution: ", caution) for caution in given.cautions] + [("Doubt: ", doubt) for doubt in given.doubts]
    if notes:
        yield Text()
    for head, note in notes:
        yield _hanging(head, Text(clean(note)), "yellow")
    if given.searched.paragraphs:
        yield Text()
        yield Text(searched(given), _QUIET)


def _numbered(items: Iterable[RenderableType], brackets: str = "[]") -> Iterator[RenderableType]:
    entries: Sequence[RenderableType] = list(items)
    width = len(str(len(entries)))
    left, right = brackets[:1], brackets[1:]
    for number, item in enumerate(entries, 1):
        if number > 1 and isinstance(item, Group):
            yield Text()
        yield Padding(_hanging(f"{left}{number:>{width}}{right} ", item, _KEY), (0, 0, 0, 1))


def _hanging(head: str, body: RenderableType, style: str = "") -> Table:
    """`head`, and beside it the body, all of whose lines begin after it."""
    grid = Table.grid(expand=True)
    grid.add_column(width=len(head), no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_row(Text(head, style), body)
    return grid
