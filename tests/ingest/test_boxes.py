"""Boxes: what stands in a frame keeps its own heading, and the report goes on behind it where it was."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from retrieval.domain import Kind, Reading
from retrieval.ingest.read import read_report
from tests.pdf_builder import PageOf, pdf

BEFORE, INSIDE, BEHIND = "Plans had been made.", "The force should review its plans.", "Staff had been trained well."
TITLE = "Area for improvement"


def word(folder: Path) -> Path:
    document = docx.Document()
    document.add_heading("Police of Northfold", 1)
    document.add_heading("Preventing crime", 1)
    document.add_heading("How plans are made", 2)
    document.add_paragraph(BEFORE)
    cell = document.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].add_run(TITLE).bold = True
    cell.add_paragraph(INSIDE)
    document.add_paragraph(BEHIND)
    document.add_heading("Recommendations", 1)
    document.add_paragraph("Plan more.")
    document.save(str(folder / "report.docx"))
    return folder / "report.docx"


def html(folder: Path, opened: str = "<aside>", closed: str = "</aside>") -> Path:
    path = folder / "report.html"
    path.write_text(
        "<h1>Police of Northfold</h1><h1>Preventing crime</h1><h2>How plans are made</h2>"
        f"<p>{BEFORE}</p>{opened}<h3>{TITLE}</h3><p>{INSIDE}</p>"
        f"{closed}<p>{BEHIND}</p><h1>Recommendations</h1><p>Plan more.</p>",
        encoding="utf-8",
    )
    return path


def html_box(folder: Path) -> Path:
    return html(folder, '<div class="call-out box">', "</div>")


def html_table(folder: Path) -> Path:
    return html(folder, "<table><tr><td>", "</td></tr></table>")


def framed_pdf(folder: Path) -> Path:
    page = (
        PageOf()
        .text(60, 50, "Police of Northfold", 26, "bold")
        .text(60, 80, "Preventing crime", 20, "bold")
        .text(60, 120, "How plans are made", 16, "bold")
    )
    page.text(60, 150, BEFORE).grid([55, 540], [180, 240])
    page.text(60, 200, TITLE, 12, "bold").text(60, 225, INSIDE)
    page.text(60, 270, BEHIND).text(60, 320, "Recommendations", 20, "bold").text(60, 350, "Plan more.")
    path = folder / "report.pdf"
    path.write_bytes(pdf([page]))
    return path


def places(reading: Reading) -> list[tuple[tuple[str, ...], str, Kind]]:
    return [(p.locator.headings, p.text, p.kind) for p in reading.paragraphs]


@pytest.mark.parametrize("make", [word, html, html_box, html_table, framed_pdf])
def test_the_heading_of_a_box_ends_with_the_box(make: object, tmp_path: Path) -> None:
    section = ("Preventing crime", "How plans are made")
    assert callable(make)
    assert places(read_report(make(tmp_path), tmp_path)) == [
        (section, BEFORE, Kind.FINDING),
        ((*section, TITLE), INSIDE, Kind.RECOMMENDATION),
        (section, BEHIND, Kind.FINDING),
        (("Recommendations",), "Plan more.", Kind.FINDING),
    ]


def test_a_box_is_attached_to_the_paragraph_before_it(tmp_path: Path) -> None:
    before, inside, behind, _ = read_report(html(tmp_path), tmp_path).paragraphs
    assert (inside.attached_to, behind.attached_to) == (before.id, None)


def test_a_heading_alone_in_a_frame_heads_what_follows(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(
        "<h1>Prison of Northfold</h1><h1>Safety</h1><p>Cells were clean.</p>"
        "<table><tr><td><h1>Respect</h1></td></tr></table><p>Staff were kind.</p>",
        encoding="utf-8",
    )
    assert [p.locator.headings for p in read_report(path, tmp_path).paragraphs] == [("Safety",), ("Respect",)]


def test_a_typed_bullet_is_a_bullet(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Findings", 1)
    for text in (
        "1.1 The force should:",
        "\u2022 review its plans",
        "\u2022 train its staff.",
        "1.2 Calls are answered.",
    ):
        document.add_paragraph(text)
    document.save(str(tmp_path / "report.docx"))
    found = [(p.locator.number, p.text) for p in read_report(tmp_path / "report.docx", tmp_path).paragraphs]
    assert found == [
        ("1.1", "The force should: • review its plans • train its staff."),
        ("1.2", "Calls are answered."),
    ]


def told(folder: Path, *, cut: bool) -> list[tuple[tuple[str, ...], str, Kind]]:
    """A box with a bold sentence under its title and an explanation below, which a page's end may cut in two."""
    first = (
        PageOf()
        .text(60, 50, "Police of Northfold", 26, "bold")
        .text(60, 80, "Preventing crime", 20, "bold")
        .text(60, 120, BEFORE)
    )
    first.grid([55, 540], [700, 740 if cut else 810]).text(60, 730, TITLE, 12, "bold")
    second = PageOf()
    rest, top = (second.grid([55, 540], [60, 130]), 80) if cut else (first, 760)
    rest.text(60, top, INSIDE, 12, "bold").text(60, top + 30, "Half of them had lapsed.")
    second.text(60, 200, BEHIND)
    (folder / "report.pdf").write_bytes(pdf([first, second]))
    return places(read_report(folder / "report.pdf", folder))


@pytest.mark.parametrize("cut", [False, True])
def test_what_is_told_in_a_box_is_one_entry_with_its_explanation_beside_it(tmp_path: Path, cut: bool) -> None:
    section = ("Preventing crime",)
    assert told(tmp_path, cut=cut) == [
        (section, BEFORE, Kind.FINDING),
        ((*section, TITLE), INSIDE, Kind.RECOMMENDATION),
        ((*section, TITLE), "Half of them had lapsed.", Kind.FINDING),
        (section, BEHIND, Kind.FINDING),
    ]
