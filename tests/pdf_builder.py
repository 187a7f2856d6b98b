"""PDF files made for tests, written by hand: pages of text at given places, lines, pictures, and what is hostile."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from pathlib import Path

WIDTH, HEIGHT = 595, 842
FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold", "italic": "Helvetica-Oblique"}


@dataclass
class PageOf:
    """One page's content; heights are measured from the top, as a reader sees them."""

    commands: list[str] = field(default_factory=list)

    def text(self, x: float, top: float, text: str, size: float = 12, font: str = "plain") -> PageOf:
        """One row of text; `top` is its baseline's distance from the page's top."""
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        code = escaped.encode("cp1252").decode("latin-1")
        self.commands.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - top} Tm ({code}) Tj ET")
        return self

    def rows(self, x: float, top: float, rows: list[str], size: float = 12, step: float = 14.5) -> PageOf:
        """Rows of running text, one under the other."""
        for number, row in enumerate(rows):
            self.text(x, top + number * step, row, size)
        return self

    def turned(self, x: float, top: float, text: str, size: float = 12) -> PageOf:
        """Text that runs upwards."""
        self.commands.append(f"BT /plain {size} Tf 0 1 -1 0 {x} {HEIGHT - top} Tm ({text}) Tj ET")
        return self

    def line(self, x0: float, top0: float, x1: float, top1: float) -> PageOf:
        self.commands.append(f"0.5 w {x0} {HEIGHT - top0} m {x1} {HEIGHT - top1} l S")
        return self

    def filled(self, x0: float, top: float, x1: float, bottom: float) -> PageOf:
        """A black shape: a bar, or where it is small a bullet."""
        self.commands.append(f"{x0} {HEIGHT - bottom} {x1 - x0} {bottom - top} re f")
        return self

    def grid(self, xs: list[float], tops: list[float]) -> PageOf:
        """A ruled table."""
        for top in tops:
            self.line(xs[0], top, xs[-1], top)
        for x in xs:
            self.line(x, tops[0], x, tops[-1])
        return self

    def picture(self) -> PageOf:
        """A picture over the whole page, as a scanner makes it."""
        self.commands.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /scan Do Q")
        return self


def pdf(pages: list[PageOf], extra: dict[str, str] | None = None, rotate: int = 0) -> bytes:
    """The file's bytes. `extra` are entries of the catalogue: scripts, embedded files."""
    objects: list[bytes] = []

    def add(body: str, stream: bytes | None = None) -> int:
        data = body.encode("latin-1")
        if stream is not None:
            data = data[:-2] + b"/Length %d>>stream\n%s\nendstream" % (len(stream), stream)
        objects.append(data)
        return len(objects)

    fonts = {
        key: add(f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
        for key, name in FONTS.items()
    }
    scan = add(
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8>>", stream=b"\x80"
    )
    parent = len(objects) + 1 + 2 * len(pages)
    font_list = "".join(f"/{key} {number} 0 R" for key, number in fonts.items())
    kids = []
    for page in pages:
        content = add("<</Filter/FlateDecode>>", zlib.compress("\n".join(page.commands).encode("latin-1")))
        kids.append(
            add(
                f"<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Rotate {rotate}"
                f"/Contents {content} 0 R/Resources<</Font<<{font_list}>>/XObject<</scan {scan} 0 R>>>>>>"
            )
        )
    add(f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>")
    entries = "".join(f"/{key} {value}" for key, value in (extra or {}).items())
    root = add(f"<</Type/Catalog/Pages {parent} 0 R{entries}>>")
    return _file(objects, root)


def _file(objects: list[bytes], root: int, trailer: str = "") -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += f"trailer\n<</Size {len(objects) + 1}/Root {root} 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def encrypted() -> bytes:
    """A file that says it is encrypted with a password that nobody has."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 0/Kids[]>>",
        b"<</Filter/Standard/V 1/R 2/Length 40/P -4/O <" + b"41" * 32 + b">/U <" + b"42" * 32 + b">>>",
    ]
    return _file(objects, 1, "/Encrypt 3 0 R/ID[<41><41>]")


def write(path: Path, pages: list[PageOf], **options: object) -> Path:
    path.write_bytes(pdf(pages, **options))  # type: ignore[arg-type]
    return path
