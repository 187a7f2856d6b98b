"""`python -m tests.bench`: every part at every size, as a table. Each size adds to the index of the one before."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import table
from tests.bench.corpus import PER_REPORT, write_corpus
from tests.bench.measuring import Figures, apart
from tests.bench.plot import write_plot
from tests.bench.readme import write_table

SIZES = (1_000, 10_000, 40_000)
ALL = ("answering", "oneshot", "askers", "reading")


def main() -> None:
    told = _told()
    with TemporaryDirectory() as scratch:
        folder = (told.keep or Path(scratch)).resolve()
        stages = _stages(folder, told.sizes, told.parts)
        if len(stages) > 1 and "answering" in told.parts:
            _say(table.growth(stages))
            if told.plot:
                write_plot(stages, told.plot)
            if told.readme and "oneshot" in told.parts:
                write_table(stages, told.readme)
        if "askers" in told.parts:
            last = stages[-1]
            figures = apart("askers", data=folder / "data", areas=last["areas"], duration=told.seconds)
            _say(table.askers(figures, told.seconds))
    if "reading" in told.parts:
        _say(table.reading(apart("reading")))
    if told.json:
        told.json.write_text(json.dumps(stages, indent=1), encoding="utf-8")


def _stages(folder: Path, sizes: list[int], parts: list[str]) -> list[Figures]:
    stages: list[Figures] = []
    reports, data = folder / "reports", folder / "data"
    for paragraphs in sizes:
        known = sorted(path.name for path in reports.glob("*.txt"))
        areas = write_corpus(reports, max(2, paragraphs // PER_REPORT))
        stage: Figures = {"reports": len(areas), "areas": areas}
        stage["indexing"] = apart("indexing", reports=reports, data=data, known=known)
        if "answering" in parts:
            stage["answering"] = apart("answering", data=data, areas=areas)
        if "oneshot" in parts:
            stage["oneshot"] = apart("oneshot", reports=reports, data=data)
        _say(table.rows_of(stage))
        stages.append(stage)
    return stages


def _say(lines: object) -> None:
    for line in lines:  # type: ignore[attr-defined]
        print(line, flush=True)  # noqa: T201 - the table


def _told() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    sizes = os.environ.get("SIZES", "").replace(",", " ").split()
    parser.add_argument("--sizes", type=int, nargs="+", default=[int(s) for s in sizes] or list(SIZES))
    parser.add_argument("--parts", nargs="*", choices=ALL, default=list(ALL), help="beside indexing")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long the 50 askers ask")
    parser.add_argument("--keep", type=Path, help="a folder for reports and index, used again the next time")
    parser.add_argument("--plot", type=Path, help="where the drawing of the growth goes")
    parser.add_argument(
        "--readme", type=Path, help="the file whose table is written anew (all parts, two sizes or more)"
    )
    parser.add_argument("--json", type=Path, help="where all figures go")
    return parser.parse_args()


if __name__ == "__main__":
    main()
