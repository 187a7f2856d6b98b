"""Words, as the tests count them: by rules of their own, not by the reader's."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(SUPERSCRIPTS, "0123456789")


def words(text: str) -> list[str]:
    """Runs of letters and digits in lower case; a raised number is a word of its own."""
    spaced = re.sub(rf"[{SUPERSCRIPTS}]+", lambda m: f" {m[0].translate(_PLAIN)} ", text)
    return re.findall(r"[^\W_]+", spaced.lower())


def source_words(source: str) -> Counter[str]:
    """The words of a text or Markdown file: everything but tags, and with raised numbers set off."""
    source = re.sub(r"</?sup>", " ", source)
    source = re.sub(r"\$?\^\{\^?\{?(\d+)\}?\}\$?", r" \1 ", source)
    return Counter(words(re.sub(r"</?(?:b|i|u|em|strong|br)\b[^<>]*>", "", source)))


def fingerprint(chosen: list[str]) -> str:
    """The beginning of the SHA-256 of some words."""
    return hashlib.sha256(" ".join(chosen).encode()).hexdigest()[:12]


def key(heading: str) -> str:
    """A heading by its letters and digits."""
    return " ".join(words(heading))
