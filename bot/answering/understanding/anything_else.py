"""More of what was read out, but on something: "anything else on health?"."""

from __future__ import annotations

import re

from retrieval.language.tokens import fold

_ELSE_ON = re.compile(
    r"^(?:(?:and|so|but|ok|is there|was there|do they say|did they say|have you) )*"
    r"(?:anything|something|what|much) else (?:(?:is|was|do they|did they|does it|did it) (?:said|say|find|there) )?"
    r"(?:on|about|regarding|concerning|to do with|around) (?!(?:that|this|it|them|those|these)\b)(?P<what>[^?.!]+?)\W*$"
)


def asked_besides(question: str) -> str | None:
    """What something else is asked about, beside what was read out; None where nothing is."""
    match = _ELSE_ON.match(fold(question).strip())
    return match["what"] if match else None
