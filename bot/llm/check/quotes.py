"""A quote is really there: white space and quotation marks folded, nothing else."""

from __future__ import annotations

import re

from bot.llm.check.leaning import refers
from retrieval.domain.sentences import sentences

_SINGLE = "'‘’‚‛`´"
_DOUBLE = '"“”„‟«»'
_SHORTEST = 3


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, as a span of the text; None where it does not, or is too short to be one."""
    if len(quote) > 2 * len(text) + 100:
        return None
    wanted = quote.strip()
    if len(wanted.split()) < _SHORTEST and _folded(wanted) != _folded(text.strip()):
        return None
    match = re.search(_pattern(wanted), text)
    return match.span() if match else None


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """
    The span of the whole sentences that hold a quote.

    Half a sentence may say the reverse of the whole one. Where the first takes from the sentence before who is meant,
    that one belongs to it.
    """
    spans = sentences(text)
    first = next((i for i, (_, stop) in enumerate(spans) if stop > start), 0)
    last = next((i for i in range(len(spans) - 1, -1, -1) if spans[i][0] < end), len(spans) - 1)
    while first and refers(text[spans[first][0] : spans[first][1]]):
        first -= 1
    return spans[first][0], spans[max(first, last)][1]


def _pattern(quote: str) -> str:
    parts = []
    for piece in re.split(rf"(\s+|[{_SINGLE}]|[{_DOUBLE}])", quote):
        if piece.isspace():
            parts.append(r"\s+")
        elif piece and piece in _SINGLE:
            parts.append(f"[{_SINGLE}]")
        elif piece and piece in _DOUBLE:
            parts.append(f"[{_DOUBLE}]")
        else:
            parts.append(re.escape(piece))
    # A quote ends where words end: "not good" is no quote of "not goodness".
    return r"(?<!\w)" + "".join(parts) + r"(?!\w)"


def _folded(text: str) -> str:
    text = re.sub(f"[{_SINGLE}]", "'", re.sub(f"[{_DOUBLE}]", '"', text))
    return " ".join(text.split())
