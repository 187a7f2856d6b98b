"""The table that is printed."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.measuring import Figures


def rows_of(stage: Figures) -> Iterator[str]:
    """The lines of one size."""
    indexing = stage["indexing"]
    yield f"{indexing['paragraphs']:,} paragraphs in {stage['reports']} reports (load {indexing['load']:.1f})"
    yield _row(
        "indexing",
        f"{indexing['per_second']:.0f} windows/s, {indexing['share']:.2f} of the bare embedder's "
        f"{indexing['bare_per_second']:.0f} (of processor time {indexing['processor_share']:.2f})",
        "0.80 or more",
    )
    yield _row("sync, nothing changed", f"{indexing['unchanged'] * 1e3:.0f} ms", "under 1 s")
    yield _row("sync, one report changed", f"{indexing['changed']:.2f} s")
    yield _row("disk", f"{indexing['disk'] / 1e3:.1f} kB a paragraph")
    yield _row("memory, indexing", f"{indexing['memory'] / 1e6:.0f} MB")
    if answering := stage.get("answering"):
        yield _row("memory, answering", f"{answering['memory'] / 1e6:.0f} MB")
        yield _answers("answer from all reports", answering["unfiltered"], "2.0 or less")
        yield _answers("answer from named reports", answering["named"], "3.0 or less")
    if once := stage.get("oneshot"):
        yield _row(
            "verse ask, one command",
            f"{once['ask']:.2f} s, {once['ratio']:.2f} of the bare script's {once['bare']:.2f} s "
            f"(processor {once['ask_processor']:.2f} s, {once['processor_ratio']:.2f})",
            "1.30 or less",
        )


def askers(figures: Figures, duration: float) -> Iterator[str]:
    """The lines of many askers at once."""
    yield _row(
        f"50 askers, {duration:.0f} s",
        f"{figures['answers_per_second']:.1f} answers/s, {figures['share']:.2f} of the bare embedder's "
        f"{figures['bare_per_second']:.0f} questions/s (load {figures['load']:.1f})",
    )
    yield _row("", f"wait {figures['wait']:.2f} s, 95th percentile {figures['longest_wait']:.2f} s")
    yield _row("", f"{len(figures['errors'])} errors {sorted(set(figures['errors']))[:3] or ''}".strip(), "none")


def reading(figures: Figures) -> Iterator[str]:
    """The lines of the formats."""
    yield f"Reading (load {figures['load']:.1f})"
    for name, each in figures["formats"].items():
        pages = f", {each['pages_per_second']:.1f} pages/s" if each["pages_per_second"] else ""
        yield _row(name, f"{each['characters_per_second']:,.0f} characters/s{pages}")


def growth(stages: list[Figures]) -> Iterator[str]:
    """How answers slow down, and an asker's memory grows, from the smallest to the largest size."""
    yield "Growth from the smallest to the largest"
    for name, times in slower(stages).items():
        yield _row(f"answers, {name}", f"{times:.2f} times as long", "under 2")
    yield _row("memory of an asker", f"{memory_per_paragraph(stages) / 1e3:.1f} kB a paragraph")


def slower(stages: list[Figures]) -> dict[str, float]:
    """How many times as long as at the smallest size an answer takes at the largest."""
    first, last = stages[0]["answering"], stages[-1]["answering"]
    return {name: last[name]["answer"] / first[name]["answer"] for name in ("unfiltered", "named")}


def memory_per_paragraph(stages: list[Figures]) -> float:
    """Bytes that an asker holds for each paragraph, beyond what it holds for any number of them."""
    first, last = stages[0], stages[-1]
    more = last["answering"]["memory"] - first["answering"]["memory"]
    return float(more / (last["indexing"]["paragraphs"] - first["indexing"]["paragraphs"]))


def _answers(name: str, figures: Figures, goal: str) -> str:
    return _row(
        name,
        f"{figures['answer'] * 1e3:.1f} ms, {figures['ratio']:.2f} of the bare query's {figures['bare'] * 1e3:.1f} ms "
        f"(95th percentile {figures['slowest'] * 1e3:.0f} ms)",
        goal,
    )


def _row(name: str, found: str, goal: str = "") -> str:
    return f"  {name:<26} {found}" + (f"  [{goal}]" if goal else "")
