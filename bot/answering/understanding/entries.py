"""The entries of the last answer that a question speaks of, by order or subject: read out, or asked about."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.answering.conversation import Conversation
from bot.answering.holdings import Holdings
from bot.answering.subject import subject_of
from bot.answering.understanding.behind import MORE_ON_IT
from bot.answering.understanding.ordinals import NUMBERED, ORDINAL, numbered_place, place_in_order
from retrieval.language.tokens import fold, stems

_LINK = r"^(?:(?:and|so|but|then|also|ok(?:ay)?|right|well|hm+)\b[ ,]*)*"
_NTH = re.compile(
    rf"\b(?:{ORDINAL}|{NUMBERED})"
    r"(?= (?:one|point|entry|item|bullet|recommendation|strength|finding|say|says|about|again|please|only|of)\b"
    r"|(?: for)?\W*$|[,:;]| [-–—] )"
)
_BARE_NTH = re.compile(
    _LINK + r"(?:just |only )?(?:the )?(?:\d{1,2}(?:st|nd|rd|th)|\w+|(?:number|no(?= \d)) \w+)(?: one)?"
    r"(?: again| please| only)*\W*$"
)
_READING = re.compile(
    r"\b(?:read|show|give|say|tell|what|open|quote|who|whose|by when|deadline|responsible)\b|\bwho'?s\b"
)
# "What did they find about the second one?" wants more than its wording.
_ASKS_OF_IT = re.compile(
    r"\b(?:why|how|behind|find|found|details?|specifics?|examples?|evidence|numbers?|figures?|serious|happen\w*|practice|"
    r"mean\w*|impact|more)\b"
)
_THE_LAST = re.compile(r"(?:^|\b(?:the|that|this|their|its|only|just|and) )last$")
_THE_NTH = re.compile(
    rf"\b(?:the )?(?:{ORDINAL}(?! (?:place|time|instance)\b)|{NUMBERED})"
    r"(?: (?:one|point|entry|item|bullet|recommendation|strength|finding))?"
    r"(?: (?:of|on|in) (?:them|those|these|that list|the list))?",
    re.IGNORECASE,
)
_ENTRY_APART = re.compile(rf"{_LINK}(?:(?:just|only) )?(?P<one>.{{3,60}}?)\s*(?:[,:;]| [-–—])\s*(?P<rest>\S+ \S.*)$")
_DESCRIBED = re.compile(
    r"^(?:the|that|this) (?:one (?:on|about|for|with|to do with) (?P<on>.+)|(?P<what>(?:[\w'’&-]+ ){1,4})one)$"
)
_READS = re.compile(
    r"\bwho(?:'?s| is| are|se)?\b.{0,20}\b(?:for|responsible|address\w*|aim\w*|lead\w*|own\w*)\b"
    r"|\bby when\b|\bdeadline\b|\b(?:read|show|again)\b"
    r"|\bwhat(?:'?s| is| was| are) (?:it|that|this|those)\b(?: about)?\W*$|\bwhat (?:does|did) (?:it|that) say\b"
)
_SPEAKS_OF = 0.6
"""The share of what is said of an entry that it has to speak of."""


def nth_asked(folded: str, conversation: Conversation) -> int | None:
    """Which of the last answer's entries is to be read out, from 0 (or -1 for the last)."""
    reads = _READING.search(folded) and not _ASKS_OF_IT.search(folded) and not _apart(folded)
    if _BARE_NTH.search(folded) or reads:
        return _nth(folded, conversation)
    return None


def asked_about_entry(question: str, conversation: Conversation, holdings: Holdings) -> tuple[str, str] | None:
    """
    The entry of the last answer that a question asks something about, and the question with "that" in its place.

    "How bad is the last of those?" -> (paragraph id, "How bad is that?"); "the second one, what went wrong there" ->
    (paragraph id, "what went wrong there"); "the training one - had staff got there?" -> (paragraph id, "had staff …").
    After "is there anything behind the second one?", "and the third?" asks the same of that.
    """
    folded = fold(question).strip()
    nth, apart = _nth(folded, conversation), _apart(folded)
    if nth is not None and conversation.more_on_entry and _BARE_NTH.search(folded):
        return conversation.entries[nth], MORE_ON_IT
    if nth is not None and nth_asked(folded, conversation) is None:
        if apart and _NTH.search(apart["one"]):
            return conversation.entries[nth], apart["rest"]
        match = _THE_NTH.search(question)
        return (
            (conversation.entries[nth], f"{question[: match.start()]}that{question[match.end() :]}") if match else None
        )
    described = _DESCRIBED.match(apart["one"]) if apart else None
    if apart is None or described is None:
        return None
    entry = entry_on(described["on"] or described["what"], conversation, holdings)
    return (entry, apart["rest"]) if entry else None


def entry_on(
    description: str, conversation: Conversation, holdings: Holdings, without: Collection[str] = ()
) -> str | None:
    """The id of the entry of the last answer that speaks of what it is called by; None where none does."""
    subject = subject_of(description, holdings, without).heavy
    scored = [(0.0, "")]
    for paragraph_id in conversation.entries:
        found = holdings.library.paragraph(paragraph_id)
        if found is not None and subject:
            scored.append((subject.coverage(frozenset(stems(found.text))), paragraph_id))
    best = max(scored)
    return best[1] if best[0] >= _SPEAKS_OF else None


def _apart(folded: str) -> re.Match[str] | None:
    """An entry and, set apart, what is asked of it; None where that is only whom it is for, or to read it."""
    match = _ENTRY_APART.match(folded)
    return match if match and not _READS.search(match["rest"]) else None


def _nth(folded: str, conversation: Conversation) -> int | None:
    match = _NTH.search(folded)
    if not match or len(conversation.entries) < 2:
        return None
    if match["word"] == "last" and not _THE_LAST.search(folded[: match.end()]):
        # "How long do they last?"
        return None
    wanted = named_place(match)
    return wanted if wanted < len(conversation.entries) else None


def named_place(match: re.Match[str]) -> int:
    """The place that is named, from 0, or `LAST`."""
    return numbered_place(match["number"]) if match["number"] else place_in_order(match)
