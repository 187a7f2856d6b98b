"""Hostile files: each ends in a reading or in one clear reason, within a bound, and the next file is read."""

from __future__ import annotations

import io
import os
import pickle
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from retrieval.domain import Kind, Reading, UnreadableReport
from retrieval.ingest.bounded import BoundedReaders, _DomainOnly, read_bounded
from tests.pdf_builder import PageOf, encrypted, pdf

GOOD = "Report\n\n1. The first paragraph of the report.\n\n2. The second paragraph of the report.\n"


@pytest.fixture(scope="module")
def readers() -> Iterator[BoundedReaders]:
    with BoundedReaders(1, seconds=250, megabytes=600) as bounded:
        yield bounded


def paragraphs(count: int) -> PageOf:
    page = PageOf()
    for number in range(1, count + 1):
        page.text(72, 100, f"{number}.").text(100, 100 + 30 * number, f"Paragraph {number} of this page.")
    return page


def docx(parts: dict[str, str] | None = None, **replaced: str) -> bytes:
    """A Word file with some of its parts replaced (`document` for word/document.xml) or added."""
    whole = io.BytesIO()
    document = Document()
    document.add_paragraph("1. A paragraph.")
    document.save(whole)
    out = io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            key = Path(name).stem
            target.writestr(name, replaced[key] if key in replaced else source.read(name))
        for name, body in (parts or {}).items():
            target.writestr(name, body)
    return out.getvalue()


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"<w:document {WORD}><w:body>{{}}</w:body></w:document>"


def word_bomb() -> bytes:
    return docx({"word/media/image1.xml": " " * 70_000_000})


def word_lying_about_its_size() -> bytes:
    """The declared size of the text is changed to a few bytes."""
    text = BODY.format("<w:p><w:r><w:t>A paragraph of the report.</w:t></w:r></w:p>" * 5_000)
    return docx(document=text).replace(len(text).to_bytes(4, "little"), (9).to_bytes(4, "little"))


def word_with_entities() -> bytes:
    laughs = '<!DOCTYPE d [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(10)
    )
    text = "<w:p><w:r><w:t>1. Laugh: &k;</w:t></w:r></w:p>"
    return docx(document=f"{laughs}]>{BODY.format(text)}")


def word_naming_a_file_outside() -> bytes:
    text = "<w:p><w:r><w:t>1. Read: &f;</w:t></w:r></w:p>"
    return docx(document=f'<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>{BODY.format(text)}')


def deep_word() -> bytes:
    depth = 30_000
    return docx(document=BODY.format("<w:sdt>" * depth + "<w:p/>" + "</w:sdt>" * depth))


def broken_cross_references() -> bytes:
    whole = pdf([paragraphs(3)])
    start = whole.rindex(b"xref\n0")
    return (
        whole[:start] + b"xref\n0 99\n" + b"0000000000 00000 n \n" * 40 + b"trailer\n<</Size 1>>\nstartxref\n9\n%%EOF"
    )


def pages_in_a_circle() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 900000000/Kids[2 0 R 2 0 R]>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )


def with_scripts_and_files() -> bytes:
    names = "<</JavaScript<</Names[(x)<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1/'\\))>>]>>"
    files = "/EmbeddedFiles<</Names[(evil.exe)<</Type/Filespec/F(evil.exe)>>]>>>>"
    return pdf([paragraphs(3)], {"Names": names + files, "OpenAction": "<</S/JavaScript/JS(while\\(true\\){})>>"})


def noise(seed: int, start: bytes = b"") -> bytes:
    return start + random.Random(seed).randbytes(20_000)


def damaged(whole: bytes, seed: int) -> bytes:
    """A file with a hundred bytes changed."""
    raw, chance = bytearray(whole), random.Random(seed)
    for _ in range(100):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def outcome(readers: BoundedReaders, path: Path) -> str:
    """The id of the report read, or the reason why it was not."""
    try:
        return readers.read(path, path.parent).report.id
    except UnreadableReport as error:
        return error.reason


READABLE: dict[str, Callable[[], bytes]] = {
    "5000 pages.pdf": lambda: pdf([PageOf().text(72, 200, f"{n}. Word{n} on page {n}.") for n in range(1, 5001)]),
    "broken cross references.pdf": broken_cross_references,
    "no cross references.pdf": lambda: pdf([paragraphs(3)]).split(b"xref\n0")[0],
    "scripts and files.pdf": with_scripts_and_files,
    "pdf called text.txt": lambda: pdf([paragraphs(3)]),
    "named file.docx": word_naming_a_file_outside,
    "deep.html": lambda: b"<div>" * 100_000 + b"<p>1. At the bottom.</p>" + b"</div>" * 100_000,
    "deep lists.html": lambda: b"<ol><li>a" * 5_000,
    "deep tables.html": lambda: b"<table><tr><td>Some words.<td>And others." * 2_000,
    "unended.html": lambda: b"<p>" + b"<b " * 100_000 + b">1. Text",
    "spans.html": lambda: b"<table>" + b"<tr>" + b"<td rowspan=999999>x" * 3_000 + b"<tr><td>y" * 50 + b"</table>",
    "right to left.html": lambda: "<p>1. \u202eתוכן\u202c and \u05d0\u05d1 \u200b\u200d\ufeff here.</p>".encode(),
    "right to left.txt": lambda: (GOOD + "\u202eevil\u202c \u200b\u2066x\u2069\n").encode(),
    "cp1252.html": lambda: "<p>1. Children’s “voice” – café</p>".encode("cp1252"),
    "utf-16.txt": lambda: GOOD.encode("utf-16"),
    "utf-8 with holes.txt": lambda: GOOD.encode() + b"\xff\xfe\x80 broken",
    "one long line.txt": lambda: b"word " * 60_000,
    "many lines.txt": lambda: b"1.\n" * 3_000,
}

UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted.pdf": (encrypted, "encrypted"),
    "scan.pdf": (lambda: pdf([PageOf().picture()] * 3), "scans without text"),
    "circle.pdf": (pages_in_a_circle, "damaged"),
    "noise.pdf": (lambda: noise(1, b"%PDF-1.7\n"), "damaged"),
    "cut off.pdf": (lambda: pdf([paragraphs(3)])[:300], "damaged"),
    "empty.pdf": (lambda: b"", "damaged"),
    "bomb.docx": (word_bomb, "unpacks to"),
    "lying.docx": (word_lying_about_its_size, "damaged"),
    "entities.docx": (word_with_entities, "damaged"),
    "deep.docx": (deep_word, "damaged"),
    "noise.docx": (lambda: noise(2, b"PK\x03\x04"), "damaged"),
    "old.docx": (lambda: noise(3, b"\xd0\xcf\x11\xe0"), "old Word"),
    "zip.docx": (lambda: docx({"x": "y"})[:-40], "damaged"),
    "binary.html": (lambda: noise(4), "binary"),
    "binary.txt": (lambda: noise(5), "binary"),
    "empty.html": (lambda: b" \n", "empty"),
}


@pytest.mark.parametrize("name", READABLE)
def test_what_can_be_read_is_read(name: str, readers: BoundedReaders, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(READABLE[name]())
    reading = readers.read(path, tmp_path)
    assert reading.paragraphs
    text = " ".join(paragraph.text for paragraph in reading.paragraphs)
    assert "root:" not in text
    assert "haha" not in text


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_gives_one_clear_reason(name: str, readers: BoundedReaders, tmp_path: Path) -> None:
    build, reason = UNREADABLE[name]
    path = tmp_path / name
    path.write_bytes(build())
    with pytest.raises(UnreadableReport, match=reason) as caught:
        readers.read(path, tmp_path)
    assert "\n" not in str(caught.value)
    assert "could not be read" not in str(caught.value)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_damage_anywhere_ends_in_a_reading_or_a_reason(kind: str, readers: BoundedReaders, tmp_path: Path) -> None:
    ended = []
    whole = pdf([paragraphs(5)] * 3) if kind == "pdf" else docx()
    for seed in range(25):
        path = tmp_path / f"{seed}.{kind}"
        path.write_bytes(damaged(whole, seed))
        ended.append(outcome(readers, path))
    assert all(ended)
    assert not [reason for reason in ended if "could not be read" in reason]


def test_what_takes_too_long_is_stopped_and_the_next_is_read(tmp_path: Path) -> None:
    slow, good = tmp_path / "slow.pdf", tmp_path / "good.pdf"
    slow.write_bytes(pdf([PageOf().rows(72, 100, [f"Row {n} of page" for n in range(45)])] * 3000))
    good.write_bytes(pdf([paragraphs(3)]))
    with BoundedReaders(1, seconds=5) as readers:
        with pytest.raises(UnreadableReport, match="more than 5 seconds"):
            readers.read(slow, tmp_path)
        assert isinstance(readers.read(good, tmp_path), Reading)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no memory limit for a process")
def test_what_takes_too_much_memory_is_stopped_and_the_next_is_read(tmp_path: Path) -> None:
    large, good = tmp_path / "large.html", tmp_path / "good.html"
    large.write_bytes(b"<p>" + b"many words " * 5_000_000)
    good.write_bytes(b"<p>1. Good.</p>")
    with BoundedReaders(1, seconds=250, megabytes=110) as readers:
        with pytest.raises(UnreadableReport, match="110 MB"):
            readers.read(large, tmp_path)
        assert isinstance(readers.read(good, tmp_path), Reading)


def test_the_bounded_reading_is_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf([paragraphs(3)]))
    with BoundedReaders() as readers:
        assert readers.read(path, tmp_path) == readers.read(path, tmp_path) == read_bounded(path, tmp_path)


def test_a_file_that_is_gone_is_a_reason(tmp_path: Path) -> None:
    with pytest.raises(UnreadableReport, match="cannot be opened"):
        read_bounded(tmp_path / "gone.pdf", tmp_path)


class _Got:
    """Pickles as Python 3.11.0 to 3.11.3 pickle a member of an enumeration: as what `getattr` gets."""

    def __init__(self, of: object, name: str) -> None:
        self.got = (of, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return getattr, self.got


def test_members_of_enumerations_are_read_as_older_pythons_send_them() -> None:
    sent = pickle.dumps([_Got(Kind, "FINDING"), Kind.TABLE_ROW])
    assert _DomainOnly(io.BytesIO(sent)).load() == [Kind.FINDING, Kind.TABLE_ROW]


@pytest.mark.parametrize("got", [_Got(Kind, "__subclasses__"), _Got(Reading, "__init__")])
def test_nothing_else_is_got_from_what_is_sent(got: _Got) -> None:
    with pytest.raises(pickle.UnpicklingError, match="no part of a reading"):
        _DomainOnly(io.BytesIO(pickle.dumps(got))).load()
