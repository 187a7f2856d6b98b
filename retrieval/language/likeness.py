"""How alike two spellings are: by sound, and by slips of the fingers."""

from __future__ import annotations

import re

from jellyfish import metaphone
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

# What is written by ear, and one way to write it; the phonetic key does not know these: "adopshun", "fosta", "skool".
_BY_EAR = re.compile(r"shun|sion|shus|cious|a(?=s?$)|(?<=\w{3})in$|^kw|^sch|^ps(?=y)")
_PLAIN = {
    "shun": "tion",
    "sion": "tion",
    "shus": "tious",
    "cious": "tious",
    "a": "er",
    "in": "ing",
    "kw": "qu",
    "sch": "sk",
    "ps": "s",
}
_SAME_SOUND = 65
"""The least likeness of two spellings that sound the same: consonants alone make the sound."""
_SAME_SOUND_MORE = 5
A_SLIP = 95
"""The likeness of two spellings of which one is the other with one slip of the fingers."""
_ONE_SLIP, _TWO_SLIPS = 5, 9
"""The letters of a word from which on it may differ by one slip, and by two."""


def slips(word: str) -> int:
    """By how many slips of the fingers a word may differ from the one that was meant."""
    return (len(word) >= _ONE_SLIP) + (len(word) >= _TWO_SLIPS)


def sound(word: str) -> str:
    """How a folded word sounds, by its consonants. Lawrence Philips' Metaphone, Computer Language 7(12), 1990."""
    return re.sub(r"(.)\1+", r"\1", metaphone(_written(word)))


def likeness(typed: str, word: str) -> float:
    """How likely a misspelt word is meant for another, up to 105; 0 where it is not."""
    most = slips(typed)
    # The first letter is hardly ever the wrong one (Yannakoudakis and Fawthrop, "The rules of spelling errors", 1983).
    apart = OSA.distance(typed, word, score_cutoff=most) if typed[0] == word[0] else most + 1
    written, other = _written(typed), _written(word)
    if apart == 1 and written != other:
        # A letter is sooner left out, doubled or put after the next one than it is another.
        return A_SLIP + (sorted(typed) == sorted(word) or len(typed) != len(word))
    alike = fuzz.ratio(written, other)
    if alike >= _SAME_SOUND and sound(typed) == sound(word):
        return alike + _SAME_SOUND_MORE
    return 0.0 if apart > most else fuzz.ratio(typed, word)


def _written(word: str) -> str:
    return _BY_EAR.sub(lambda found: _PLAIN[found.group(0)], word)
