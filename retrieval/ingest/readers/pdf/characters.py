"""Characters that a PDF's text layer holds for the page's sake, not the reader's."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_HYPHEN_AT_LINE_END = 0x02  # PDFium's own sign for a hyphen that ends a line
SOFT_HYPHEN = "\u00ad"
BULLETS = frozenset("•●○◦■□▪▫◼◻◾◽►▶‣⁃∙·❖➢➤✓✔♦◆")
DASHES = frozenset("-–—−‒―─━")
BULLET_SIGN = "•"  # stands for a bullet from a symbol font, whose code means nothing outside that font


@lru_cache(maxsize=4096)
def cleaned(code: int) -> str:
    """
    The text of one character code: ligatures in letters, any space a space, what cannot be seen dropped.

    Characters of symbol fonts come in the private use area; as they are nearly always bullets, they become one.
    """
    if code == _HYPHEN_AT_LINE_END:
        return "-"
    if code == ord(SOFT_HYPHEN):
        return SOFT_HYPHEN
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF):
        return ""
    char = chr(code)
    if char.isspace():
        return " "
    if 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", char)
    category = unicodedata.category(char)
    if category == "Co":
        return BULLET_SIGN
    return "" if category in ("Cc", "Cf", "Cs", "Cn") else char


def is_right_to_left(text: str) -> bool:
    """Whether most letters of the text run from right to left."""
    letters = [unicodedata.bidirectional(c) for c in text if c.isalpha()]
    return 2 * sum(kind in ("R", "AL") for kind in letters) > len(letters)
