"""Which words are English, by the vocabulary that the embedder was published with and by a spelling dictionary."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from retrieval.index.embedder import ModelUnusable, model_file
from retrieval.language.likeness import A_SLIP, likeness, slips, sound

_SHORTEST = 5
"""Letters of a word that may be called misspelt: of four, too many are names and abbreviations."""
_BRITISH = re.compile(r"is(?=(?:e[drs]?|ing|ations?|ational|able)$)|ys(?=(?:e[drs]?|ing)$)")

# Letters at the beginning of words that sound as these do: "fysical", "kustody", "sychologist", "nowledge".
_WRITTEN_TOO = {"f": "p", "k": "cq", "c": "k", "s": "cp", "n": "kgp", "j": "g", "r": "w", "z": "sx"}


def is_english(word: str) -> bool:
    """
    Whether a folded word is English: a whole word of the model's vocabulary or of the dictionary, or the plural of one.

    BERT's vocabulary (Devlin et al. 2019) holds some 24,000 words as they are written in Britain and America, and no
    misspellings; pyspellchecker's 160,000 more, American ones alone.
    """
    forms = {word, _BRITISH.sub(lambda found: found.group(0).replace("s", "z"), word)}
    forms |= {form[:-1] for form in forms if form.endswith("s")}
    # The dictionary takes a third of a second to read: only what the vocabulary has not is looked up in it.
    return not (forms.isdisjoint(_vocabulary()) and forms.isdisjoint(_words()))


def meant(word: str, heard: Callable[[str], int]) -> str | None:
    """
    The English word that a misspelt one must have meant; None for an English word, or where none is like enough.

    A rare word of the dictionary ("mangers") that the reports do not use may be a slip for one that they use often.

    `heard` says how often the reports use a word: only one that they use comes into question, of two alike the
    commoner; and where none does, a common word that is one slip of the fingers away. A word that sounds the same
    ("intervenshuns") may be written very differently, another differs by a slip or two.
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return None
    if is_english(word):
        return _slip_of_a_rare_one(word, heard)
    most = slips(word)
    slipped = process.extract(word, _by_letter().get(word[0], ()), scorer=OSA.distance, score_cutoff=most, limit=None)
    nearest = {*_by_sound(word[0]).get(sound(word), ()), *(near for near, *_ in slipped)}
    scored = [(alike, heard(near), near) for near in nearest if (alike := likeness(word, near))]
    surely = [(often > 0, *one) for one in scored if (often := one[1]) or _is_common(one[2], word)]
    if not any(often and alike >= A_SLIP for _, alike, often, _ in surely):
        # What the reports use is hardly alike: it has to be more so than any other word.
        surely = [(True, *one[1:]) for one in surely]
    return max(surely)[-1] if surely else None


def _slip_of_a_rare_one(word: str, heard: Callable[[str], int]) -> str | None:
    """
    The word that the reports use often, and of which a letter is left out, or two are swapped, in one that is rare.

    A letter for another makes too many words ("adoptee", "adopter"), and what is not rare is meant ("groping").
    """
    if len(word) < _LONG or not _vocabulary().isdisjoint({word, word.removesuffix("s")}) or heard(word):
        return None
    if _dictionary().get(word, 0) > _RARE:
        return None
    near = process.extract(word, _by_letter().get(word[0], ()), scorer=OSA.distance, score_cutoff=1, limit=None)
    slips_of = [other for other, *_ in near if len(other) > len(word) or sorted(other) == sorted(word)]
    often = max(
        ((heard(other), other) for other in slips_of if other in _vocabulary() and other != word), default=(0, "")
    )
    return often[1] if often[0] >= _OFTEN else None


_LONG = 7
_RARE = 250
"""How often pyspellchecker's subtitles have a word of which it is not sure."""
_OFTEN = 20
"""Paragraphs that use a word often."""


def _is_common(word: str, typed: str) -> bool:
    return word in _vocabulary() and OSA.distance(typed, word, score_cutoff=1) == 1


@cache
def _words() -> frozenset[str]:
    return _vocabulary() | frozenset(w for w in _dictionary() if w.isalpha())


@cache
def _dictionary() -> Mapping[str, int]:
    """The words of pyspellchecker's dictionary, and how often each was counted."""
    # Imported late: a question without a rare word never needs it.
    from spellchecker import SpellChecker

    return dict(SpellChecker().word_frequency.items())


@cache
def _vocabulary() -> frozenset[str]:
    try:
        pieces = model_file("vocab.txt").read_text("utf-8").split("\n")
    except (ModelUnusable, OSError):
        return frozenset()
    return frozenset(piece for piece in pieces if piece.isalpha())


@cache
def _by_sound(letter: str) -> Mapping[str, list[str]]:
    """The words that may begin with the sound of a letter, by their sounds."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for other in (letter, *_WRITTEN_TOO.get(letter, "")):
        for word in _by_letter().get(other, ()):
            groups[sound(word)].append(word)
    return dict(groups)


@cache
def _by_letter() -> Mapping[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word in _words():
        if len(word) >= _SHORTEST - 1:
            groups[word[0]].append(word)
    return dict(groups)
