"""Rows made one text again: a space at most row ends, none after a hyphen that the word itself has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from retrieval.ingest.readers.pdf.characters import SOFT_HYPHEN
from retrieval.ingest.readers.pdf.rows import Row

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_HABIT = 3  # so many words, known whole and split at a row's end, show that the writing program splits words
_SUSPENDED = frozenset({"and", "or", "to", "nor", "but"})


class Words:
    """The words that a document prints within its rows: what a word split over two rows is judged by."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.seen: Counter[str] = Counter()
        ends: list[tuple[str, str]] = []
        before = ""
        for row in rows:
            self.seen.update(word.lower() for word in _WORD.findall(row.text))
            if before.endswith("-"):
                ends.append((_last_word(before[:-1]), _first_word(row.text)))
            before = row.text
        known = [self._known(first, second) for first, second in ends]
        # A writer whose program splits words does so often. Where it does not, a hyphen at a row's end is the author's.
        self.splits = known.count(True) >= max(_HABIT, 2 * known.count(False))

    def joined(self, rows: Sequence[Row]) -> str:
        """The text of the rows. A hyphen at a row's end stays unless the page's width put it there."""
        text = ""
        spaced = True
        for row in rows:
            text = self._join(text, row.text, spaced) if text else row.text
            spaced = row.spaced
        return text.replace(SOFT_HYPHEN, "")

    def _join(self, before: str, after: str, spaced: bool) -> str:
        if before.endswith(SOFT_HYPHEN):
            return before[:-1] + after
        if before.endswith("/") and len(before) > 1 and not before[-2].isspace() and not spaced:
            return before + after
        if before.endswith("–") and before[-2:-1].isdigit() and after[:1].isdigit():
            return before + after
        if not before.endswith("-") or before.endswith((" -", "--")) or not after[:1].isalnum():
            return f"{before} {after}"
        first, second = _last_word(before[:-1]), _first_word(after)
        if spaced or second.lower() in _SUSPENDED:
            return f"{before} {after}"
        if self._written_whole(first, second):
            return before[:-1] + after
        return before + after

    def _written_whole(self, first: str, second: str) -> bool:
        if not self.splits or not first or not second or second[:1].isupper():
            return False
        return self._known(first, second) is not False

    def _known(self, first: str, second: str) -> bool | None:
        """Whether the document writes the word without the hyphen; None where it has neither form elsewhere."""
        whole, parted = self.seen[f"{first}{second}".lower()], self.seen[f"{first}-{second}".lower()]
        return whole > parted if whole or parted else None


def _last_word(text: str) -> str:
    found = re.search(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*$", text)
    return found.group() if found else ""


def _first_word(text: str) -> str:
    found = _WORD.match(text)
    return found.group() if found else ""
