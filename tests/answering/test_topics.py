"""What is said on a topic: several statements, of several sections, of the side asked for."""

from __future__ import annotations

import pytest

from bot.answering.evidence import Evidence, Features, Sentence
from bot.answering.query import Side
from bot.answering.subject import Subject, Term
from bot.answering.topics import of_topic, polarity
from retrieval.domain import Hit, Kind, Locator, Paragraph
from retrieval.language.tokens import stems

GOOD = "Mentoring was good, timely and effective."
BAD = "Mentoring was poor, and there was a lack of it."
MENTORING = Subject([Term("mentoring", "mentor", 3.0)])


def evidence(
    order: int,
    text: str,
    score: float,
    *,
    section: str = "Theme 1",
    kind: Kind = Kind.FINDING,
    subject: Subject = MENTORING,
) -> Evidence:
    paragraph = Paragraph(f"a/{order}", "a", Locator((section,), str(order)), kind, text, order)
    own = frozenset(stems(text))
    coverage = subject.coverage(own)
    sentence = Sentence(0, len(text), coverage, coverage, True, own)
    features = Features(score, score, score, coverage, coverage, 0.0, 1.0, 1.0)
    return Evidence(Hit(paragraph, score, score, score), (sentence,), coverage, True, score, subject, features)


def orders(chosen: list[Evidence]) -> list[int]:
    return [e.paragraph.order for e in chosen]


def test_nothing_found_says_nothing() -> None:
    assert of_topic([]) == []


@pytest.mark.parametrize(("broad", "said"), [(True, [1, 2, 3]), (False, [1, 2])])
def test_what_is_far_behind_the_best_is_left_out(broad: bool, said: list[int]) -> None:
    found = [evidence(n, GOOD, score) for n, score in ((1, 0.9), (2, 0.7), (3, 0.5), (4, 0.3))]
    assert orders(of_topic(found, broad=broad)) == said


def test_what_says_it_in_other_words_belongs_to_the_topic() -> None:
    found = [evidence(1, GOOD, 0.9), evidence(2, "Adults of the town met each child weekly.", 0.8)]
    assert orders(of_topic(found)) == [1, 2]


def test_a_row_of_a_table_gives_way_to_findings() -> None:
    rows = [evidence(n, "Mentoring 7 of 9", 0.9, section="Annex", kind=Kind.TABLE_ROW) for n in range(1, 8)]
    found = [evidence(n, GOOD, 0.7, section=f"Theme {n}") for n in range(11, 18)]
    assert orders(of_topic([*rows, *found])) == [*range(11, 18)]


def test_a_section_that_was_heard_gives_way_to_another() -> None:
    same = [evidence(n, GOOD, 0.8) for n in range(1, 9)]
    assert 20 in orders(of_topic([*same, evidence(20, GOOD, 0.78, section="Theme 2")]))


def test_the_other_side_is_heard() -> None:
    praise = [evidence(n, GOOD, 0.8, section=f"Theme {n}") for n in range(1, 9)]
    assert 20 in orders(of_topic([*praise, evidence(20, BAD, 0.78, section="Theme 20")]))


@pytest.mark.parametrize(("side", "first"), [(Side.PRAISE, 1), (Side.CRITICISM, 2)])
def test_the_side_asked_for_is_preferred(side: Side, first: int) -> None:
    found = [evidence(1, GOOD, 0.8), evidence(2, BAD, 0.79)]
    found += [evidence(n, GOOD if side is Side.PRAISE else BAD, 0.78, section=f"Theme {n}") for n in range(11, 17)]
    assert first in orders(of_topic(found, side))
    assert 3 - first not in orders(of_topic(found, side))


def test_a_list_of_strengths_is_praise_whatever_its_words() -> None:
    found = [evidence(n, GOOD, 0.8, section=f"Theme {n}") for n in range(1, 8)]
    found.insert(6, evidence(20, "Mentoring that does not wait for a crisis.", 0.8, section="Key strengths"))
    found.insert(0, evidence(21, GOOD, 0.82, section="Areas for improvement"))
    said = orders(of_topic(found, Side.PRAISE))
    assert 20 in said
    assert 21 not in said


def test_a_bare_subject_gets_fewer_statements() -> None:
    found = [evidence(n, GOOD, 0.8, section=f"Theme {n}") for n in range(1, 9)]
    assert len(of_topic(found, broad=False)) < len(of_topic(found))


def test_key_findings_come_first() -> None:
    found = [evidence(1, GOOD, 0.9), evidence(2, GOOD, 0.8, kind=Kind.KEY_FINDING)]
    assert orders(of_topic(found)) == [2, 1]


@pytest.mark.parametrize(("text", "side"), [(GOOD, 1), (BAD, -1), ("There is a shed.", 0)])
def test_words_tell_praise_from_criticism(text: str, side: int) -> None:
    assert polarity(text) == side


def test_where_facets_are_named_every_statement_speaks_of_the_head() -> None:
    subject = Subject([Term("mentoring", "mentor", 3.0), Term("police", "polic", 3.0)])
    found = [evidence(1, GOOD, 0.9, subject=subject), evidence(2, "The police were busy.", 0.8, subject=subject)]
    assert orders(of_topic(found, head=["mentoring"])) == [1]
    assert orders(of_topic(found)) == [1, 2]


def test_a_short_answer_holds_no_more_words_than_one_of_fact() -> None:
    long = "Mentoring was seen. " + " ".join(["word"] * 70) + "."
    found = [evidence(1, long, 0.9), evidence(2, long, 0.8, section="Theme 2"), evidence(3, GOOD, 0.7)]
    assert orders(of_topic(found, broad=False, short=True)) == [1, 3]
    assert orders(of_topic(found, broad=False)) == [1, 2, 3]
