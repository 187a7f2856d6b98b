"""Tables of a PDF that no line is drawn in: told from columns of text by what stands in their rows."""

from __future__ import annotations

from pathlib import Path

from retrieval.ingest.lines import Line
from retrieval.ingest.readers.pdf import read_lines
from tests.pdf_builder import PageOf, pdf

RATINGS = [
    ("Question", "This inspection", "2018"),
    ("Effectiveness", "Good", "Good"),
    ("Efficiency", "Requires improvement", "Good"),
    ("People and the way they work", "Outstanding", "Good"),
]


def read(page: PageOf, folder: Path) -> list[Line]:
    path = folder / "report.pdf"
    path.write_bytes(pdf([page]))
    return read_lines(path).lines


def test_a_row_of_a_table_may_have_a_narrow_gap_before_its_value(tmp_path: Path) -> None:
    page = PageOf()
    rows = [
        ("Type of school", "Primary"),
        ("Age range", "3 to 11"),
        ("Local authority", "Midshire"),
        ("Head", "Jo Fox"),
    ]
    for number, (label, value) in enumerate([*rows, ("Pupils that stand on the school roll", "412")]):
        page.text(66, 340 + 20 * number, label, 12, "bold").text(285, 340 + 20 * number, value)
    page.text(66, 100, "Some text stands above.")
    assert read(page, tmp_path)[-1].cells == ("Pupils that stand on the school roll", "412")


def test_rows_whose_pieces_begin_at_the_same_places_are_a_table(tmp_path: Path) -> None:
    page = PageOf().text(60, 80, "Ratings of this service and of its parts were given as below.")
    for number, cells in enumerate(RATINGS):
        for x, cell in zip((60, 240, 400), cells, strict=True):
            page.text(x, 120 + 24 * number, cell)
    page.text(60, 260, "Staff had been trained.")
    lines = read(page, tmp_path)
    assert [line.cells for line in lines] == [(), *RATINGS, ()]


def test_a_cell_goes_on_in_the_next_row_and_may_nearly_touch_the_next_cell(tmp_path: Path) -> None:
    page = PageOf()
    for top, first, second in (
        (100, "Safety", "Good"),
        (124, "Care of all the people in", "Requires"),
        (162, "Staff", "Good"),
    ):
        page.text(60, top, first).text(206, top, second)
    page.text(60, 138, "other places").text(206, 138, "improvement")
    assert [line.cells for line in read(page, tmp_path)] == [
        ("Safety", "Good"),
        ("Care of all the people in other places", "Requires improvement"),
        ("Staff", "Good"),
    ]


def test_labels_numbers_and_contents_are_no_tables(tmp_path: Path) -> None:
    page = PageOf()
    for number in range(4):
        page.text(60, 80 + 24 * number, "Lead inspector:").text(200, 80 + 24 * number, f"Jo Park {number}")
        page.text(60, 220 + 24 * number, f"R{number + 1}").text(110, 220 + 24 * number, "Plan with care")
        page.text(60, 360 + 24 * number, "Findings on plans").text(400, 360 + 24 * number, f"{number + 5}")
    assert [line.cells for line in read(page, tmp_path) if line.cells] == []


def test_rows_of_grades_that_begin_with_numbers_are_no_paragraphs(tmp_path: Path) -> None:
    page = PageOf()
    for number, name in enumerate(("Improvements in safety", "Impact on children", "Leadership of change"), 1):
        page.text(60, 80 + 24 * number, f"{number}.1 {name}").text(300, 80 + 24 * number, "Good")
    assert [line.cells[-1] for line in read(page, tmp_path)] == ["Good", "Good", "Good"]


def test_two_columns_of_sentences_are_no_table(tmp_path: Path) -> None:
    left = [
        "Plans were made for all of the",
        "people whom the team had met",
        "and were kept up to date in",
        "each of the three places.",
    ]
    right = [
        "Staff knew what they had to do",
        "and when it had to be ready,",
        "though they were few and had",
        "little time for each other.",
    ]
    page = PageOf().rows(60, 100, left).rows(320, 100, right)
    assert [line.text for line in read(page, tmp_path)] == [" ".join(left), " ".join(right)]
