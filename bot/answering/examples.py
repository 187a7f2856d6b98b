"""Which paragraphs tell of a single case, or name an instance of what they say: "any examples?"."""

from __future__ import annotations

import re

from bot.answering.evidence import Evidence
from retrieval.domain import Kind
from retrieval.language.tokens import fold

_UNDER = re.compile(
    r"\b(?:examples?|illustrations?|case stud(?:y|ies)|good practice|promising practice|notable practice)\b"
)
_SAYS_SO = re.compile(
    r"\b(?:for example|for instance|an example|examples? (?:of|was|were|included?)|as illustrated|"
    r"in (?:one|another) (?:case|instance)|one (?:child|young person|boy|girl|parent|family|case manager|worker) )"
)
_KINDS = (Kind.PRACTICE_EXAMPLE, Kind.QUOTATION)


def gives_an_example(evidence: Evidence) -> bool:
    """Whether a paragraph is an example: by its kind, by the headings above, or because it says so."""
    paragraph = evidence.paragraph
    under = any(_UNDER.search(fold(heading)) for heading in paragraph.locator.headings)
    return paragraph.kind in _KINDS or under or bool(_SAYS_SO.search(fold(paragraph.text)))
