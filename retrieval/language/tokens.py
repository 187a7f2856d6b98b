"""Words and their stems, as SQLite's FTS5 with the Porter tokenizer sees them."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[a-z0-9]+(?:[.,][0-9]+)*")
_porter = Stemmer.Stemmer("porter")
# The stemmer keeps the word at work in itself: two threads at once would spoil both their words.
_one_at_a_time = threading.Lock()

# Written apart, together or with a hyphen in reports and questions; counted as one word.
_TOGETHER = (
    ("re-", re.compile(r"\bre-(?=offend|assess|convict)"), "re"),
    ("being", re.compile(r"\bwell[- ]being\b"), "wellbeing"),
    ("agency", re.compile(r"\bmulti[- ](?=agency)"), "multi"),
)


_PLAIN = {0x2018: "'", 0x2019: "'", 0x2013: "-", 0x2014: "-", 0x2011: "-", 0xA0: " "}


def fold(text: str) -> str:
    """Lower case, without accents and with plain quotation marks and hyphens."""
    plain = text.translate(_PLAIN).lower()
    if plain.isascii():  # nothing to take apart: nearly every text, at a tenth of the time
        return plain
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of a text, folded, in order: "Children's needs" -> ["children", "needs"]."""
    folded = fold(text)
    for sign, pattern, replacement in _TOGETHER:
        if sign in folded:  # quicker seen than looked for
            folded = pattern.sub(replacement, folded)
    if "'" in folded:
        folded = folded.replace("'s ", " ").replace("'", "")
    return _WORD.findall(folded)


OWN_FORMS = {"missing": "miss"}
"""Words that keep their form, with the stems by which FTS5 finds them."""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """
    Porter's stem of a folded word. M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980.

    FTS5 has two rules of his later program too: "chronology" and "assembly" lose their last letter. A word that is
    another than its verb keeps its form: children who are missing, and chances that were missed.
    """
    if word in OWN_FORMS:
        return word
    with _one_at_a_time:
        found = str(_porter.stemWord(word))
    return found[:-1] if found.endswith(("logi", "bli")) else found


@lru_cache(maxsize=20_000)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text, in order."""
    return tuple(map(stem, words(text)))
