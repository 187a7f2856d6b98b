"""The numbers of HTML list items, counted as a browser counts them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from retrieval.ingest.readers.counting import letters, roman

BULLET = "•"

_TYPES: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda value: letters(value).upper(),
    "i": roman,
    "I": lambda value: roman(value).upper(),
}
_STYLES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "lower-roman": "i", "upper-roman": "I"}
_NO_SIGN = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"(?:\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+|\(\w{1,4}\)|[ivxlc]+[.)]|[a-z][.)])\s")


class HtmlList:
    """An open `ol` or `ul`."""

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        style = attributes.get("style", "")
        self.signed = not _NO_SIGN.search(style)
        self.numbered = tag == "ol"
        named = next((kind for name, kind in _STYLES.items() if name in style), None)
        self.type = named or attributes.get("type", "1")
        self.step = -1 if "reversed" in attributes else 1
        self.value = _number(attributes.get("start"), 1) - self.step

    def next(self, attributes: Mapping[str, str]) -> str:
        """What is printed before the next item: a number with its stop, the bullet, or nothing."""
        self.value = _number(attributes.get("value"), self.value + self.step)
        if not self.signed:
            return ""
        return f"{_TYPES.get(self.type, str)(self.value)}." if self.numbered else BULLET

    def prints_own(self, words: str) -> bool:
        """Whether an item of a numbered list has its number in its text, so that the list's own would double it."""
        return self.numbered and _OWN_NUMBER.match(words) is not None


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\s*-?\d{1,9}\s*", text) else default
