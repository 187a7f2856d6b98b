"""The report's own account of itself, as a `Report`."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.domain import Report
from retrieval.ingest.blocks import Block
from retrieval.ingest.front_matter.area import area_of
from retrieval.ingest.front_matter.dates import dates_of
from retrieval.ingest.front_matter.inspector import lead_inspector_of
from retrieval.ingest.front_matter.programme import programme_of
from retrieval.ingest.front_matter.publisher import publisher_of
from retrieval.ingest.front_matter.title import title_of
from retrieval.ingest.identity import slug

_COVER = 14  # blocks; a title stands on the first page


@dataclass(frozen=True, slots=True)
class File:
    """The file that is read: name inside the reports folder, digest, pages, and what its metadata calls it."""

    name: str
    digest: str
    pages: int | None = None
    title: str | None = None


def front_matter(blocks: list[Block], file: File) -> Report:
    """What the blocks of a report, before anything was dropped, say of area, title, publisher, programme and dates."""
    texts = [block.raw for block in blocks if block.raw]
    cover = [text for text in texts[:_COVER] if len(text) < 250]
    title = title_of(cover, file.title)
    programme = programme_of(title, texts)
    area = area_of(title, cover, _largest(blocks[:_COVER]))
    dates = dates_of(texts)
    name = area or title or file.name.rsplit(".", 1)[0]
    return Report(
        id=report_id(name, str(dates.year or ""), programme.code),
        title=title or file.name,
        area=area,
        publisher=publisher_of(texts),
        programme=programme.name,
        file=file.name,
        digest=file.digest,
        year=dates.year,
        published=dates.published,
        fieldwork=dates.fieldwork,
        fieldwork_start=dates.fieldwork_start,
        lead_inspector=lead_inspector_of(texts),
        pages=file.pages,
    )


def _largest(cover: list[Block]) -> list[str]:
    """The lines of the cover that are marked as its highest headings."""
    marks = [block.mark for block in cover if block.mark is not None]
    return [block.raw for block in cover if marks and block.mark == min(marks)]


def report_id(name: str, year: str, code: str) -> str:
    """ "Cwm Taf", "2017", "fji" -> "cwm-taf-2017-fji"."""
    return "-".join(part for part in (slug(name)[:40].strip("-"), year, code) if part) or "report"
