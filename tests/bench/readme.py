"""The README's table of speed, written between its marks."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap

from tests.bench import table
from tests.bench.measuring import Figures

BEGIN, END = "<!-- bench: written by make bench -->", "<!-- end of bench -->"


class MarksMissing(Exception):
    """The file has no place for the table."""


def write_table(stages: list[Figures], file: Path) -> None:
    """Replace what stands between the marks. Raises MarksMissing."""
    text = file.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise MarksMissing(f"{file.name} has no {BEGIN} … {END}")
    file.write_text(f"{before}{BEGIN}\n{markdown(stages)}\n{END}{after}", encoding="utf-8")


def markdown(stages: list[Figures]) -> str:
    """One column for each size, and a line on the growth."""
    lines = {
        "Indexing, as a share of the bare embedder's speed": [f"{s['indexing']['share']:.2f}" for s in stages],
        "Sync when nothing changed": [f"{s['indexing']['unchanged'] * 1e3:.0f} ms" for s in stages],
        "Sync when one report changed": [f"{s['indexing']['changed']:.1f} s" for s in stages],
        "Disk for each paragraph": [f"{s['indexing']['disk'] / 1e3:.0f} kB" for s in stages],
        "Memory of an asker": [f"{s['answering']['memory'] / 1e6:.0f} MB" for s in stages],
        "Answer from all reports, to the bare query": [_ratio(s["answering"]["unfiltered"]) for s in stages],
        "Answer from named reports, to the same": [_ratio(s["answering"]["named"]) for s in stages],
        "`verse ask` once, to the bare script": [f"{s['oneshot']['ratio']:.2f}" for s in stages],
    }
    sizes = [f"{stage['indexing']['paragraphs']:,}" for stage in stages]
    rows = [["paragraphs", *sizes], ["---"] * (len(stages) + 1), *([name, *values] for name, values in lines.items())]
    lines_of_table = [f"| {' | '.join(row)} |" for row in rows]
    times = table.slower(stages)
    growth = (
        f"From the first to the last column an answer takes {times['unfiltered']:.1f} times as long from all reports "
        f"and {times['named']:.1f} times from named ones, and an asker holds "
        f"{table.memory_per_paragraph(stages) / 1e3:.1f} kB for each further paragraph."
    )
    return "\n".join([*lines_of_table, "", *wrap(growth, 120)])


def _ratio(figures: Figures) -> str:
    return f"{figures['ratio']:.1f} ({figures['answer'] * 1e3:.0f} ms)"
