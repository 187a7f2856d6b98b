"""Word files as lines: styles, computed list numbers, tables, notes, tracked changes, text boxes, pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from retrieval.domain import FurnitureKind, UnreadableReport
from retrieval.ingest.lines import SourceLines
from retrieval.ingest.readers.word import read_lines

W = nsdecls("w")


def read(tmp_path: Path, document: WordDocument) -> SourceLines:
    path = tmp_path / "report.docx"
    document.save(str(path))
    return read_lines(path)


def texts(source: SourceLines) -> list[str]:
    return [line.text for line in source.lines]


def numbered(document: WordDocument, *levels: tuple[str, str], start: int = 1) -> Callable[..., Paragraph]:
    """A new multi-level list; gives a function that adds a paragraph to it."""
    root = document.part.numbering_part.element
    key = str(900 + len(root))
    body = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (style, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="{key}">{body}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'))

    def add(text: str, depth: int = 0, list_id: str = key) -> Paragraph:
        paragraph = document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')
        )
        return paragraph

    return add


def test_headings_come_from_styles_and_weight_from_runs(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("The report", 0)
    document.add_heading("A part", 2)
    paragraph = document.add_paragraph("Plain and ")
    paragraph.add_run("bold").bold = True
    document.add_paragraph().add_run("All bold").bold = True
    source = read(tmp_path, document)
    assert [(line.text, line.heading, line.bold) for line in source.lines[2:]] == [
        ("Plain and bold", None, False),
        ("All bold", None, True),
    ]
    assert [line.heading for line in source.lines[:2]] == [1, 2]


def test_list_numbers_are_computed(tmp_path: Path) -> None:
    document = Document()
    add = numbered(document, ("decimal", "%1."), ("decimal", "%1.%2"), ("lowerRoman", "(%3)"))
    for text, depth in [("a", 0), ("b", 1), ("c", 1), ("d", 2), ("e", 0), ("f", 1), ("g", 2)]:
        add(text, depth)
    assert texts(read(tmp_path, document)) == ["1. a", "1.1 b", "1.2 c", "(i) d", "2. e", "2.1 f", "(i) g"]


def test_a_list_goes_on_after_other_text_and_starts_again_where_it_is_told_to(tmp_path: Path) -> None:
    document = Document()
    add = numbered(document, ("decimal", "%1."))
    first = add("a")
    document.add_paragraph("between")
    add("b")
    key = first._p.pPr.numPr.numId.val
    document.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {W} w:numId="999"><w:abstractNumId w:val="{key}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    add("c", list_id="999")
    add("d", list_id="999")
    assert texts(read(tmp_path, document)) == ["1. a", "between", "2. b", "1. c", "2. d"]


@pytest.mark.parametrize(
    ("style", "pattern", "start", "expected"),
    [
        ("lowerLetter", "(%1)", 26, "(z) x"),
        ("lowerLetter", "%1)", 27, "aa) x"),
        ("upperRoman", "%1.", 4, "IV. x"),
        ("decimal", "Finding %1:", 3, "Finding 3: x"),
        ("bullet", "\uf0b7", 1, "• x"),
        ("none", "", 1, "x"),
    ],
)
def test_number_formats(tmp_path: Path, style: str, pattern: str, start: int, expected: str) -> None:
    document = Document()
    numbered(document, (style, pattern), start=start)("x")
    line = read(tmp_path, document).lines[0]
    assert line.text == expected
    assert line.bullet is (style == "bullet")


def test_lists_of_styles_are_known(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("one", style="List Number")
    document.add_paragraph("two", style="List Number")
    document.add_paragraph("dot", style="List Bullet")
    assert texts(read(tmp_path, document)) == ["1. one", "2. two", "• dot"]


def test_a_table_gives_rows_and_a_frame_gives_its_text(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=3, cols=2)
    for row, words in zip(table.rows, [("Judgement", "Grade"), ("Area", "Good"), ("", "Poor")], strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Framed"
    source = read(tmp_path, document)
    assert [line.cells for line in source.lines] == [("Judgement", "Grade"), ("Area", "Good"), (), ()]
    assert texts(source)[2:] == ["Poor", "Framed"]


def test_a_footnote_follows_the_paragraph_that_bears_its_mark(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("The Board")
    paragraph._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="7"/></w:r>'))
    paragraph.add_run(" met.")
    document.add_paragraph("Next.")
    xml = f'<w:footnotes {W}><w:footnote w:id="7"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    source = read(tmp_path, document)
    assert texts(source) == ["The Board¹ met.", "¹ A note.", "Next."]
    assert [line.footnote for line in source.lines] == [False, True, False]


def test_deleted_and_hidden_text_is_not_read_and_inserted_text_is(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("It is ")
    paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>poor</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>good</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"))
    paragraph._p.append(parse_xml(f'<w:hyperlink {W}><w:r><w:t xml:space="preserve"> here</w:t></w:r></w:hyperlink>'))
    assert texts(read(tmp_path, document)) == ["It is good here"]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    document = Document()
    spaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent>"
    document.add_paragraph("Anchor")._p.append(
        parse_xml(
            f"<w:r {W} {spaces}><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert texts(read(tmp_path, document)) == ["Anchor", "Boxed"]


def test_headers_and_contents_are_furniture(tmp_path: Path) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Running title"
    style = document.styles.add_style("toc 1", 1)
    document.add_paragraph("Findings 7", style=style)
    document.add_paragraph("Body")
    source = read(tmp_path, document)
    assert texts(source) == ["Body"]
    assert {(piece.kind, piece.text) for piece in source.furniture} == {
        (FurnitureKind.CONTENTS, "Findings 7"),
        (FurnitureKind.RUNNING_HEADER, "Running title"),
    }


def test_pages_are_those_of_the_last_layout(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("First page")
    broken = document.add_paragraph("Begins on the first")
    broken._p.append(parse_xml(f"<w:r {W}><w:lastRenderedPageBreak/><w:t> and ends on the second</w:t></w:r>"))
    top = document.add_paragraph()
    top._p.append(parse_xml(f"<w:r {W}><w:lastRenderedPageBreak/><w:t>Third page</w:t></w:r>"))
    source = read(tmp_path, document)
    assert [line.page for line in source.lines] == [1, 1, 3]
    assert source.pages == 3


def test_content_controls_are_read(tmp_path: Path) -> None:
    document = Document()
    body = document.element.body
    body.insert(
        0, parse_xml(f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Filled in</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    )
    assert body.find(qn("w:sdt")) is not None
    assert texts(read(tmp_path, document)) == ["Filled in"]


def test_an_empty_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableReport, match="no text"):
        read(tmp_path, Document())
