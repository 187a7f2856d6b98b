"""What the page's geometry says: rows, paragraphs, headings, lists, columns, tables, notes, running text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pdfplumber
import pytest

from retrieval.domain import FurnitureKind, UnreadableReport
from retrieval.ingest.lines import SourceLines
from retrieval.ingest.readers.pdf import read_lines
from tests.pdf_builder import PageOf, pdf
from tests.real_reports import needs_real_reports, real_reports

FULL = "A row of running text that reaches as far as the right edge of the page does"


def read(tmp_path: Path, *pages: PageOf, **options: object) -> SourceLines:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(list(pages), **options))  # type: ignore[arg-type]
    return read_lines(path)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text))


def texts(source: SourceLines) -> list[str]:
    return [line.text for line in source.lines]


def test_rows_of_one_paragraph_are_one_line_and_white_space_parts_two(tmp_path: Path) -> None:
    page = PageOf().rows(72, 100, [FULL, "and its end."]).rows(72, 160, [FULL, "and another end."])
    source = read(tmp_path, page)
    assert texts(source) == [f"{FULL} and its end.", f"{FULL} and another end."]
    assert [line.gap for line in source.lines] == [False, True]
    assert {line.page for line in source.lines} == {1}


def test_hanging_numbers_begin_paragraphs_and_a_number_within_a_wrapped_row_does_not(tmp_path: Path) -> None:
    page = PageOf()
    page.text(72, 100, "12.").rows(100, 100, [FULL, "47. This row only wraps, for it stands under the text"])
    page.text(72, 129, "13.").rows(100, 129, ["The next paragraph follows without white space"])
    assert texts(read(tmp_path, page)) == [
        f"12. {FULL} 47. This row only wraps, for it stands under the text",
        "13. The next paragraph follows without white space",
    ]


def test_numbers_of_two_figures_hang_too(tmp_path: Path) -> None:
    page = PageOf().text(72, 100, "1.1").rows(100, 100, [FULL, "and its end."])
    page.text(72, 140, "1.2.3").rows(110, 140, [FULL, "and its end."])
    assert texts(read(tmp_path, page)) == [f"1.1 {FULL} and its end.", f"1.2.3 {FULL} and its end."]


def test_numbers_without_a_hanging_indent_are_told_by_their_sequence(tmp_path: Path) -> None:
    rows = [f"1. {FULL}", f"and goes on. {FULL[:60]}.", f"2. {FULL}", "and ends."]
    assert [text[:2] for text in texts(read(tmp_path, PageOf().rows(72, 100, rows)))] == ["1.", "2."]


def test_bullets_keep_their_sign_and_their_wrapped_rows(tmp_path: Path) -> None:
    page = PageOf().text(72, 100, "•").rows(90, 100, [FULL, "and its end"]).text(72, 129, "•").text(90, 129, "Short")
    source = read(tmp_path, page)
    assert texts(source) == [f"• {FULL} and its end", "• Short"]
    assert all(line.bullet for line in source.lines)


def test_lines_broken_by_hand_stay_lines(tmp_path: Path) -> None:
    page = PageOf().rows(72, 100, [FULL, FULL, "end."]).rows(72, 200, ["Piccadilly Gate", "Store Street", "M1 2WD"])
    assert texts(read(tmp_path, page))[1:] == ["Piccadilly Gate", "Store Street", "M1 2WD"]


@pytest.mark.parametrize(
    ("rows", "joined"),
    [
        (["It needs a multi-", "agency plan."], "It needs a multi-agency plan."),
        (["It needs pre-", "and post-birth plans."], "It needs pre- and post-birth plans."),
        (["See www.example.org/reports/", "latest for more."], "See www.example.org/reports/latest for more."),
        (["From 2015–", "16 it rose."], "From 2015–16 it rose."),
    ],
)
def test_what_ends_a_row_decides_how_it_is_joined(tmp_path: Path, rows: list[str], joined: str) -> None:
    assert texts(read(tmp_path, PageOf().rows(72, 100, rows))) == [joined]


def test_words_split_throughout_are_made_whole(tmp_path: Path) -> None:
    words = ["inspection", "management", "assessment", "prevention"]
    page = PageOf().rows(72, 100, [f"We speak of {word} and again of {word}" for word in words])
    split = [
        f"and the word {word[:5]}-" if i % 2 == 0 else f"{word[5:]} stands split" for word in words for i in (0, 1)
    ]
    text = " ".join(texts(read(tmp_path, page.rows(72, 300, split))))
    assert all(f"the word {word} stands" in text for word in words)


def test_a_paragraph_goes_on_over_the_page_its_footer_and_its_footnote(tmp_path: Path) -> None:
    pages = []
    for number, word in enumerate(["first", "second", "third", "fourth"], 1):
        page = PageOf().text(72, 40, "Report of the year").text(280, 810, f"Page {number} of 4")
        page.text(72, 100, f"{'7. ' if number == 1 else ''}{word} {FULL}")
        pages.append(page.rows(72, 114.5, [f"{FULL} {word}"] * 40))
    pages[0].line(72, 705, 200, 705).text(72, 716, "1", 6).text(78, 720, "A note in small print.", 9)
    source = read(tmp_path, *pages)
    body = [line for line in source.lines if not line.footnote]
    assert len(body) == 1
    assert body[0].page == 1
    assert [line.text for line in source.lines if line.footnote] == ["¹ A note in small print."]
    kinds = Counter(piece.kind for piece in source.furniture)
    assert kinds == {FurnitureKind.RUNNING_HEADER: 4, FurnitureKind.PAGE_NUMBER: 4}


def test_a_new_paragraph_at_the_top_of_a_page_stays_one(tmp_path: Path) -> None:
    first = PageOf().rows(72, 100, [FULL, "which ends here."])
    second = PageOf().rows(72, 100, ["Another begins on the next page", "and ends there."])
    assert len(texts(read(tmp_path, first, second))) == 2


def test_a_sentence_that_left_room_for_the_next_pages_first_word_ended_its_paragraph(tmp_path: Path) -> None:
    first = PageOf().rows(72, 100, [FULL]).rows(72, 140, [FULL[:70], f"{FULL[:62]} end."])
    assert len(texts(read(tmp_path, first, PageOf().rows(72, 100, ["Another begins", "and ends."])))) == 3


@pytest.mark.parametrize(("size", "scale"), [(16, 0.75), (1, 12), (12, 1)])
def test_a_size_is_that_of_the_print_whatever_the_file_calls_it(tmp_path: Path, size: float, scale: float) -> None:
    page = PageOf()
    for number, row in enumerate([FULL, "and its end.", "", "Another that is", "short."]):
        # Browsers shrink a font of 16 to three quarters; others enlarge one of 1.
        page.commands.append(f"BT /plain {size} Tf {scale} 0 0 {scale} 72 {742 - 14 * number} Tm ({row}) Tj ET")
    source = read(tmp_path, page)
    assert texts(source)[0] == f"{FULL} and its end."
    assert texts(source)[1].startswith("Another")


def test_headings_that_differ_on_each_page_are_no_running_text(tmp_path: Path) -> None:
    pages = [
        PageOf().text(72, 80, f"Standard {n}", 16, "bold").rows(72, 120, [FULL, f"ends {n}."]) for n in range(3, 9)
    ]
    pages = [PageOf().rows(72, 120, [FULL, f"begins {n}."]) for n in range(20)] + pages
    source = read(tmp_path, *pages)
    assert [line.text for line in source.lines if line.heading] == [f"Standard {n}" for n in range(3, 9)]


def test_a_header_that_changes_with_its_chapter_goes_on_every_page(tmp_path: Path) -> None:
    chapters = ["Leadership"] * 4 + ["Practice"] * 2 + ["Outcomes"]
    pages = [
        PageOf().text(72, 40, f"Chapter: {chapter} {number}", 9).rows(72, 150, [FULL, f"Body of page {number} ends."])
        for number, chapter in enumerate(chapters, 1)
    ]
    source = read(tmp_path, *pages)
    assert len([piece for piece in source.furniture if piece.kind is FurnitureKind.RUNNING_HEADER]) == 7
    assert "Chapter" not in " ".join(texts(source))


def test_roman_and_arabic_page_numbers_go_and_a_number_in_the_text_stays(tmp_path: Path) -> None:
    numbers = ["i", "ii", "iii", "1", "2", "3"]
    pages = [PageOf().rows(72, 150, [FULL, f"{n} stays."]).text(300, 820, n) for n in numbers]
    source = read(tmp_path, *pages)
    assert [piece.text for piece in source.furniture] == numbers
    assert " ".join(texts(source)).count("stays.") == 6


def test_headings_are_ranked_by_size_and_weight(tmp_path: Path) -> None:
    page = (
        PageOf()
        .text(72, 80, "The report", 22)
        .text(72, 120, "A chapter", 16, "bold")
        .text(72, 150, "A part", 12, "bold")
    )
    source = read(tmp_path, page.rows(72, 180, [FULL, FULL, "end."]))
    assert [(line.text, line.heading) for line in source.lines[:3]] == [
        ("The report", 1),
        ("A chapter", 2),
        ("A part", 3),
    ]
    assert source.lines[3].heading is None


def test_contents_entries_are_no_headings(tmp_path: Path) -> None:
    page = PageOf().text(72, 100, "Recommendations", 14).text(500, 100, "7", 14).rows(72, 300, [FULL] * 5)
    line = read(tmp_path, page).lines[0]
    assert (line.text, line.heading) == ("Recommendations 7", None)


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"left row number {n} of the column" for n in range(8)]
    right = [f"right row number {n} of the column" for n in range(8)]
    page = PageOf().text(72, 80, "A heading over both of the columns of this page, as wide as they are", 13, "bold")
    page.rows(72, 120, left, 10, 12).rows(320, 120, right, 10, 12).rows(72, 300, [FULL, "at the foot."])
    text = " ".join(texts(read(tmp_path, page)))
    assert text.index("left row number 7") < text.index("right row number 0") < text.index("at the foot")


def test_columns_of_hanging_numbers_are_parted_at_the_gutter(tmp_path: Path) -> None:
    page, row = PageOf(), "words that fill the narrow row"
    for column, x in enumerate((60, 320)):
        for n in range(6):
            page.text(x, 100 + n * 50, f"{column * 6 + n + 1}.").rows(
                x + 28, 100 + n * 50, [row, row, "and end."], 11, 13
            )
    assert texts(read(tmp_path, page)) == [f"{n}. {row} {row} and end." for n in range(1, 13)]


def test_a_hanging_paragraph_goes_on_in_the_next_column_and_on_the_next_page(tmp_path: Path) -> None:
    rows = [f"row {n} of the first column, full" for n in range(10)]
    page = PageOf().text(60, 200, "7.").rows(88, 200, rows, 11, 13).rows(348, 200, rows, 11, 13)
    page.text(320, 340, "8.").rows(348, 340, [*rows, "Capital"], 11, 13)
    following = PageOf().rows(88, 150, [FULL.lower(), FULL, "The Board ends."], 11, 13)
    following.text(60, 220, "9.").text(88, 220, "Next.", 11)
    numbers = [text.split(" ", 1)[0] for text in texts(read(tmp_path, page, following))]
    assert numbers == ["7.", "8.", "9."]


def test_a_ruled_table_gives_its_cells_and_a_frame_does_not(tmp_path: Path) -> None:
    page = PageOf().grid([70, 300, 500], [90, 130, 160]).rows(80, 110, ["Who need help", "and protection"], 11, 13)
    page.text(310, 115, "Good").text(80, 150, "Overall").text(310, 150, "Requires improvement")
    page.grid([70, 500], [300, 380]).rows(80, 320, ["Framed text stays text", "over its two rows"])
    source = read(tmp_path, page)
    assert [line.cells for line in source.lines] == [
        ("Who need help and protection", "Good"),
        ("Overall", "Requires improvement"),
        (),
    ]
    assert source.lines[2].text == "Framed text stays text over its two rows"


def test_rows_between_shaded_rows_are_rows_of_the_same_table(tmp_path: Path) -> None:
    page = PageOf().grid([70, 300, 500], [90, 120]).grid([70, 300, 500], [150, 180])
    for top, area, grade in ((110, "Staff", "Good"), (140, "Planning", "Poor"), (170, "Reviewing", "Fair")):
        page.text(80, top, area).text(310, top, grade)
    cells = [line.cells for line in read(tmp_path, page).lines]
    assert cells == [("Staff", "Good"), ("Planning", "Poor"), ("Reviewing", "Fair")]


def test_lines_of_a_table_may_be_drawn_in_pieces_a_hair_apart(tmp_path: Path) -> None:
    """As word processors draw a cell with a border of its own: 1.5 points from rounding to another place."""
    page = PageOf().grid([60, 200, 400], [99, 130, 160])
    page.commands = [c for c in page.commands if f"{842 - 130}" not in c]
    page.line(200, 130.4, 400, 130.4).line(60, 130.6, 400, 130.6)
    for top, first, second in ((115, "Staff", "Good"), (145, "Plans", "Poor")):
        page.text(70, top, first).text(210, top, second)
    assert [line.cells for line in read(tmp_path, page).lines] == [("Staff", "Good"), ("Plans", "Poor")]


def test_a_small_frame_in_the_row_of_a_label_is_its_value(tmp_path: Path) -> None:
    page = PageOf().text(60, 100, "Overall rating").grid([200, 330], [85, 108]).text(205, 100, "Good")
    page.text(60, 160, "Staff were kind.")
    assert [line.cells for line in read(tmp_path, page).lines] == [("Overall rating", "Good"), ()]


def test_small_shapes_before_rows_are_bullets_and_within_rows_are_not(tmp_path: Path) -> None:
    page = PageOf().filled(80, 92, 84, 96).rows(90, 100, [FULL, "and its end."])
    page.filled(80, 121, 84, 125).text(90, 129, "The second entry").text(90, 170, "A row with a").filled(
        160, 162, 164, 166
    )
    page.text(168, 170, "sign within")
    assert texts(read(tmp_path, page)) == [f"• {FULL} and its end.", "• The second entry", "A row with a sign within"]


def test_a_bar_beside_a_box_is_no_column_of_it(tmp_path: Path) -> None:
    page = PageOf().grid([55, 60, 540], [180, 240]).text(70, 200, "Cause of concern", 12, "bold")
    source = read(tmp_path, page.text(70, 225, "Reviews are late.").text(55, 300, "Behind the box."))
    assert texts(source) == ["Cause of concern", "Reviews are late.", "Behind the box."]
    assert [bool(line.cells) for line in source.lines] == [False, False, False]
    assert [bool(line.frame) for line in source.lines] == [True, True, False]


def test_the_rows_of_a_table_of_one_column_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    page = (
        PageOf().grid([55, 540], [100, 130, 160]).text(60, 120, f"{FULL} now.").text(60, 150, "Leaders should train.")
    )
    assert texts(read(tmp_path, page)) == [f"{FULL} now.", "Leaders should train."]


def test_what_stands_behind_a_table_stands_behind_white_space(tmp_path: Path) -> None:
    page = PageOf().text(60, 60, "Before.").grid([60, 200, 400], [80, 100, 120])
    for top, first, second in ((94, "Staff", "Good"), (114, "Plans", "Poor")):
        page.text(70, top, first).text(210, top, second)
    page.text(60, 136, "Strengths:").text(60, 160, "Staff were kind.")
    assert [line.gap for line in read(tmp_path, page).lines if line.text == "Strengths:"] == [True]


def test_text_between_two_tables_is_no_row(tmp_path: Path) -> None:
    page = PageOf().grid([70, 300, 500], [90, 120]).grid([70, 300, 500], [170, 200])
    page.text(80, 110, "Staff").text(310, 110, "Good").text(80, 190, "Planning").text(310, 190, "Poor")
    page.text(70, 145, FULL)
    assert [line.cells for line in read(tmp_path, page).lines] == [("Staff", "Good"), (), ("Planning", "Poor")]


def test_footnote_marks_keep_their_height_and_powers_do_not(tmp_path: Path) -> None:
    page = PageOf().text(72, 100, "The Board").text(126, 95, "3", 7).text(134, 100, "met and the area is 10")
    page.text(254, 95, "6", 7).text(265, 100, "wide")
    source = read(tmp_path, page)
    assert texts(source) == ["The Board³ met and the area is 106 wide"]


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_page_turned_on_its_side_is_read_as_it_is_seen(tmp_path: Path, rotate: int) -> None:
    page = PageOf().turned(100, 700, "A landscape page reads").turned(115, 700, "in the right order.")
    assert texts(read(tmp_path, page, rotate=rotate)) == ["A landscape page reads in the right order."]


def test_a_scan_without_text_is_refused_and_a_scanned_page_among_others_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableReport, match="scans without text"):
        read(tmp_path, PageOf().picture(), PageOf().picture(), PageOf().rows(72, 100, [FULL]))
    source = read(tmp_path, PageOf().picture(), PageOf().rows(72, 100, [FULL]), PageOf().rows(72, 100, ["Another."]))
    assert [(piece.kind, piece.place) for piece in source.furniture] == [(FurnitureKind.PICTURE, 1)]


def test_an_empty_page_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(UnreadableReport, match="no text"):
        read(tmp_path, PageOf())


@needs_real_reports
@pytest.mark.parametrize("name", ["inspection-03.pdf", "inspection-06.pdf"])
def test_every_word_of_a_real_report_is_in_the_lines_or_the_furniture_once(name: str) -> None:
    """Compared with another extractor; a footnote's mark counts as the figure that it is."""
    path = (real_reports() or Path()) / "ofsted" / name
    source = read_lines(path)
    ours = Counter(word for text in [*texts(source), *(f.text for f in source.furniture)] for word in words_of(text))
    with pdfplumber.open(path) as document:
        theirs = Counter(word for page in document.pages for word in words_of(page.extract_text()))
    assert ours == theirs
