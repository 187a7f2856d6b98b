"""Read one report file: file -> lines -> outline -> paragraphs, judgements and definitions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from retrieval.domain import FurnitureKind, Reading, Repair, UnreadableReport
from retrieval.ingest.blocks import Draft, Note, draft_of
from retrieval.ingest.bullets import hang_bullets
from retrieval.ingest.contacts import join_addressee, join_contact_lines
from retrieval.ingest.cover import drop_cover
from retrieval.ingest.definitions import definitions_of
from retrieval.ingest.doubts import doubts_of
from retrieval.ingest.footnotes import attach_notes, take_marks
from retrieval.ingest.front_matter.front_matter import File, front_matter
from retrieval.ingest.glossary import assemble_glossary
from retrieval.ingest.judgements.judgements import judgements_of
from retrieval.ingest.judgements.placed import Placed
from retrieval.ingest.lines import SourceLines
from retrieval.ingest.missing import empty_headings
from retrieval.ingest.numbering.alone import join_lone_numbers
from retrieval.ingest.numbering.bare import take_bare_numbers
from retrieval.ingest.numbering.glued import split_glued_paragraphs
from retrieval.ingest.numbering.joined import join_halves
from retrieval.ingest.numbering.repeated import drop_repeats
from retrieval.ingest.numbering.slipped import restore_slipped
from retrieval.ingest.outline.contents import take_contents
from retrieval.ingest.outline.dividers import drop_dividers
from retrieval.ingest.outline.frames import keep_boxes
from retrieval.ingest.outline.glued import split_glued, take_ratings
from retrieval.ingest.outline.headings import mark_headings
from retrieval.ingest.outline.levels import level_parts
from retrieval.ingest.outline.outline import Outline, note_headings
from retrieval.ingest.outline.status import join_statuses
from retrieval.ingest.outline.told import keep_statements
from retrieval.ingest.overrides import Overrides
from retrieval.ingest.paragraphs import paragraphs_of
from retrieval.ingest.report_files import READERS, report_files
from retrieval.ingest.score_tables import pair_labels
from retrieval.ingest.tables import mend_rows

_SIGNATURES = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "word"))


def read_report(path: Path, root: Path, overrides: Overrides | None = None) -> Reading:
    """
    Read a report. `root` is the reports folder; `Report.file` is the path's name inside it.

    A file that is no inspection report is read too, paragraph by paragraph, with a warning.
    Raises UnreadableReport for a file that is empty, binary, damaged or of an unknown kind.
    """
    source = _reader(path)(path)
    draft = draft_of(source)
    if not draft.blocks:
        raise UnreadableReport(path, "the file holds no text")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    file = File(path.relative_to(root).as_posix(), digest, source.pages, source.title)
    report = front_matter(draft.blocks, file)
    report = overrides.apply(report) if overrides else report
    _structure(draft, report.title)
    paragraphs = paragraphs_of(draft, report.id, report.area)

    def place(note: Note) -> str | None:
        return paragraphs[id(note.block)].id if note.block and id(note.block) in paragraphs else None

    placed = [Placed(paragraphs[id(block)], block) for block in draft.blocks]
    return Reading(
        report,
        tuple(paragraphs.values()),
        judgements_of(placed),
        definitions_of(placed),
        furniture=tuple(draft.furniture),
        repairs=tuple(Repair(note.rule, place(note), note.text) for note in draft.notes),
        doubts=(*(f"{place(n) or report.id}: {n.text}" for n in draft.doubts), *_doubts(placed)),
        warnings=tuple(_warnings(draft, report.publisher)),
    )


def _structure(draft: Draft, title: str) -> None:
    """From blocks as read to blocks with headings and believed numbers; the order of the rules matters."""
    contents = take_contents(draft)
    drop_dividers(draft)
    join_lone_numbers(draft)
    take_bare_numbers(draft)
    take_marks(draft)
    mend_rows(draft)
    pair_labels(draft)
    join_contact_lines(draft)
    join_addressee(draft)
    join_statuses(draft)
    split_glued(draft, contents)
    mark_headings(draft.blocks, contents)
    take_ratings(draft)
    keep_boxes(draft.blocks)
    keep_statements(draft.blocks)
    level_parts(draft.blocks)
    drop_cover(draft, title)
    assemble_glossary(draft)
    join_halves(draft)
    restore_slipped(draft)
    split_glued_paragraphs(draft)
    drop_repeats(draft)
    Outline(draft, contents).run()
    attach_notes(draft)
    hang_bullets(draft)
    draft.doubts += [Note("heading without text", None, doubt) for doubt in empty_headings(draft)]
    note_headings(draft)


def _doubts(placed: list[Placed]) -> list[str]:
    return [f"{paragraph}: {doubt}" for paragraph, doubt in doubts_of(placed)]


def _reader(path: Path) -> Callable[[Path], SourceLines]:
    """The reader for a file, by what it begins with, else by its suffix."""
    try:
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError as error:
        raise UnreadableReport(path, f"the file cannot be opened ({error.strerror})") from error
    name = next((reader for sign, reader in _SIGNATURES if start.startswith(sign)), None)
    name = name or READERS.get(path.suffix.lower())
    if name is None:
        raise UnreadableReport(path, "its kind is not known; text, Markdown, PDF, Word and HTML can be read")
    reader: Callable[[Path], SourceLines] = import_module(f"retrieval.ingest.readers.{name}").read_lines
    return reader


def _warnings(draft: Draft, publisher: str) -> list[str]:
    numbered = sum(1 for block in draft.blocks if block.number)
    headings = any(piece.kind is FurnitureKind.HEADING for piece in draft.furniture)
    if not publisher and not numbered:
        return ["This does not look like an inspection report: no inspectorate is named and no paragraph is numbered."]
    return [] if headings or numbered else ["No headings and no paragraph numbers were found."]


__all__ = ["read_report", "report_files"]
