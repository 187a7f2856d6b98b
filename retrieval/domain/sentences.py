"""Where the sentences of a paragraph begin and end."""

from __future__ import annotations

import re

# An end mark, what closes behind it (quotes, brackets, a footnote's mark), and white space.
_END = re.compile(
    r"(?P<mark>[.!?…]+)(?P<closers>[)\]\"'’”»]*)(?P<note>\[\d{1,3}\]|[¹²³⁰⁴-⁹]+|(?<=[A-Za-z][.!?])\d{1,2})?(?P<gap>\s+)"
)
_START = re.compile(r"[\"'‘“«(\[•]*[A-Z0-9]|•|\[")
_WORD_BEFORE = re.compile(r"[A-Za-z][A-Za-z.]*$")
_LONGEST_ABBREVIATION = 40
"""Characters in which an abbreviation ends a sentence; far more than any has."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LABEL = re.compile(r"\(?(?:\d+(?:\.\d+)*|[A-Za-z]|[ivxlc]+)[.)]+$")

# Never the end of a sentence: a name, a number or an example follows.
_TITLES = frozenset(
    "mr mrs ms dr prof rev hon sir st sgt insp supt cllr messrs vs cf viz eg ie e.g i.e al approx dept gov".split()
)
# Abbreviations before a number only: "No. 12", "paras. 3 and 4"; else the word "no", or the end of a sentence.
_BEFORE_NUMBERS = frozenset("no nos para paras p pp fig figs ch vol art sec ref refs ed c ca".split())
# Words that begin sentences, not surnames: "rated as category C. The panel".
_OPENERS = frozenset(
    "the this that these those there their they he she it its we our you i a an in on at of to for from by with as if "
    "when where while although however but and all some most many few one two three no not staff".split()
)


def sentences(text: str) -> list[tuple[int, int]]:
    """
    The spans (start, end) of the sentences of `text`, in order.

    Every span begins and ends with a printed character; between and around them is only white space. Semicolons and
    colons never end a sentence, so a list within one stays whole; nor does anything inside round brackets.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end, following in _boundaries(text):
        if _is_end(text, start, end, following):
            _add(spans, text, start, end)
            start = following
    _add(spans, text, start, len(text))
    return spans


def _boundaries(text: str) -> list[tuple[int, int]]:
    """Where a sentence may end and the next begin."""
    found = [(m.start("gap"), m.end()) for m in _END.finditer(text)]
    found += [(m.start(), m.end()) for m in _BLANK_LINE.finditer(text)]
    return sorted(set(found))


def _is_end(text: str, start: int, end: int, following: int) -> bool:
    if end < start:
        return False
    if _BLANK_LINE.search(text, end, following):
        return True
    if not _START.match(text, following) or _in_brackets(text, start, end):
        return False
    sentence = text[start:end].lstrip()
    if _LABEL.fullmatch(sentence):  # a number of a list: "8. The case managers…"
        return False
    if not sentence.endswith("."):
        return True
    return not _abbreviated(sentence[:-1], text[following:])


def _abbreviated(before: str, after: str) -> bool:
    """Whether the full stop between `before` and `after` is an abbreviation's."""
    match = _WORD_BEFORE.search(before[-_LONGEST_ABBREVIATION:])
    if not match:
        return False
    word = match.group().lower()
    if word in _TITLES:
        return True
    if word in _BEFORE_NUMBERS and after[:1].isdigit():
        return True
    if len(word) == 1 and match.group().isupper():  # an initial, unless an ordinary sentence follows
        opener = re.match(r"\w+", after)
        return opener is not None and opener.group().lower() not in _OPENERS and not after[:1].isdigit()
    return False


def _in_brackets(text: str, start: int, end: int) -> bool:
    """Whether a round bracket opened in this sentence is still open, and will be closed."""
    inside = text[start:end]
    return inside.count("(") > inside.count(")") and ")" in text[end : end + 300]


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    part = text[start:end]
    if part.strip():
        spans.append((start + len(part) - len(part.lstrip()), start + len(part.rstrip())))
