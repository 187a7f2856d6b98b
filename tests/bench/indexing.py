"""How fast reports are indexed, beside the bare embedder on the same texts; a sync of nothing, and of one change."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

from bot.bootstrap import Parts
from bot.settings import Settings
from retrieval.index import Library, MiniLM
from retrieval.index.windows import close_ups, windows
from tests.bench.measuring import Figures, middle, processor, seconds, size

SAMPLE = 1_500
"""Texts that the bare embedder gets: as many of the new ones again would take as long as indexing."""


def measure(reports: str, data: str, known: list[str]) -> Figures:
    """Bring the index from the `known` report files to the whole folder; what is new gives the speed."""
    settings = Settings(reports_dir=Path(reports), data_dir=Path(data))
    Parts(settings).embedder.embed(["The model is built and loaded before the clock starts."])
    parts = Parts(settings)
    parts.embedder.embed(["warm"])
    started, worked = time.perf_counter(), processor()
    summary = parts.sync()
    took, work = time.perf_counter() - started, processor() - worked
    bare, bare_work = _bare(parts, _texts(settings.data_dir, set(known)))
    unchanged = [seconds(lambda: Parts(settings).sync()) for _ in range(5)]
    with parts.open() as index:
        paragraphs = index.library.count()
    return {
        "paragraphs": paragraphs,
        "added": len(summary.added),
        "embedded": summary.embedded,
        "seconds": took,
        "per_second": summary.embedded / took,
        "bare_per_second": bare,
        "share": summary.embedded / took / bare,
        "processor_share": bare_work * summary.embedded / work,
        "unchanged": middle(unchanged),
        "changed": _one_changed(parts, settings.reports_dir),
        "disk": _disk(settings.data_dir) / paragraphs,
    }


def _texts(data: Path, known: set[str]) -> list[str]:
    """The texts that were embedded for the files that are not `known`."""
    library = Library.open(data / "library.sqlite3")
    try:
        new = [report for report in library.reports() if report.file not in known]
        of_each = ((report, p) for report in new for p in library.paragraphs(report.id))
        return list(dict.fromkeys(w.text for one in of_each for w in (*windows(*one), *close_ups(*one))))
    finally:
        library.close()


def _bare(parts: Parts, texts: list[str]) -> tuple[float, float]:
    """
    Texts that the embedder alone does in a second, and the processor time of one.

    They are given in one call: it then sorts them at its best.
    """
    chosen = Random(1).sample(texts, min(SAMPLE, len(texts)))
    embedder = MiniLM(parts.settings.data_dir / "model")
    embedder.embed(chosen[:10])
    worked = processor()
    took = seconds(lambda: embedder.embed(chosen))
    return len(chosen) / took, (processor() - worked) / len(chosen)


def _one_changed(parts: Parts, folder: Path) -> float:
    """A sync after one paragraph of one report was changed; it is changed back, and indexed so, afterwards."""
    file = sorted(folder.glob("*.txt"))[0]
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("Inspectors ", "Our inspectors ", 1), encoding="utf-8")
    try:
        return seconds(parts.sync)
    finally:
        file.write_text(before, encoding="utf-8")
        parts.sync()


def _disk(data: Path) -> int:
    """Bytes of the data folder, without the model, which is the same for any number of reports."""
    return size(data) - size(data / "model")
