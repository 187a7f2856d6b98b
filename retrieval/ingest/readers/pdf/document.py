"""Opening a PDF: what cannot be read is refused here, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from retrieval.domain import UnreadableReport

_CATALOGUE = re.compile(rb"\b(\d+)\s+(\d+)\s+obj\s*<<(?:(?!endobj).){0,400}?/Type\s*/Catalog\b", re.DOTALL)
_REASONS = {
    pdfium_c.FPDF_ERR_PASSWORD: "the PDF is encrypted and asks for a password; save it without one",
    pdfium_c.FPDF_ERR_SECURITY: "the PDF is encrypted in a way that cannot be opened; save it without encryption",
    pdfium_c.FPDF_ERR_FORMAT: "not a PDF, or damaged beyond repair; save or download it again",
    pdfium_c.FPDF_ERR_FILE: "the file cannot be opened",
}


@contextmanager
def opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    """
    The document, closed afterwards. Scripts and embedded files in it are never run or opened.

    PDFium rebuilds a broken cross-reference table by itself where the objects are still there; a lost trailer, which
    says where to begin, is made anew. Raises UnreadableReport for what cannot be opened.
    """
    try:
        document = _open(path)
    except (pdfium.PdfiumError, OSError) as error:
        raise UnreadableReport(path, _reason(error)) from error
    try:
        if len(document) == 0:
            raise UnreadableReport(path, "the PDF has no pages")
        yield document
    finally:
        document.close()


def _open(path: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) != pdfium_c.FPDF_ERR_FORMAT:
            raise
        whole = path.read_bytes()
        catalogue = _CATALOGUE.search(whole)
        if catalogue is None:
            raise
        number, generation = catalogue.groups()
        trailer = b"\ntrailer\n<</Root %s %s R>>\nstartxref\n0\n%%%%EOF\n" % (number, generation)
        return pdfium.PdfDocument(whole[: whole.rfind(b"endobj") + len(b"endobj")] + trailer)


def title_of(document: pdfium.PdfDocument) -> str | None:
    """The title in the file's own metadata, or None: often a template's name, so no more than a hint."""
    return str(document.get_metadata_value("Title")).strip() or None


def _reason(error: Exception) -> str:
    code = getattr(error, "err_code", None)
    return _REASONS.get(code, "the PDF cannot be opened") if isinstance(code, int) else "the file cannot be opened"
