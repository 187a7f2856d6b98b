"""How fast each format is read: the sample reports, put into each format, and the real ones where they are."""

from __future__ import annotations

import textwrap
import time
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import docx

from retrieval.ingest.read import read_report
from retrieval.ingest.report_files import SUFFIXES
from tests.bench.measuring import Figures
from tests.pdf_builder import PageOf, pdf
from tests.real_reports import real_reports

SAMPLES = Path(__file__).parents[1] / "reports"
ROWS = 48
"""Rows on a page of the PDF that is made."""


def measure() -> Figures:
    """For each kind of file: characters and pages a second."""
    figures = {}
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for file in sorted(SAMPLES.glob("*.txt")):
            _in_all_formats(file, folder)
        for suffix in (".txt", ".md", ".html", ".docx", ".pdf"):
            figures[f"samples {suffix}"] = _read(sorted(folder.glob(f"*{suffix}")), folder)
    if real := real_reports():
        for kind in sorted(path for path in real.iterdir() if path.is_dir()):
            files = [path for path in sorted(kind.iterdir()) if path.suffix.lower() in SUFFIXES]
            figures[f"{kind.name} {files[0].suffix}"] = _read(files, kind)
    return {"formats": figures}


def _read(files: list[Path], root: Path) -> Figures:
    read_report(files[0], root)  # its libraries are loaded
    started = time.perf_counter()
    readings = [read_report(file, root) for file in files]
    took = time.perf_counter() - started
    characters = sum(len(p.text) for r in readings for p in r.paragraphs)
    characters += sum(len(piece.text) for r in readings for piece in r.furniture)
    pages = sum(r.report.pages or 0 for r in readings)
    return {"files": len(files), "characters_per_second": characters / took, "pages_per_second": pages / took}


def _in_all_formats(file: Path, folder: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip()]
    for suffix in (".txt", ".md"):
        (folder / f"{file.stem}{suffix}").write_text(text, encoding="utf-8")
    body = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
    (folder / f"{file.stem}.html").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(folder / f"{file.stem}.docx"))
    rows = [row for line in lines for row in (*textwrap.wrap(_printable(line), 84), "")]
    pages = [PageOf().rows(60, 70, rows[at : at + ROWS], 11) for at in range(0, len(rows), ROWS)]
    (folder / f"{file.stem}.pdf").write_bytes(pdf(pages))


def _printable(line: str) -> str:
    """What the fonts of the PDF can show."""
    return line.encode("cp1252", "ignore").decode("cp1252")
