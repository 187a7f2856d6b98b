"""The printed numbers of a report as sequences: where each runs, and what is missing or comes twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from retrieval.citations.places import bare_number
from retrieval.domain import Paragraph

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(slots=True)
class Sequence:
    """
    Numbers that follow each other, as printed, from `first` to `last`.

    `headings` are those of its first paragraph. `missing` are numbers left out in between, `repeated` those that
    come again or too late.
    """

    headings: tuple[str, ...]
    first: str
    last: str
    count: int = 1
    missing: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)

    @property
    def span(self) -> str:
        """ "1 to 8", or the only number."""
        return self.first if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class _Printed:
    shape: str
    value: int


def sequences(paragraphs: Iterable[Paragraph]) -> list[Sequence]:
    """
    The sequences of a report's printed numbers, in reading order.

    A sequence ends where its numbers begin again at 1, or where they stop following each other under new headings.
    Numbers of another shape ("2.1" beside "1", "(1)" beside "1") are sequences of their own.
    """
    found: list[Sequence] = []
    running: dict[str, tuple[Sequence, int, tuple[str, ...]]] = {}
    for paragraph in paragraphs:
        number, headings = paragraph.locator.number, paragraph.locator.headings
        if number is None:
            continue
        printed = _printed(number)
        before = running.get(printed.shape)
        if before is None or _begins(printed.value, before[1], headings != before[2]):
            sequence, value = Sequence(headings, number, number), printed.value
            sequence.missing += [_worded(printed.shape, n) for n in range(1, value)] if before is None else []
            found.append(sequence)
        else:
            sequence, value = before[0], max(printed.value, before[1])
            sequence.count += 1
            sequence.missing += [_worded(printed.shape, n) for n in range(before[1] + 1, printed.value)]
            if printed.value <= before[1]:
                sequence.repeated.append(number)
            else:
                sequence.last = number
        running[printed.shape] = (sequence, value, headings)
    return found


def _begins(value: int, last: int, elsewhere: bool) -> bool:
    """Whether a number begins a new sequence: it is 1 again, or goes back under new headings."""
    return (value == 1 and last != 1) or (elsewhere and value <= last) or (elsewhere and value == 1)


def _printed(number: str) -> _Printed:
    """Shape and value: "2.10" -> ("2.#", 10), "(4)" -> ("(#)", 4), "iv" -> ("roman", 4)."""
    bare = bare_number(number)
    if match := re.fullmatch(r"(.*?)(\d+)", bare):
        shape = f"{match.group(1)}#"
        return _Printed(f"({shape})" if number.startswith("(") else shape, int(match.group(2)))
    if bare and set(bare) <= set(_ROMAN):
        return _Printed("roman", _roman(bare))
    return _Printed("letter", ord(bare[0]) - ord("a") + 1 if len(bare) == 1 and bare.isalpha() else 0)


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-v if v < max(values[at:]) else v for at, v in enumerate(values))


def _worded(shape: str, value: int) -> str:
    if shape == "roman":
        tens, ones = divmod(value, 10)
        return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
    return chr(ord("a") + value - 1) if shape == "letter" else shape.replace("#", str(value))
