"""Two files may read as the same report; ids stay unique all the same."""

from __future__ import annotations

from dataclasses import replace

from retrieval.domain import Reading


def renamed(reading: Reading, report_id: str) -> Reading:
    """The reading under another report id, and its paragraphs' ids with it."""
    former = reading.report.id
    ids = {p.id: f"{report_id}{p.id.removeprefix(former)}" for p in reading.paragraphs}

    def moved(doubt: str) -> str:
        """A doubt begins with the id of the place that it is about."""
        return f"{report_id}{doubt.removeprefix(former)}" if doubt.startswith((f"{former}/", f"{former}:")) else doubt

    return replace(
        reading,
        report=replace(reading.report, id=report_id),
        paragraphs=tuple(
            replace(p, id=ids[p.id], report=report_id, attached_to=ids.get(p.attached_to or "", p.attached_to))
            for p in reading.paragraphs
        ),
        judgements=tuple(
            replace(j, report=report_id, paragraph=ids.get(j.paragraph, j.paragraph)) for j in reading.judgements
        ),
        definitions=tuple(
            replace(d, report=report_id, paragraph=ids.get(d.paragraph, d.paragraph)) for d in reading.definitions
        ),
        repairs=tuple(replace(r, paragraph=ids.get(r.paragraph or "", r.paragraph)) for r in reading.repairs),
        doubts=tuple(map(moved, reading.doubts)),
    )
