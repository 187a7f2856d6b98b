"""The straight lines drawn on a page: what table grids and footnote separators are made of."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_MOST_PIECES = 20_000  # a page with more is a drawing (a map, a chart), not a table
_THIN = 3.0  # points: a filled box thinner than this is a line
_SMALLEST, _LARGEST = 1.5, 9.0  # points: the sizes between which a shape may be a bullet
_NARROW = 0.75  # of its height: how broad it has to be at least
_WHITE = 245  # a fill lighter than this cannot be seen


@dataclass(frozen=True, slots=True)
class Rule:
    """A line along one axis: `at` on the other axis, from `start` to `end`, in points from the top left."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A small shape, as broad as it is high: its edges in points from the top left."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page besides text. `picture_share` is the part of the page that pictures cover, 0 to 1."""

    across: list[Rule]
    down: list[Rule]
    picture_share: float
    marks: list[Mark] = field(default_factory=list)


def drawn_on(page: pdfium.PdfPage) -> Drawn:
    """The lines and pictures of the page; lines of turned pages are left out, as their tables are read as text."""
    width, height = page.get_size()
    across: list[Rule] = []
    down: list[Rule] = []
    marks: list[Mark] = []
    pictures = 0.0
    if page.get_rotation():
        return Drawn([], [], _picture_share(page, width * height))
    left, bottom, _, _ = page.get_bbox()
    for count, item in enumerate(page.get_objects(max_depth=4)):
        if count > _MOST_PIECES:
            return Drawn([], [], min(1.0, pictures / (width * height)))
        if item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = item.get_bounds()
            pictures += max(0.0, x1 - x0) * max(0.0, y1 - y0)
        elif item.type == pdfium_c.FPDF_PAGEOBJ_PATH and _visible(item):
            x0, y0, x1, y1 = item.get_bounds()
            box = (x0 - left, height - (y1 - bottom), x1 - left, height - (y0 - bottom))
            if _SMALLEST < x1 - x0 < _LARGEST and _NARROW < (x1 - x0) / max(y1 - y0, _SMALLEST) < 1 / _NARROW:
                marks.append(Mark(*box))
            else:
                _add(across, down, *box)
    return Drawn(across, down, min(1.0, pictures / max(1.0, width * height)), marks)


def _picture_share(page: pdfium.PdfPage, area: float) -> float:
    boxes = (item.get_bounds() for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=4))
    return float(min(1.0, sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in boxes) / max(1.0, area)))


def _add(across: list[Rule], down: list[Rule], x0: float, top: float, x1: float, bottom: float) -> None:
    """A thin box is one line; any other box is its four edges, as shaded or framed cells are drawn."""
    if bottom - top <= _THIN and x1 - x0 > _THIN:
        across.append(Rule((top + bottom) / 2, x0, x1))
    elif x1 - x0 <= _THIN and bottom - top > _THIN:
        down.append(Rule((x0 + x1) / 2, top, bottom))
    elif x1 - x0 > _THIN:
        across += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
        down += [Rule(x0, top, bottom), Rule(x1, top, bottom)]


def _visible(item: pdfium.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(item, fill, stroke)
    if stroke.value:
        return True
    return bool(fill.value) and any(channel < _WHITE for channel in _fill_colour(item))


def _fill_colour(item: pdfium.PdfObject) -> Iterator[int]:
    channels = [ctypes.c_uint() for _ in range(4)]
    pdfium_c.FPDFPageObj_GetFillColor(item, *channels)
    return (channel.value for channel in channels[:3])
