"""Markdown and stray HTML marks of one line: what they say of the line, and the text without them."""

from __future__ import annotations

import re
from dataclasses import dataclass

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_SUP = re.compile(r"<sup>\s*(\d+)\s*</sup>|\$?\^\{\^?\{?(\d+)\}?\}\$?")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|br|sub|sup|span|p|div)\b[^<>]*>", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_LINK = re.compile(r"!?\[([^\]\[]*)\]\(([^()\s]*)\)")
_BOLD = re.compile(r"(?<![\w*])\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\w)|\*\*")
_ITALIC = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*]*?)(?<=\S)\*|(?<![\w\\])_(?=[^\s_])([^_]*?)(?<=[^\s_])_(?!\w)")
_ESCAPE = re.compile(r"\\([\\*_#\[\](){}.!|<>~`+-])")
_BULLET = re.compile(r"^\s*([-•◼▪●■*+]|[\uf000-\uf0ff])\s+(?=\S)")
_SYMBOL = re.compile(r"\$?\\[a-z]{3,}\$?(?![\w{])")  # what a scan makes of a drawing: "\triangle"
_RULE = re.compile(r"^\s*(?:-\s*){3,}$|^\s*(?:_\s*){3,}$|^\s*(?:\*\s*){3,}$|^\s*=+\s*$|^[\s|:-]*-{3,}[\s|:-]*$")


@dataclass(frozen=True, slots=True)
class Marked:
    """A line without its marks. `dropped` are link targets and pictures: words that are printed nowhere."""

    text: str
    heading: int | None = None
    bold: bool = False
    italic: bool = False
    bullet: bool = False
    footnote: bool = False
    dropped: tuple[str, ...] = ()


def is_rule(line: str) -> bool:
    """Whether the line is a horizontal rule or the rule under a table's head: no words."""
    return bool(_RULE.match(line)) and bool(line.strip())


def read_marks(line: str) -> Marked:
    """Take the marks off a line. A bullet sign stays at its start, as a reader of the page would see it."""
    heading = None
    if found := _HEADING.match(line):
        heading, line = len(found[1]), found[2]
    footnote = bool(re.match(r"^\s*(?:<sup>\s*\d+\s*</sup>|\d{1,2}\s+\*[^*]+\*\s*$)", line))
    line, dropped = _links(line)
    if pictures := _SYMBOL.findall(line):
        line, dropped = _SYMBOL.sub("", line), (*dropped, *pictures)
    if footnote:
        line = re.sub(r"^\s*<sup>\s*(\d+)\s*</sup>\s*", r"\1 ", line)
    line = _SUP.sub(lambda m: (m[1] or m[2]).translate(SUPERSCRIPTS), line)
    bare = _BULLET.sub("", line).strip()
    bold = bool(re.fullmatch(r"(?:\*\*|<b>).*(?:\*\*|</b>)", bare, re.DOTALL))
    italic = bool(re.fullmatch(r"(?:\*(?!\*)|<i>).*(?:(?<!\*)\*|</i>)", bare, re.DOTALL))
    bullet = heading is None and bool(_BULLET.match(line))
    sign = "- " if bullet else ""
    text = without_emphasis(_BULLET.sub("", line) if bullet else line)
    return Marked(sign + text, heading, bold, italic, bullet, footnote, dropped)


def without_emphasis(text: str) -> str:
    """The text without emphasis, tags and escapes; white space at its ends is dropped too."""
    text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    text = _BOLD.sub(lambda m: m[1] or "", text)
    text = _ITALIC.sub(lambda m: m[1] or m[2] or "", text)
    text = re.sub(r"(\d) %", r"\1%", text) if re.fullmatch(r"\s*\d+ %\s*", text) else text
    return _ESCAPE.sub(r"\1", text).strip()


def _links(line: str) -> tuple[str, tuple[str, ...]]:
    """A link keeps its words and loses its target; a picture loses both."""
    dropped: list[str] = []

    def keep(found: re.Match[str]) -> str:
        if found[0].startswith("!"):
            dropped.append(f"{found[1]} {found[2]}".strip())
            return ""
        dropped.append(found[2])
        return found[1]

    return _LINK.sub(keep, line), tuple(d for d in dropped if d)
