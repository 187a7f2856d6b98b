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


def is_rating(text: str) -> bool:
    """Whether the text is a rating and nothing else."""
    return bool(WORD.fullmatch(text.strip()))


def split_rating(heading: str) -> tuple[str, str] | None:
    """A heading and the rating that shares its line: "3.2 Planning Inadequate", "…: inadequate", "… are good"."""
    if found := _GRADED.match(heading):
        return found["title"], found["rating"]
    if found := _SENTENCE.match(heading):
        return found["title"], found["rating"] or found["requires"]
    if found := _GLUED.match(heading):
        return found["title"], found["rating"]
    return None
