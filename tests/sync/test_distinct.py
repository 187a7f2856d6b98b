"""A reading under another id takes everything that bears the id with it, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from retrieval.sync.distinct import renamed
from tests.index.world import ASHMERE


def test_everything_that_bears_the_id_is_renamed() -> None:
    first, second, *_ = ASHMERE.paragraphs
    doubts = (f"{first.id}: a digit is lost", f"{ASHMERE.report.id}: a page is lost", "ashmere-2015-fji-like words")
    reading = replace(ASHMERE, paragraphs=(first, replace(second, attached_to=first.id)), doubts=doubts)
    apart = renamed(reading, "ashmere-2015-fji-abc123")
    assert apart.report == replace(ASHMERE.report, id="ashmere-2015-fji-abc123")
    assert [p.id for p in apart.paragraphs] == [
        "ashmere-2015-fji-abc123/theme-1/1",
        "ashmere-2015-fji-abc123/theme-1/2",
    ]
    assert {p.report for p in apart.paragraphs} == {apart.report.id}
    assert apart.paragraphs[1].attached_to == apart.paragraphs[0].id
    assert [p.text for p in apart.paragraphs] == [p.text for p in reading.paragraphs]
    assert {(j.report, j.paragraph) for j in apart.judgements} == {(apart.report.id, apart.paragraphs[0].id)}
    assert {(d.report, d.paragraph) for d in apart.definitions} == {(apart.report.id, apart.paragraphs[0].id)}
    assert [r.paragraph for r in apart.repairs] == [apart.paragraphs[0].id]
    assert apart.doubts == (
        "ashmere-2015-fji-abc123/theme-1/1: a digit is lost",
        "ashmere-2015-fji-abc123: a page is lost",
        "ashmere-2015-fji-like words",
    )
