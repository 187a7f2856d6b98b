"""Characters that cannot be seen: they part words for a computer where a reader sees one word."""

from __future__ import annotations

import re
import unicodedata

_SUSPECT = re.compile(r"[^\x20-\x7e\u00a0-\u00ac\u00ae-\u05ff]")


def visible(text: str) -> str:
    """
    The text with any white space as one space, without control, zero-width and direction characters.

    Soft hyphens go too; lone surrogates, which cannot be written as UTF-8, become the replacement character.
    """
    if _SUSPECT.search(text):
        text = "".join(_shown(char) for char in text)
    return " ".join(text.split())


def _shown(char: str) -> str:
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category == "Cs":
        return "\ufffd"
    return "" if category in ("Cc", "Cf", "Cn") else char
