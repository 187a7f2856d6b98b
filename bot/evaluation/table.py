"""A run at the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.evaluation.columns import COLUMNS, Column, shown
from bot.evaluation.result import Result, Run
from bot.evaluation.totals import Totals, by_kind, by_report, by_split, totals


def report(run: Run, baselines: Sequence[Run] = ()) -> RenderableType:
    """Totals by kind, split and report, the baselines below them, what failed, and what could not be run."""
    rows: list[Mapping[str, Totals]] = [{"all": totals(run.results)}, by_kind(run.results)]
    rows += [split for split in (by_split(run.results), by_report(run.results)) if len(split) > 1]
    if baselines:
        rows.append({f"({b.system})": totals(b.results) for b in baselines})
    parts: list[RenderableType] = [_table(run, rows)]
    failing = [r for r in run.results if not r.passed]
    if failing:
        parts.append(_failing(failing))
    if run.candidates:
        parts.append(Text(f"{run.candidates} candidates wait for a person to complete them."))
    if run.faults:
        parts.append(Text(f"{len(run.faults)} faults in items (not run):", style="bold red"))
        parts += [Text(f"  {fault}") for fault in run.faults]
    return Group(*parts)


def _table(run: Run, rows: Sequence[Mapping[str, Totals]]) -> Table:
    title = f"{run.system}: {len(run.results)} items over {len(run.reports)} reports in {run.seconds:.1f} s"
    # A column that says nothing anywhere is left out.
    columns = [c for c in COLUMNS if any(c.value(t) is not None for row in rows for t in row.values())]
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    table.add_column("items", justify="right")
    for column in columns:
        table.add_column(column.name.replace(" ", "\n"), justify="right")
    for row in rows:
        for name, total in row.items():
            table.add_row(name, str(total.items), *(_cell(column, total) for column in columns))
        table.add_section()
    return table


def _cell(column: Column, total: Totals) -> Text:
    reached = column.reached(total)
    style = "" if reached is None else "green" if reached else "red"
    return Text(shown(column.value(total)), style=style)


def _failing(results: Sequence[Result]) -> Table:
    table = Table(title=f"{len(results)} items do not pass", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("item", no_wrap=True, overflow="ellipsis", max_width=36)
    table.add_column("question", overflow="fold", ratio=2)
    table.add_column("why", overflow="fold", ratio=3)
    for result in results:
        table.add_row(Text(result.id), Text(result.turns[-1]), Text("; ".join(result.reasons)))
    return table
