"""A place resolves to exactly one printed paragraph, or is named as a fault with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evaluation.item import Place
from bot.evaluation.loading import gather, load, parse
from bot.evaluation.resolving import resolve
from bot.evaluation.truth import PlaceFault, text_hash, under
from tests.evaluation.world import ABSTAIN, FACT, TRUTH, P, item

ASH, BROOK = "ashmere-2015-fji", "brookvale-2018"
FOUND = [
    (Place(ASH, ("theme 4", "KEY findings"), "1"), 3),
    (Place(ASH, ("Theme 4", "Explanation"), "2."), 5),
    (Place(BROOK, ("staff",), position=2), 7),
    (Place("file:brookvale.pdf", ("overall",), "1.10"), 8),
    (Place("file:ashmere.txt", find="12 of  the 20"), 2),
    (Place(ASH, find="managers' OVERSIGHT"), 5),
    (Place(ASH, hash=text_hash(P[4].text)), 4),
    (Place(ASH, ("theme 4",), "1", hash=text_hash(P[4].text)), 4),
    (Place(BROOK, ("overall",), "2", page=4), 9),
]
FAULTS = [
    (Place("nowhere-2001", number="1"), "unknown report; loaded are ashmere-2015-fji; brookvale-2018"),
    (Place("file:nowhere.txt", number="1"), "unknown report"),
    (Place(ASH, ("theme 9",), "1"), "no headings like this: theme 9"),
    (Place(ASH, ("explanation", "theme 4"), "1"), "no headings like this: explanation > theme 4"),
    (Place(ASH, ("theme 4",), "7"), "no such paragraph"),
    (Place(BROOK, ("overall",), "1.1"), "no such paragraph"),
    (Place(BROOK, ("overall",), "2", page=5), "no such paragraph"),
    (Place(ASH, ("theme 4",), "1"), "ambiguous, 2 paragraphs: Ashmere 2015, Theme 4: Custody, Key Findings, para 1"),
    (Place(ASH, ("theme 4", "key"), "1", hash="0" * 12), "stale: the paragraph's text is no longer 000000000000"),
    (Place(ASH, ("theme 4", "key"), "1", hash=text_hash(P[5].text)), "That text now stands at Ashmere 2015, Theme 4"),
    (Place(ASH, find="no such words"), "the words are not there"),
]


@pytest.mark.parametrize(("place", "index"), FOUND, ids=[str(place) for place, _ in FOUND])
def test_a_place_is_one_paragraph(place, index):
    assert TRUTH.resolve(place) == P[index]


@pytest.mark.parametrize(("place", "reason"), FAULTS, ids=[str(place) for place, _ in FAULTS])
def test_what_is_no_single_paragraph_is_named(place, reason):
    with pytest.raises(PlaceFault) as fault:
        TRUTH.resolve(place)
    assert reason in str(fault.value)


def test_a_fault_has_the_file_and_the_line_of_the_place():
    text = FACT.replace("under: [theme 4, explanation]", "under: [theme 5, explanation]")
    resolved, faults = resolve([item(text)], TRUTH)
    assert resolved == []
    assert [str(f) for f in faults] == [
        "gold.yaml:7: fact-girls: ashmere-2015-fji / theme 5 / explanation / para 1: "
        "ashmere-2015-fji has no headings like this: theme 5 > explanation"
    ]


FORMS = [
    ("- id: a\n  kind: fact\n  turns: [", 3, "not readable as YAML"),
    ("id: a", 1, "a file of items is a list"),
    (FACT.replace("kind: fact", "kind: facts"), 3, "“facts” is none of fact, topic"),
    (FACT.replace('number: "1"}]]', "number: 1.10}]]"), 6, "put 1.1 in quotes"),
    (FACT.replace(', number: "1"}]]', "}]]"), 6, "say number, position or find"),
    (FACT.replace('{value: "6"}', '{value: "6", pattern: "6"}'), 8, "say either value or pattern"),
    (FACT.replace('pattern: "custod"', 'pattern: "custod("'), 8, "not a regular expression"),
    (FACT.replace("expect: answer", "expect: answer\n  expect: abstain"), 6, "“expect” is given twice"),
    (FACT.replace("  kind: fact\n", ""), 2, "'kind' is a required property"),
    (FACT.replace("groups:", "group:"), 2, "'group' was unexpected"),
    (FACT.replace("  groups: [[", "  acceptables: [["), 2, "groups"),
    (FACT + FACT.strip("\n"), 10, "the id is taken by gold.yaml:2"),
]


@pytest.mark.parametrize(("text", "line", "reason"), FORMS, ids=[reason for _, _, reason in FORMS])
def test_a_fault_of_form_is_named_with_its_line(text, line, reason):
    faults = gather([(Path("gold.yaml"), text)]).faults
    assert any(f.line == line and reason in f.reason for f in faults), [str(f) for f in faults]


def test_an_item_at_fault_does_not_hide_the_others():
    gold = gather([(Path("a.yaml"), FACT.replace("kind: fact", "kind: facts") + ABSTAIN)])
    assert [i.id for i in gold.items] == ["abstain-fte"]
    assert len(gold.faults) == 1


def test_folders_are_read_in_the_order_of_names_and_candidates_wait(tmp_path):
    (tmp_path / "b.yaml").write_text(FACT, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(ABSTAIN + "  candidate: true\n", encoding="utf-8")
    (tmp_path / "reasons.yaml").write_text("- items: [x]\n  reason: y\n", encoding="utf-8")
    gold = load([tmp_path])
    assert ([i.id for i in gold.items], [i.id for i in gold.candidates]) == (["fact-girls"], ["abstain-fte"])
    with pytest.raises(FileNotFoundError):
        load([tmp_path / "missing"])


@settings(deadline=None)
@given(st.text())
def test_any_text_gives_items_or_faults_and_never_a_crash(text):
    items, faults = parse(text, Path("any.yaml"))
    assert all(f.line >= 1 for f in faults)
    assert all(i.turns for i in items)


@settings(deadline=None)
@given(st.lists(st.text("abc", min_size=1), max_size=4), st.lists(st.text("abc", min_size=1), max_size=3))
def test_pieces_match_headings_as_a_subsequence(headings, pieces):
    # The definition, by trying every way to lay the pieces on the headings.
    def lies(rest, wanted):
        return not wanted or any(wanted[0] in h and lies(rest[n + 1 :], wanted[1:]) for n, h in enumerate(rest))

    assert under(headings, pieces) == lies(headings, pieces)
