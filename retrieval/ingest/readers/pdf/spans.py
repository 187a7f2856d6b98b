"""The text of a page as spans: characters of one style that stand beside each other on one baseline."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from retrieval.ingest.readers.pdf.characters import BULLETS, cleaned

_TAB = 0.6  # a gap wider than this many times the font size parts two spans


@dataclass(slots=True)
class Span:
    """
    Characters of one style on one baseline. Points, from the page's top left corner as it is read.

    `word_x1` is where the first word ends. `spaced` says that the layer itself has a space after the last character.
    """

    text: str
    x0: float
    x1: float
    word_x1: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    spaced: bool = False

    @property
    def top(self) -> float:
        """Where capitals begin, nearly."""
        return self.baseline - 0.75 * self.size


@dataclass(frozen=True, slots=True)
class _Style:
    bold: bool
    italic: bool


def spans_of(page: pdfium.PdfPage) -> list[Span]:
    """The spans of the page in the order of the file, which need not be the order of reading."""
    text = page.get_textpage()
    try:
        return _Collector(page, text).collect()
    finally:
        text.close()


class _Collector:
    """One page's characters. The C interface is called directly: one object per character would be ten times slower."""

    def __init__(self, page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> None:
        self.raw = text.raw
        self.turn = _Turn(page)
        self.styles: dict[int, _Style] = {}
        self.spans: list[Span] = []
        self.open: Span | None = None

    def collect(self) -> list[Span]:
        box = pdfium_c.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        box_ref, x_ref, y_ref = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
        for index in range(pdfium_c.FPDFText_CountChars(self.raw)):
            char = cleaned(pdfium_c.FPDFText_GetUnicode(self.raw, index))
            if pdfium_c.FPDFText_IsGenerated(self.raw, index):
                self._generated(char)
                continue
            if not char:
                continue
            pdfium_c.FPDFText_GetLooseCharBox(self.raw, index, box_ref)
            pdfium_c.FPDFText_GetCharOrigin(self.raw, index, x_ref, y_ref)
            size = abs(pdfium_c.FPDFText_GetFontSize(self.raw, index))
            left, right, baseline, size = self.turn.apply(box, x.value, y.value, size)
            self._add(char, left, right, baseline, size, self._style(index))
        self._close()
        return self.spans

    def _generated(self, char: str) -> None:
        # PDFium puts in the spaces and line ends that the page only shows as distance.
        if self.open is not None and char == " ":
            self.open.spaced = True

    def _add(self, char: str, left: float, right: float, baseline: float, size: float, style: _Style) -> None:
        span = self.open
        if char == " ":
            if span is not None and abs(baseline - span.baseline) < 0.5 * span.size:
                span.spaced = True
            return
        if span is not None and self._goes_on(span, left, baseline, size, style):
            if not span.spaced and span.word_x1 == span.x1:
                span.word_x1 = max(span.x1, right)
            span.text += f" {char}" if span.spaced else char
            span.spaced = False
            span.x1 = max(span.x1, right)
            return
        self._close()
        self.open = Span(char, left, right, right, baseline, size, style.bold, style.italic)

    @staticmethod
    def _goes_on(span: Span, left: float, baseline: float, size: float, style: _Style) -> bool:
        return (
            abs(baseline - span.baseline) <= 0.08 * span.size
            and abs(size - span.size) <= 0.05 * span.size
            and style.bold == span.bold
            and style.italic == span.italic
            and -0.6 * size <= left - span.x1 <= _TAB * size
            and span.text not in BULLETS
        )

    def _close(self) -> None:
        if self.open is not None:
            self.spans.append(self.open)
            self.open = None

    def _style(self, index: int) -> _Style:
        piece = pdfium_c.FPDFText_GetTextObject(self.raw, index)
        key = ctypes.cast(piece, ctypes.c_void_p).value or 0
        if key not in self.styles:
            self.styles[key] = self._read_style(index)
        return self.styles[key]

    def _read_style(self, index: int) -> _Style:
        name = ctypes.create_string_buffer(256)
        flags = ctypes.c_int()
        pdfium_c.FPDFText_GetFontInfo(self.raw, index, name, 256, ctypes.byref(flags))
        family = name.value.decode("utf-8", "replace").lower()
        weight = pdfium_c.FPDFText_GetFontWeight(self.raw, index)
        bold = weight >= 600 or any(word in family for word in ("bold", "black", "heavy", "semibold"))
        return _Style(bold, bool(flags.value & 0x40) or "italic" in family or "oblique" in family)


class _Turn:
    """A page's own rotation, undone: characters as they are read, from the top left corner."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.rotation = page.get_rotation()
        width, height = page.get_size()
        left, bottom, _, _ = page.get_bbox()
        self.width, self.height, self.left, self.bottom = width, height, left, bottom

    def apply(self, box: pdfium_c.FS_RECTF, x: float, y: float, size: float) -> tuple[float, float, float, float]:
        """Left, right, baseline and size of a character, in points from the top left."""
        x, y = x - self.left, y - self.bottom
        left, right = box.left - self.left, box.right - self.left
        low, high = sorted((box.bottom - self.bottom, box.top - self.bottom))
        if self.rotation == 90:
            return low, high, x, size
        if self.rotation == 180:
            return self.width - right, self.width - left, y, size
        if self.rotation == 270:
            return self.width - high, self.width - low, self.height - x, size
        return left, right, self.height - y, size
