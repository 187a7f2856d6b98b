"""Wrong statements, made from sentences of the sample reports: one function for each way to be wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from bot.llm.check.tokens import tokens
from retrieval.domain.sentences import sentences

REPORTS = Path(__file__).resolve().parent.parent / "reports"
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_NOT = re.compile(r"\b(not|no|never|without|n't|few|only|nor|lacked|failed)\b\s?", re.IGNORECASE)
_VERB = re.compile(r"\b(was|were|is|are|had|has|did|could|would)\b")
_RATING = re.compile(r"\b(good|satisfactory|unsatisfactory|outstanding|inadequate|strong|poor|effective|sufficient)\b")
_MONTH = re.compile(r"\b(January|February|March|April|June|July|August|September|October|November|December)\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_QUANTITY = re.compile(
    r"\b(all|some|most|many|few|several|half|none|both|every|each|almost all|a few)\b", re.IGNORECASE
)
_MODAL = re.compile(r"\b(may|might|could|can|should|would|must|will|had to|need to|was|were|is|are)\b")
_HEDGE = re.compile(
    r"\b(at least|more than|less than|fewer than|up to|about|around|nearly|almost|over|only|just|too|very|mostly|often"
    r"|sometimes|usually|until|no longer|failed to|unable to|likely to|planned to)\b\s?",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\b(hours?|days?|nights?|weeks?|months?|years?|per cent|cases|children|staff|minutes)\b")
_TURN = {
    "higher": "lower", "lower": "higher", "more": "less", "less": "more", "fewer": "more", "better": "worse",
    "worse": "better", "before": "after", "after": "before", "increased": "decreased", "above": "below",
    "below": "above", "improved": "worsened", "early": "late", "late": "early", "late ": "soon", "with": "without",
    "risen": "fallen", "fallen": "risen", "rose": "fell", "fell": "rose", "always": "never", "never": "always",
}  # fmt: skip
_TURNING = re.compile(rf"\b({'|'.join(_TURN)})\b")
_FOUND = re.compile(r"(?:we|inspectors) (?:also )?\w+ that", re.IGNORECASE)
_CONTENT = re.compile(r"\b[a-z]{5,}\b")

Wrong = Callable[[str, Random], str | None]
"""A sentence -> a wrong statement made from it, or None where it has nothing to be wrong about."""


def printed_sentences(*folders: Path) -> list[str]:
    """Sentences of 6 to 45 words of the sample reports, and of other folders of texts, in order."""
    return [sentence for folder in (REPORTS, *folders) for sentence in _sentences(folder)]


def _sentences(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob("*.txt")):
        for block in file.read_text("utf-8").split("\n\n"):
            text = " ".join(block.split())
            for start, end in sentences(text):
                sentence = text[start:end]
                if 6 <= len(sentence.split()) <= 45 and sentence[0].isalpha() and sentence.endswith("."):
                    yield sentence


def _swapped(sentence: str, matches: list[re.Match[str]], random: Random) -> str | None:
    """Two matches that differ, exchanged."""
    pairs = [(a, b) for a in matches for b in matches if a.start() < b.start() and a[0].lower() != b[0].lower()]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    return sentence[: a.start()] + b[0] + sentence[a.end() : b.start()] + a[0] + sentence[b.end() :]


def _changed(sentence: str, pattern: re.Pattern[str], others: list[str], random: Random) -> str | None:
    matches = list(pattern.finditer(sentence))
    if not matches:
        return None
    match = random.choice(matches)
    other = random.choice([o for o in others if o.lower() != match[0].lower()])
    return sentence[: match.start()] + other + sentence[match.end() :]


def changed_figure(sentence: str, random: Random) -> str | None:
    match = next(iter(random.sample(found, 1)), None) if (found := list(_NUMBER.finditer(sentence))) else None
    if match is None:
        return None
    return sentence[: match.start()] + f"{random.randint(100, 999)}7" + sentence[match.end() :]


def swapped_figures(sentence: str, random: Random) -> str | None:
    return _swapped(sentence, list(_NUMBER.finditer(sentence)), random)


def dropped_not(sentence: str, random: Random) -> str | None:
    matches = list(_NOT.finditer(sentence))
    if not matches:
        return None
    match = random.choice(matches)
    return sentence[: match.start()] + sentence[match.end() :]


def added_not(sentence: str, random: Random) -> str | None:
    matches = list(_VERB.finditer(sentence))
    if not matches:
        return None
    match = random.choice(matches)
    return f"{sentence[: match.end()]} not{sentence[match.end() :]}"


def changed_rating(sentence: str, random: Random) -> str | None:
    return _changed(sentence, _RATING, "good unsatisfactory outstanding inadequate poor".split(), random)


def changed_month(sentence: str, random: Random) -> str | None:
    return _changed(sentence, _MONTH, "January April July October".split(), random)


def changed_name(sentence: str, random: Random) -> str | None:
    return _changed(sentence, _NAME, ["Quorndale", "Brimsop"], random)


def swapped_names(sentence: str, random: Random) -> str | None:
    return _swapped(sentence, list(_NAME.finditer(sentence)), random)


def changed_quantity(sentence: str, random: Random) -> str | None:
    return _changed(sentence, _QUANTITY, "all some most few no every half".split(), random)


def changed_modality(sentence: str, random: Random) -> str | None:
    return _changed(sentence, _MODAL, ["may", "should", "must", "was to be", "were", "could"], random)


def changed_unit(sentence: str, random: Random) -> str | None:
    return _changed(sentence, _UNIT, ["hours", "months", "pounds", "adults", "managers"], random)


def dropped_hedge(sentence: str, random: Random) -> str | None:
    matches = list(_HEDGE.finditer(sentence))
    if not matches:
        return None
    match = random.choice(matches)
    return sentence[: match.start()] + sentence[match.end() :]


def turned_comparison(sentence: str, random: Random) -> str | None:
    matches = list(_TURNING.finditer(sentence))
    if not matches:
        return None
    match = random.choice(matches)
    return sentence[: match.start()] + _TURN[match[0]] + sentence[match.end() :]


def half_a_range(sentence: str, random: Random) -> str | None:
    """ "10 weeks" for "10 to 12 weeks", "12 weeks" for "between 10 and 12 weeks"."""
    match = re.search(r"(\d+)(?:\s?[–-]\s?| to | and )(\d+)\b", sentence)
    if match is None:
        return None
    return sentence[: match.start()] + random.choice(match.groups()) + sentence[match.end() :]


def swapped_words(sentence: str, random: Random) -> str | None:
    return _swapped(sentence, list(_CONTENT.finditer(sentence)), random)


def changed_word(sentence: str, random: Random) -> str | None:
    return _changed(sentence, _CONTENT, ["excellence", "rarely", "worsened", "everyone"], random)


def dropped_words(sentence: str, random: Random) -> str | None:
    """A run of words taken out of the middle: what is left may say something else."""
    words = sentence.split()
    start = random.randint(1, len(words) - 4)
    left = words[:start] + words[start + random.randint(1, 3) :]
    return " ".join(left)


def added_words(sentence: str, random: Random) -> str | None:
    words = sentence.split()
    at = random.randint(1, len(words) - 1)
    addition = random.choice(
        ["in every case", "because of illness", "since May 2011", "reportedly", "twice", "and 12%"]
    )
    return " ".join([*words[:at], addition, *words[at:]])


def cut_short(sentence: str, random: Random) -> str | None:
    """The beginning of a sentence without its end, from anywhere but the end of a clause."""
    words = sentence.split()
    end = random.randint(3, len(words) - 1)
    # An article that is left hanging behind a clause says nothing: "… were outstanding; the."
    said = next((n for n in range(end, 0, -1) if tokens(words[n - 1])), end)
    if words[said - 1][-1] in ",;:" or words[end] in ("–", "—"):
        return None
    return " ".join(words[:end]) + "."


def beheaded(sentence: str, random: Random) -> str | None:
    """The end of a sentence without its beginning, from anywhere but a clause, or what "we found that"."""
    words = sentence.split()
    start = random.randint(2, len(words) - 2)
    if _FOUND.fullmatch(" ".join(words[:start])):
        return None
    before = [w.lower() for w in words[:start] if w.lower() not in ("a", "an", "the")][-1:] or [","]
    if before[0][-1] in ",;:" or {before[0], words[start].lower()} & {
        "and",
        "but",
        "while",
        "whereas",
        "yet",
        "–",
        "—",
    }:
        return None
    return " ".join(words[start:]).capitalize()


WRONG: tuple[Wrong, ...] = (
    changed_figure,
    swapped_figures,
    dropped_not,
    added_not,
    changed_rating,
    changed_month,
    changed_name,
    swapped_names,
    swapped_words,
    changed_word,
    changed_quantity,
    changed_modality,
    changed_unit,
    dropped_hedge,
    turned_comparison,
    half_a_range,
    added_words,
    cut_short,
    beheaded,
    dropped_words,
)
