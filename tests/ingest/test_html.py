"""HTML as lines: headings, list numbers, tables, notes; what is not text is not read as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.domain import FurnitureKind, UnreadableReport
from retrieval.ingest.lines import SourceLines
from retrieval.ingest.readers.html import read_lines
from retrieval.ingest.readers.html_page import HtmlPage


def read(tmp_path: Path, html: str | bytes) -> SourceLines:
    path = tmp_path / "report.html"
    path.write_bytes(html if isinstance(html, bytes) else html.encode())
    return read_lines(path)


def texts(source: SourceLines) -> list[str]:
    return [line.text for line in source.lines]


def test_headings_paragraphs_and_weights(tmp_path: Path) -> None:
    html = "<title>A report</title><h1>Summary</h1><p>One <b>two</b>\nthree.<p><strong>All bold</strong><h3>Part</h3>"
    source = read(tmp_path, html)
    assert texts(source) == ["Summary", "One two three.", "All bold", "Part"]
    assert [line.heading for line in source.lines] == [1, None, None, 3]
    assert [line.bold for line in source.lines] == [False, False, True, False]
    assert source.title == "A report"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ("<ol start=7><li>a<li value=12>b<li>c</ol>", ["7. a", "12. b", "13. c"]),
        ("<ol type=i><li>a<li>b</ol>", ["i. a", "ii. b"]),
        ("<ol type=a start=26><li>a<li>b</ol>", ["z. a", "aa. b"]),
        ("<ol style='list-style-type: upper-roman'><li>a</ol>", ["I. a"]),
        ("<ol reversed start=2><li>a<li>b</ol>", ["2. a", "1. b"]),
        ("<ol style='list-style: none'><li>1.1 a</ol>", ["1.1 a"]),
        ("<ol><li>1. printed already</ol>", ["1. printed already"]),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", ["• a", "• b", "• c"]),
        ("<ol><li><p>first</p><p>more of it</p></li><li>b</ol>", ["1. first", "more of it", "2. b"]),
        ("<ol><li>a<ol><li>inner</ol></li><li>b</ol>", ["1. a", "1. inner", "2. b"]),
    ],
)
def test_list_numbers_are_counted_as_a_browser_counts(tmp_path: Path, html: str, expected: list[str]) -> None:
    assert texts(read(tmp_path, html)) == expected


def test_a_table_gives_rows_and_a_frame_gives_its_text(tmp_path: Path) -> None:
    html = (
        "<table><tr><th>Judgement<th>Grade<tr><td>Overall<td><p>Requires</p><p>improvement</p></table>"
        "<table><tr><td><h2>Framed</h2><p>Text</p></table>"
    )
    source = read(tmp_path, html)
    assert [line.cells for line in source.lines] == [
        ("Judgement", "Grade"),
        ("Overall", "Requires improvement"),
        (),
        (),
    ]
    assert texts(source)[2:] == ["Framed", "Text"]


def test_a_cell_that_spans_rows_stands_once(tmp_path: Path) -> None:
    html = "<table><tr><td rowspan=2>Area<td>a<td>1<tr><td>b<td>2</table>"
    assert [line.cells for line in read(tmp_path, html).lines] == [("Area", "a", "1"), ("", "b", "2")]


def test_a_table_within_a_cell_loses_nothing(tmp_path: Path) -> None:
    html = "<table><tr><td>outer<td><table><tr><td>a<td>b</table></table>"
    assert [line.cells for line in read(tmp_path, html).lines] == [("outer", "a b")]


def test_scripts_are_no_text_and_navigation_is_furniture(tmp_path: Path) -> None:
    html = "<nav>Menu</nav><script>var a = 'x'</script><style>p{}</style><p>Body<!-- no --></p><footer>Contact</footer>"
    source = read(tmp_path, html)
    assert texts(source) == ["Body"]
    assert [(piece.kind, piece.text) for piece in source.furniture] == [
        (FurnitureKind.MARKUP, "Menu"),
        (FurnitureKind.RUNNING_FOOTER, "Contact"),
    ]


def test_footnotes_keep_their_marks(tmp_path: Path) -> None:
    html = "<p>The Board<sup><a href='#1'>[1]</a></sup> met.</p><div class=footnotes><ol><li>A note.</ol></div>"
    source = read(tmp_path, html)
    assert texts(source) == ["The Board¹ met.", "¹ A note."]
    assert [line.footnote for line in source.lines] == [False, True]


@pytest.mark.parametrize("mark", ["role=doc-endnotes", "class=sdfootnote", "class='note foot-note'"])
def test_notes_are_known_by_class_or_role(tmp_path: Path, mark: str) -> None:
    source = read(tmp_path, f"<p>Text.</p><section {mark}><p>1 A note.</p></section><p>More.</p>")
    assert [line.footnote for line in source.lines] == [False, True, False]


def test_two_breaks_end_a_paragraph_and_an_address_keeps_its_lines(tmp_path: Path) -> None:
    html = "<div>a<br>b<br><br>c</div><address>Gate<br>Street</address>"
    assert texts(read(tmp_path, html)) == ["a b", "c", "Gate", "Street"]


@pytest.mark.parametrize(
    "raw",
    [
        "<p>Children’s café</p>".encode(),
        b"\xef\xbb\xbf" + "<p>Children’s café</p>".encode(),
        "<p>Children’s café</p>".encode("utf-16"),
        "<meta charset=windows-1252><p>Children’s café</p>".encode("cp1252"),
        "<p>Children’s café</p>".encode("cp1252"),
        "<meta charset=no-such-thing><p>Children’s café</p>".encode("cp1252"),
        "<?xml version='1.0' encoding='utf-8'?><html><p>Children’s café</p></html>".encode(),
        "<meta charset=iso-8859-1><p>Children’s café</p>".encode(),
        "<p>Chil\u200bdren&rsquo;s ca\u00adfé</p>".encode(),
    ],
)
def test_characters_come_out_whatever_the_encoding(tmp_path: Path, raw: bytes) -> None:
    assert texts(read(tmp_path, raw)) == ["Children’s café"]


@pytest.mark.parametrize(("raw", "reason"), [(b"", "empty"), (b"<p></p>", "no text"), (b"<p>\0\0", "binary")])
def test_what_holds_no_text_is_refused(tmp_path: Path, raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableReport, match=reason):
        read(tmp_path, raw)


_TAGS = st.sampled_from("p div table tr td th ol ul li h2 b sup br nav span a footer script".split())
_EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("start"), _TAGS),
        st.tuples(st.just("end"), _TAGS),
        st.tuples(st.just("data"), st.text("ab1 ")),
    ),
    max_size=60,
)


@given(_EVENTS)
def test_whatever_the_tags_every_word_outside_scripts_comes_out_once(events: list[tuple[str, str]]) -> None:
    page, given_letters = HtmlPage(), 0
    for kind, value in events:
        if kind == "start":
            page.start(value, {})
        elif kind == "end":
            page.end(value)
        else:
            given_letters += 0 if page.count.get("unseen") else sum(char in "ab" for char in value)
            page.data(value)
    page.close()
    # A row that the page never ends would still hold its cells: the parser always ends what is open.
    for item in reversed([item.tag for item in page.open]):
        page.end(item)
    read_letters = sum(
        sum(char in "ab" for char in text)
        for text in [*(line.text for line in page.lines), *(f.text for f in page.furniture)]
    )
    assert read_letters == given_letters
