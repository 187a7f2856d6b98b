"""Rating words, as inspectorates print them."""

from __future__ import annotations

import re

# "Adequate and needs improvement" is one rating; "Not judged" is what stands in a rating's place.
_WORDS = (
    r"outstanding|excellent|very good|good|requires? improvement(?: to be good)?|inadequate|satisfactory"
    r"|unsatisfactory(?: and needs urgent improvement)?|adequate(?: and needs improvement)?|poor|very weak|weak"
    r"|ineffective|reasonably good|not sufficiently good|needs attention"
    r"|(?:inspected but )?not (?:yet )?(?:judged|rated|graded)|insufficient evidence to (?:rate|judge|grade)"
)
WORD = re.compile(rf"(?:{_WORDS})\.?", re.IGNORECASE)
_GLUED = re.compile(rf"^(?P<title>.*?\S)(?:\s*[:–-]\s*|\s+)(?P<rating>{_WORDS})\.?$", re.IGNORECASE)
_GRADED = re.compile(
    rf"^(?P<title>The graded judgement\b.*?)\s+is that it\s+(?:is\s+)?(?P<rating>{_WORDS})\.?$", re.IGNORECASE
)
_SENTENCE = re.compile(
    rf"^(?P<title>.*?\S)\s+"
    rf"(?:(?:is|are):?\s+(?P<rating>{_WORDS})|(?P<requires>requires? improvement(?: to be good)?))\.?$",
    re.IGNORECASE,
)


_WITH_EARLIER = re.compile(
    rf"(?P<now>{_WORDS}) \((?:\d{{4}}(?:[/–-]\d{{2,4}})?|last (?:time|inspection)|previously|previous(?:ly)? \w+):? ?"
    rf"(?:{_WORDS})\)",
    re.IGNORECASE,
)


def rating_of(line: str) -> str | None:
    """The rating that a line gives and nothing else, but for an earlier one: "Good (2018/19: Requires improvement)"."""
    if is_rating(line):
        return line
    found = _WITH_EARLIER.fullmatch(line.strip())
    return found["now"] if found else None


_SAID = re.compile(rf"\b(?:is|are|was|were) (?:{_WORDS})\b|\brequires? improvement (?:at|in)\b", re.IGNORECASE)


# "Good ●", "Requires improvement ↓ Feb 2020": a coloured sign, which way it went, and when it was given.
_SIGNS = re.compile(
    r"(?:\s*[●○•■□▲▼◆→←↔↑↓⇧⇩*])*(?:\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]* \d{4})?\s*$"
)


def bare_rating(text: str) -> str:
    """The words of a rating, as printed, without full stop, signs and date."""
    return _SIGNS.sub("", text.strip()).rstrip(".")


def is_rating(text: str) -> bool:
    """Whether the text is a rating and nothing else, but for signs of its colour and change."""
    return bool(WORD.fullmatch(bare_rating(text)))


def gives_rating(sentence: str) -> bool:
    """Whether a sentence says a rating: "The force is outstanding at reducing crime."."""
    return bool(_SAID.search(sentence))


def split_rating(heading: str) -> tuple[str, str] | None:
    """A heading and the rating that shares its line: "3.2 Planning Inadequate", "…: inadequate", "… are good"."""
    if found := _GRADED.match(heading):
        return found["title"], found["rating"]
    if found := _SENTENCE.match(heading):
        return found["title"], found["rating"] or found["requires"]
    if found := _GLUED.match(heading):
        return found["title"], found["rating"]
    return None
