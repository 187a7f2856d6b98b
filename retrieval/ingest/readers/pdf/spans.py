"""The text of a page as spans: characters of one style that stand beside each other on one baseline."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from retrieval.ingest.readers.pdf.characters import BULLETS, cleaned

_UPRIGHT = 0.98  # cosine of the angle from which text is askew
_NUMBER = re.compile(r"\d{1,3}[.)]")
_DEEP_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}[.)]?")
_TAB = 0.6  # a gap wider than this many times the font size parts two spans


@dataclass(slots=True)
class Span:
    """
    Characters of one style on one baseline. Points, from the page's top left corner as it is read.

    `word_x1` is where the first word ends; `spaced` says that the layer itself has a space after the last character;
    `turned_to` is the height that askew text has reached.
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
    turned_to: float = math.inf

    @property
    def top(self) -> float:
        """Where capitals begin, nearly."""
        return self.baseline - 0.75 * self.size


@dataclass(frozen=True, slots=True)
class _Style:
    bold: bool
    italic: bool


_PLAIN = _Style(bold=False, italic=False)


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
        self.last_left = 0.0

    def collect(self) -> list[Span]:
        box = pdfium_c.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        box_ref, x_ref, y_ref = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
        style, scale, raw_size = _PLAIN, 1.0, 0.0
        turned = word_goes_on = False
        for index in range(pdfium_c.FPDFText_CountChars(self.raw)):
            char = cleaned(pdfium_c.FPDFText_GetUnicode(self.raw, index))
            if char == " " or not char:
                # Of the spaces and line ends that PDFium puts in, only the spaces stand in the text.
                if char and self.open is not None and (turned or not self._line_end(index)):
                    self.open.spaced = True
                word_goes_on = False
                continue
            pdfium_c.FPDFText_GetLooseCharBox(self.raw, index, box_ref)
            pdfium_c.FPDFText_GetCharOrigin(self.raw, index, x_ref, y_ref)
            left, right, baseline = self.turn.apply(box, x.value, y.value)
            before, raw_size = raw_size, pdfium_c.FPDFText_GetFontSize(self.raw, index)
            # A font hardly ever changes its weight within a word, and asking takes a third of the time.
            if not word_goes_on or self.open is None or raw_size != before:
                style, scale = self._style(index), self._scale(index)
                turned = self._turned(index)
            size = abs(raw_size) * scale
            if turned:
                self._add_turned(char, left, right, baseline, size, style)
                continue
            self._add(char, left, right, baseline, size, style)
            word_goes_on = True
        self._close()
        return self.spans

    def _turned(self, index: int) -> bool:
        """Whether the character stands askew, as in the head of a narrow column or a stamp across the page."""
        angle = pdfium_c.FPDFText_GetCharAngle(self.raw, index) - math.radians(self.turn.rotation)
        return math.cos(angle) < _UPRIGHT

    def _scale(self, index: int) -> float:
        """How much larger than its font's size a character is printed: browsers shrink it, others enlarge size 1."""
        matrix = pdfium_c.FS_MATRIX()
        if not pdfium_c.FPDFText_GetMatrix(self.raw, index, ctypes.byref(matrix)):
            return 1.0
        return math.hypot(matrix.c, matrix.d) or 1.0

    def _add_turned(self, char: str, left: float, right: float, baseline: float, size: float, style: _Style) -> None:
        """Askew text keeps the order of the file: it is one span, placed where it begins."""
        span = self.open
        if span is None or abs(baseline - span.turned_to) > 2 * size or abs(left - span.x0) > 30 * size:
            self._close()
            self.open = Span(char, left, right, right, baseline, size, style.bold, style.italic, turned_to=baseline)
            return
        span.text += f" {char}" if span.spaced else char
        span.spaced, span.turned_to = False, baseline

    def _line_end(self, index: int) -> bool:
        return pdfium_c.FPDFText_GetUnicode(self.raw, index) in (0x0A, 0x0D)

    def _add(self, char: str, left: float, right: float, baseline: float, size: float, style: _Style) -> None:
        span = self.open
        # The letters of a ligature come one by one, each with the box of the whole.
        ligature = span is not None and not span.spaced and left == self.last_left and baseline == span.baseline
        self.last_left = left
        if span is not None and (ligature or self._goes_on(span, char, left, baseline, size, style)):
            if not span.spaced and span.word_x1 == span.x1:
                span.word_x1 = max(span.x1, right)
            span.text += f" {char}" if span.spaced else char
            span.spaced = False
            span.x1 = max(span.x1, right)
            return
        self._close()
        self.open = Span(char, left, right, right, baseline, size, style.bold, style.italic)

    @staticmethod
    def _goes_on(span: Span, char: str, left: float, baseline: float, size: float, style: _Style) -> bool:
        return (
            abs(baseline - span.baseline) <= 0.08 * span.size
            and abs(size - span.size) <= 0.05 * span.size
            and style.bold == span.bold
            and style.italic == span.italic
            and -0.6 * size <= left - span.x1 <= _TAB * size
            and span.text not in BULLETS
            and not (char.isalpha() and _is_number(span.text, before_capital=char.isupper()))
        )

    def _close(self) -> None:
        if self.open is not None:
            self.spans.append(self.open)
            self.open = None

    def _style(self, index: int) -> _Style:
        piece = pdfium_c.FPDFText_GetTextObject(self.raw, index)
        key = ctypes.addressof(piece.contents) if piece else 0
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


def _is_number(text: str, before_capital: bool) -> bool:
    """
    Whether the text is a paragraph's number, against whose last figure the paragraph's first word may be printed.

    A number such as 1.1 ends at a capital only: before a small letter it may be a measure.
    """
    if not text[0].isdigit():
        return False
    return _NUMBER.fullmatch(text) is not None or (before_capital and _DEEP_NUMBER.fullmatch(text) is not None)


class _Turn:
    """A page's own rotation, undone: characters as they are read, from the top left corner."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.rotation = page.get_rotation()
        width, height = page.get_size()
        left, bottom, _, _ = page.get_bbox()
        self.width, self.height, self.left, self.bottom = width, height, left, bottom

    def apply(self, box: pdfium_c.FS_RECTF, x: float, y: float) -> tuple[float, float, float]:
        """Left, right and baseline of a character, in points from the top left."""
        if self.rotation == 0:
            return box.left - self.left, box.right - self.left, self.height - y + self.bottom
        x, y = x - self.left, y - self.bottom
        low, high = sorted((box.bottom - self.bottom, box.top - self.bottom))
        if self.rotation == 90:
            return low, high, x
        if self.rotation == 180:
            return self.width - box.right + self.left, self.width - box.left + self.left, y
        return self.width - high, self.width - low, self.height - x
