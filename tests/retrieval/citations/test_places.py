"""Places as people type them find the printed paragraph, and only those that they can mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.citations.places import bare_number, find_places, parse_locator
from retrieval.domain import Kind, Locator, Paragraph, label

THEME_1 = "Theme 1: Reducing reoffending"
THEME_6 = "Theme 6: Interventions"
PRINTED: list[tuple[tuple[str, ...], str | int, Kind]] = [
    (("Recommendations",), "1", Kind.RECOMMENDATION),
    (("Recommendations",), "2", Kind.RECOMMENDATION),
    ((THEME_1, "Key Findings"), "1", Kind.KEY_FINDING),
    ((THEME_1, "Explanation of findings"), "1", Kind.FINDING),
    ((THEME_1, "Explanation of findings"), "7", Kind.FINDING),
    ((THEME_6, "Key Findings"), "1", Kind.KEY_FINDING),
    ((THEME_6, "Explanation of findings"), "7", Kind.FINDING),
    (("1. Assessment", "1.2 Likelihood of reoffending", "Strengths"), "(1)", Kind.FINDING),
    (("1. Assessment", "1.2 Likelihood of reoffending", "Areas for improvement"), "(1)", Kind.FINDING),
    (("1. Assessment", "1.2 Likelihood of reoffending", "Areas for improvement"), "(4)", Kind.FINDING),
    (("2. Delivery", "2.10 Safeguarding"), "2.8", Kind.FINDING),
    (("2. Delivery", "2.10 Safeguarding"), "2.80", Kind.FINDING),
    (("Areas requiring improvement",), "iv", Kind.FINDING),
    (("1.3 Staff",), 1, Kind.FINDING),
    (("1.3 Staff",), 3, Kind.FINDING),
    (("Theme 12: Health, education and partnership",), 1, Kind.QUOTATION),
]
PARAGRAPHS = [
    Paragraph(
        f"p{order}",
        "somewhere-2015",
        Locator(headings, *((place, None) if isinstance(place, str) else (None, place))),
        kind,
        "Words.",
        order,
    )
    for order, (headings, place, kind) in enumerate(PRINTED)
]
NAMED: list[tuple[list[str], list[int]]] = [
    (["2.8"], [10]),
    (["2.8."], [10]),
    (["paragraph 2.8"], [10]),
    (["para", "2.80"], [11]),
    (["§2.8"], [10]),
    (["7"], [4, 6]),
    (["theme 6", "7"], [6]),
    (["theme", "6", "7"], [6]),
    (["THEME 6, para 7"], [6]),
    (["theme 6 explanation of findings paragraph 7"], [6]),
    (["interventions", "7"], [6]),
    (["explan", "1"], [3]),
    (["theme 1", "1"], [2, 3]),
    (["key findings", "theme 6", "1"], [5]),
    (["theme 6"], [5, 6]),
    (["recommendation", "2"], [1]),
    (["recommendation 2"], [1]),
    (["recommendations"], [0, 1]),
    (["key finding", "1"], [2, 5]),
    (["1.2", "areas for improvement", "4"], [9]),
    (["1.2 areas for improvement (4)"], [9]),
    (["1.2", "areas", "for", "improvement", "(4)"], [9]),
    (["areas for improvement", "1"], [8]),
    (["improvement", "(1)"], [8]),
    (["1.2", "(1)"], [7, 8]),
    (["1.2"], [7, 8, 9]),
    (["2.10"], [10, 11]),
    (["areas requiring improvement", "IV"], [12]),
    (["iv"], [12]),
    (["1.3 Staff, 3rd paragraph"], [14]),
    (["1.3", "1st"], [13]),
    (["theme 12"], [15]),
    (["quotation"], [15]),
    (["health, education"], [15]),
    (["question 2.8"], [10]),
    (["9.9"], []),
    (["theme 2", "1"], []),
    (["theme 6", "8"], []),
    (["children's homes"], []),
]


@pytest.mark.parametrize(("typed", "found"), NAMED, ids=[" | ".join(typed) for typed, _ in NAMED])
def test_what_a_person_types_finds_the_printed_place(typed: list[str], found: list[int]) -> None:
    assert [p.order for p in find_places(PARAGRAPHS, *parse_locator(typed))] == found


@pytest.mark.parametrize("paragraph", PARAGRAPHS, ids=lambda p: p.id)
def test_the_label_of_a_citation_leads_back_to_its_paragraph(paragraph: Paragraph) -> None:
    words = label("", paragraph.locator, paragraph.kind).removeprefix(", ")
    assert find_places(PARAGRAPHS, *parse_locator([words])) == [paragraph]


def test_nothing_typed_means_the_whole_report() -> None:
    assert find_places(PARAGRAPHS, *parse_locator([" "])) == PARAGRAPHS


@given(st.lists(st.text(max_size=30), max_size=4))
def test_any_words_give_paragraphs_of_the_report_in_printed_order(typed: list[str]) -> None:
    under, number = parse_locator(typed)
    found = find_places(PARAGRAPHS, under, number)
    assert [p.order for p in found] == sorted({p.order for p in found})
    if number is not None and found and not any(bare_number(number) in h for p in found for h in p.locator.headings):
        assert all(p.locator.position or bare_number(p.locator.number or "") == bare_number(number) for p in found)
