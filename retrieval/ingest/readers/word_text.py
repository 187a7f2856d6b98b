"""The text of one Word paragraph: its runs, its note references, the page breaks and text boxes in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

from retrieval.ingest.readers.invisible import visible

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WITHIN = frozenset(
    map(qn, ("w:hyperlink", "w:smartTag", "w:ins", "w:moveTo", "w:sdt", "w:sdtContent", "w:fldSimple", "w:customXml"))
)
_SPACES = frozenset(map(qn, ("w:tab", "w:ptab", "w:br", "w:cr")))
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_DRAWN = frozenset(map(qn, ("w:drawing", "w:pict", "w:object"))) | {f"{_ALTERNATIVE}AlternateContent"}


@dataclass(frozen=True, slots=True)
class Note:
    """A reference to a note, where its mark stands."""

    kind: str
    id: str


@dataclass(slots=True)
class Text:
    """
    What a paragraph holds, in order. `pages` counts the page breaks in it; `before` says that text stands before them.

    `boxes` are the contents of text boxes that are anchored in it.
    """

    pieces: list[str | Note] = field(default_factory=list)
    weights: list[tuple[bool | None, bool | None]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    pages: int = 0
    before: bool = False

    def bold(self, default: bool) -> bool:
        """Whether all of it is bold; a run that does not say follows the style."""
        return bool(self.weights) and all(default if own is None else own for own, _ in self.weights)

    def italic(self, default: bool) -> bool:
        return bool(self.weights) and all(default if own is None else own for _, own in self.weights)

    def words(self, marks: dict[Note, str]) -> str:
        """The text, with the marks of its notes."""
        return visible("".join(piece if isinstance(piece, str) else marks.get(piece, "") for piece in self.pieces))

    @property
    def notes(self) -> list[Note]:
        return [piece for piece in self.pieces if isinstance(piece, Note)]


def text_of(paragraph: etree._Element) -> Text:
    """The text of a `w:p`; deleted, moved-away and hidden text is not in it."""
    text = Text()
    _walk(paragraph, text)
    return text


def _walk(parent: etree._Element, text: Text) -> None:
    for child in parent:
        if child.tag == qn("w:r"):
            _run(child, text)
        elif child.tag in _WITHIN:
            _walk(child, text)
        elif child.tag in _DRAWN:
            text.boxes += _boxes(child)
        elif isinstance(child.tag, str) and child.tag.startswith(_MATHS[:-1]):
            text.pieces.append("".join(piece.text or "" for piece in child.iter(_MATHS)))


def _run(run: etree._Element, text: Text) -> None:
    style = run.find(qn("w:rPr"))
    if style is not None and is_on(style, "w:vanish"):
        return
    for child in run:
        if child.tag in (qn("w:t"), qn("w:noBreakHyphen"), qn("w:sym")):
            piece = _characters(child)
            text.pieces.append(piece)
            if piece.strip():
                text.weights.append((is_on(style, "w:b"), is_on(style, "w:i")))
        elif child.tag in _SPACES:
            text.pieces.append(" ")
        elif child.tag == qn("w:lastRenderedPageBreak"):
            text.before = text.before or (text.pages == 0 and bool(text.weights))
            text.pages += 1
        elif child.tag in _NOTES:
            text.pieces.append(Note(_NOTES[child.tag], child.get(qn("w:id"), "")))
        elif child.tag in _DRAWN:
            text.boxes += _boxes(child)


def _characters(element: etree._Element) -> str:
    if element.tag == qn("w:noBreakHyphen"):
        return "-"
    # A symbol font's code means nothing outside that font; in reports it is a bullet or a tick.
    return "•" if element.tag == qn("w:sym") else element.text or ""


def _boxes(drawn: etree._Element) -> list[etree._Element]:
    """Text boxes, each once: Word writes them a second time for older programs, under `mc:Fallback`."""
    fallback = f"{_ALTERNATIVE}Fallback"
    return [
        box
        for box in drawn.iter(qn("w:txbxContent"))
        if not any(above.tag in (fallback, qn("w:txbxContent")) for above in box.iterancestors())
    ]


def is_on(style: etree._Element | None, name: str) -> bool | None:
    """A switch such as `w:b`: on, off, or not said."""
    switch = style.find(qn(name)) if style is not None else None
    return None if switch is None else switch.get(qn("w:val"), "true") not in ("0", "false", "off")


def value_of(parent: etree._Element | None, name: str) -> str | None:
    """What a child such as `w:numFmt` says (`w:val`); None where it says nothing, or is not there."""
    child = parent.find(qn(name)) if parent is not None else None
    return None if child is None else child.get(qn("w:val"))
