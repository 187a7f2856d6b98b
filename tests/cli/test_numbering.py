"""Printed numbers as sequences: what follows each other, what is missing, what comes twice."""

from __future__ import annotations

import pytest

from bot.cli.numbering import sequences
from retrieval.domain import Kind, Locator, Paragraph

CASES: dict[str, tuple[list[tuple[str, str]], list[tuple[str, list[str], list[str]]]]] = {
    "one run": ([("A", "1"), ("A", "2"), ("A", "3")], [("1 to 3", [], [])]),
    "from one again": ([("A", "1"), ("A", "2"), ("B", "1"), ("B", "2")], [("1 to 2", [], []), ("1 to 2", [], [])]),
    "from one again under the same heading": (
        [("A", "1"), ("A", "2"), ("A", "1")],
        [("1 to 2", [], []), ("1", [], [])],
    ),
    "across headings": ([("A", "1"), ("A", "2"), ("B", "3"), ("C", "4")], [("1 to 4", [], [])]),
    "one missing": ([("A", "1"), ("A", "2"), ("A", "4")], [("1 to 4", ["3"], [])]),
    "the first missing": ([("A", "2"), ("A", "3")], [("2 to 3", ["1"], [])]),
    "twice": ([("A", "1"), ("A", "2"), ("A", "2"), ("A", "3")], [("1 to 3", [], ["2"])]),
    "dotted": (
        [("A", "1.9"), ("A", "1.10"), ("B", "2.1")],
        [("1.9 to 1.10", [f"1.{n}" for n in range(1, 9)], []), ("2.1", [], [])],
    ),
    "brackets beside digits": (
        [("A", "1"), ("A", "(1)"), ("A", "(2)"), ("A", "2")],
        [("1 to 2", [], []), ("(1) to (2)", [], [])],
    ),
    "roman": ([("A", n) for n in ("i", "ii", "iii", "iv", "v", "vii")], [("i to vii", ["vi"], [])]),
    "none": ([], []),
}


@pytest.mark.parametrize("name", CASES)
def test_numbers_as_sequences(name: str) -> None:
    printed, expected = CASES[name]
    paragraphs = [
        Paragraph(f"p{n}", "r", Locator((heading,), number), Kind.FINDING, "Words.", n)
        for n, (heading, number) in enumerate(printed)
    ]
    assert [(s.span, s.missing, s.repeated) for s in sequences(paragraphs)] == expected


def test_every_number_is_counted_once() -> None:
    numbers = ["1", "2", "2", "9", "1", "iv", "(3)", "2.4", "b"]
    paragraphs = [Paragraph(f"p{n}", "r", Locator(("A",), x), Kind.FINDING, ".", n) for n, x in enumerate(numbers)]
    assert sum(s.count for s in sequences(paragraphs)) == len(numbers)
