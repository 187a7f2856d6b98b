"""`verse show`: a printed paragraph between its neighbours, or the paragraphs that a place can mean."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.bootstrap import Parts
from bot.cli.audit import span
from bot.cli.naming import UnknownReport, named
from bot.cli.options import DataFolder, ReportsFolder, settings_of
from bot.cli.output import clean, present
from bot.cli.render import place, report_line
from bot.cli.session import opened
from retrieval.citations.places import bare_number, find_places, parse_locator
from retrieval.domain import Paragraph, Report, UnknownPlace
from retrieval.index.library import Library
from retrieval.ingest.audit import sequences
from retrieval.language.tokens import fold

Where = Annotated[
    list[str],
    typer.Argument(metavar="REPORT LOCATOR", help='manchester 2.8, or trafford "theme 6" 7, or a PARAGRAPH-ID.'),
]
_LONGEST_NAME = 8
"""Words in the name of a report."""
_LISTED = 40
_NEAREST = 3
_OPENING = 70


def show(context: typer.Context, where: Where, reports: ReportsFolder = None, data: DataFolder = None) -> None:
    """
    Show a paragraph between its neighbours.

    Where several fit they are listed; a report without a place gives its outline.
    """
    with opened(Parts(settings_of(context, reports, data))) as index:
        library = index.library
        found = places(library, where)
        by_id = {report.id: report for report in library.reports()}
        if len(found) == 1:
            report = by_id[found[0].report]
            present(*_between(report, found[0], library.paragraphs(report.id)))
        elif len(found) == library.count({p.report for p in found}):
            present(*_outline(found, by_id))
        else:
            present(*_listed(found, by_id))


def places(library: Library, where: Sequence[str]) -> list[Paragraph]:
    """The paragraphs meant, one or more. Raises UnknownReport, and UnknownPlace with the nearest."""
    if len(where) == 1 and (paragraph := library.paragraph(where[0])) is not None:
        return [paragraph]
    reports, locator = _report_and_locator(library, where)
    under, number = parse_locator(locator)
    found: list[Paragraph] = []
    for report in reports:
        found += find_places(library.paragraphs(report.id), under, number)
    if not found:
        asked = " ".join([reports[0].name if len(reports) == 1 else where[0], *locator])
        raise UnknownPlace(asked, nearest([p for r in reports for p in library.paragraphs(r.id)], under, number))
    return found


def nearest(paragraphs: Sequence[Paragraph], under: Sequence[str], number: str | None) -> tuple[str, ...]:
    """What is there instead: the numbers under the same headings, or headings like the ones asked for."""
    beside = find_places(paragraphs, under, None) if number is not None or not under else []
    if beside:
        runs = sequences(tuple(beside))
        alike = [run for run in runs if _shape(run.first) == _shape(number or "")] or runs
        return tuple(span(run) for run in alike[:_NEAREST])
    folded = {fold(heading): heading for p in paragraphs for heading in p.locator.headings}
    return tuple(
        f"“{folded[h]}”" for h in difflib.get_close_matches(fold(" ".join(under)), list(folded), _NEAREST, 0.3)
    )


def _shape(number: str) -> str:
    """What stands before the last number: "2." for "2.10"."""
    return bare_number(number).rstrip("0123456789")


def _report_and_locator(library: Library, where: Sequence[str]) -> tuple[list[Report], list[str]]:
    """The longest beginning that names a report, and the rest: `west cheshire 2.8`, "Trafford 2015, para 8"."""
    reports = library.reports()
    words = list(where)
    if len(words) == 1:
        head, comma, tail = words[0].partition(",")
        words = [head, tail] if comma else words[0].split()
    unknown: UnknownReport | None = None
    for length in range(min(len(words), _LONGEST_NAME), 0, -1):
        try:
            return named(" ".join(words[:length]), reports), words[length:]
        except UnknownReport as error:
            unknown = unknown or error
    raise UnknownReport(words[0] if words else "", unknown.known if unknown else ())


def _between(report: Report, paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> Iterator[RenderableType]:
    yield report_line(report)
    around = [p for p in paragraphs if abs(p.order - paragraph.order) <= 1]
    for neighbour in around:
        mine = neighbour.id == paragraph.id
        yield Text()
        yield Text(clean(place(neighbour)), "bold" if mine else "dim")
        yield Padding(Text(clean(neighbour.text), "" if mine else "dim"), (0, 0, 0, 2))
    yield Text()
    yield Text(f"{paragraph.kind.value}, in {report.file}; id {paragraph.id}", "dim")


def _outline(found: Sequence[Paragraph], reports: dict[str, Report]) -> Iterator[RenderableType]:
    """Where a report's printed numbers stand; for somebody who named no place."""
    for report_id in dict.fromkeys(p.report for p in found):
        yield report_line(reports[report_id])
        for sequence in sequences(tuple(p for p in found if p.report == report_id)):
            yield Padding(Text(clean(span(sequence))), (0, 0, 0, 2))
        yield Text()
    yield Text(f"Name a place: `verse show {found[0].report} HEADING NUMBER`.")


def _listed(found: Sequence[Paragraph], reports: dict[str, Report]) -> Iterator[RenderableType]:
    yield Text(f"{len(found)} paragraphs fit. Say more of the headings, or give an id to `verse show`:")
    for paragraph in found[:_LISTED]:
        opening = (
            paragraph.text if len(paragraph.text) <= _OPENING else f"{paragraph.text[:_OPENING].rsplit(' ', 1)[0]} …"
        )
        yield Text()
        yield Text(clean(f"{reports[paragraph.report].name} › {place(paragraph)}"), "bold")
        yield Padding(Text(clean(opening)), (0, 0, 0, 2))
        yield Text(f"  {paragraph.id}", "dim", no_wrap=True, overflow="ignore")
    if len(found) > _LISTED:
        yield Text()
        yield Text(f"… and {len(found) - _LISTED} more.", "dim")
