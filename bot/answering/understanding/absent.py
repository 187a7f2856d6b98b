"""A place that is asked about and has no report, though other reports speak of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from retrieval.language.place_names import places, places_spelt_like_words
from retrieval.language.tokens import fold, words

_BODY = r"(?:(?:county|city|borough|metropolitan|district|unitary) )*councils?"
_COUNCIL = re.compile(rf"\b([a-z][a-z-]{{3,}})(?:'s)? {_BODY}\b")
# The councils of people: "what's the kids council called?" asks of no other place.
_OF_PEOPLE = frozenset("kids youth young people children childrens students student pupils pupil school care".split())
# A place that a question reaches by these is beside the one it is about: "do they work with Kent?"
_BESIDE = frozenset(
    """from with to near by between beside outside via than neighbour neighbours neighbouring bordering mention mentions
    mentioned mentioning like""".split()
)
_OF_A_REPORT = rf"(?:{_BODY}|yo[st]s?|youth offending|youth justice|childrens services|report|inspection)"
# After another report was spoken of, a place is asked about only where the question turns to it: "and Kent?".
_TURNED_TO = re.compile(
    r"^(?:(?:and|so|but|ok(?:ay)?) )*(?:(?:what|how) about |(?:how )?(?:did|does|do|is|was|has) |in |for |at "
    r"|same (?:question )?(?:for|in) )?(?:the )?$"
)
_LONGEST = 5
"""Words of a place's name."""


def council_without_report(question: str, is_name: Callable[[str], bool]) -> str | None:
    """
    The name before "council" in a question that names no loaded report; None when it is no name.

    "How did Staffordshire County Council do?" is not answered from Stoke's report because that speaks of Staffordshire
    Police. `is_name` says whether the reports use a folded word as a proper name.
    """
    return next((n for n in _COUNCIL.findall(fold(question)) if n not in _OF_PEOPLE and is_name(n)), None)


def place_without_report(
    question: str, names: Collection[str], *, in_conversation: bool = False, compared: bool = False
) -> str | None:
    """
    The place of England or Wales that a question is about and that has no report; None when it is about none.

    "Did Cornwall do well?" is not answered from the report on the Isles of Scilly, whose board it shares. `names` are
    the folded names of the loaded reports: a part of one of them is no other place. In a conversation about a report
    a place counts only where the question turns to it; where places are `compared`, however it is reached.
    """
    tokens = words(question)
    for length in range(_LONGEST, 0, -1):
        for start in range(len(tokens) - length + 1):
            part = tuple(tokens[start : start + length])
            if not _is_place(part, question) or _is_part(part, names):
                continue
            if start and not compared and tokens[start - 1] in _BESIDE:
                continue
            if in_conversation and not _TURNED_TO.match("".join(f"{w} " for w in tokens[:start])):
                continue
            return " ".join(part)
    return None


def _is_part(part: tuple[str, ...], names: Collection[str]) -> bool:
    # Asked of a place alone: to read the names of hundreds of reports takes longer than all else of a question.
    called = {f" {' '.join(part)} ", f" {' '.join(part).removesuffix('s')} "}
    return any(part in f" {' '.join(words(name))} " for name in names for part in called)


def _is_place(part: tuple[str, ...], question: str) -> bool:
    if part in places() or (len(part[-1]) > 1 and (*part[:-1], part[-1].removesuffix("s")) in places()):
        return True
    if len(part) > 1 or part[0] not in places_spelt_like_words():
        return False
    name = part[0]
    capital = rf"\w[\w,']* {name.capitalize()}\b"
    body = rf"\b{name}(?:'?s)? {_OF_A_REPORT}\b"
    doing = rf"\b(?:is|was|did|does|has) {name} (?:doing|do|rated|graded|judged|inspected)\b"
    return bool(re.search(capital, question) or re.search(f"{body}|{doing}", fold(question)))
