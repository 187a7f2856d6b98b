"""Printed places as people name them: "2.8", "theme 6 para 7", "1.2 areas for improvement (4)" -> paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.domain import Kind, Paragraph
from retrieval.language.tokens import fold, stem, words

_CONTAINER = r"(?:themes?|sections?|parts?|chapters?|domains?|appendix|annex|standards?|criterion|criteria|questions?)"
_MARKER = r"(?:paragraphs?|paras?\.?|numbers?|no\.?|[#¶§])"
_PRINTED = r"\(?(?:\d+(?:\.\d+)*[a-z]?|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))\)?[.:]?|\([a-z]\)"
_ORDINAL = r"(\d+)(?:st|nd|rd|th)"
_TOKEN = re.compile(
    rf"(?P<container>{_CONTAINER}\s+(?:{_PRINTED})(?!\S))"
    r"|(?P<page>\(?(?:page|p\.)\s*\d+\)?(?!\S))"
    rf"|(?P<marked>{_MARKER}\s*(?:{_PRINTED})(?!\S)|{_ORDINAL}(?!\S))"
    rf"|(?P<marker>{_MARKER}(?!\S)|\(unnumbered\))"
    rf"|(?P<number>(?:{_PRINTED})(?!\S))"
    r"|(?P<word>\S+)"
)
_KINDS = {fold(kind.value): kind for kind in Kind} | {f"{fold(kind.value)}s": kind for kind in Kind}


def parse_locator(parts: Sequence[str]) -> tuple[list[str], str | None]:
    """
    Split what a person typed into heading phrases, from the top down, and the printed number, if there is one.

    `["theme 6", "7"]`, `["theme", "6", "7"]` and `["theme 6, para 7"]` all give `(["theme 6"], "7")`. A position is
    given as its ordinal: "3rd paragraph" -> "3rd". A number before other words names a heading: "1.2 strengths (4)".
    """
    pieces: list[str] = []
    number: str | None = None
    bare_number_last = phrase_open = False
    for match in _TOKEN.finditer(_one_line(parts)):
        kind, text = match.lastgroup or "word", match.group(0)
        if text == ",":
            phrase_open = False
        elif kind == "word" and phrase_open:
            pieces[-1] += f" {text}"
        elif kind == "marked":
            number = re.sub(rf"^{_MARKER}\s*(?=\S)", "", text)
        elif kind in ("word", "number", "container"):
            pieces.append(text if kind == "number" else text.rstrip(".:"))
        if kind in ("word", "number", "container") and text != ",":
            phrase_open = kind == "word"
            bare_number_last = kind == "number"
    if number is None and bare_number_last:
        number = pieces.pop()
    return pieces, number


def find_places(paragraphs: Sequence[Paragraph], under: Sequence[str], number: str | None) -> list[Paragraph]:
    """
    The paragraphs of one report that a place can mean, in printed order; all of them when nothing narrows it.

    `under` are pieces of the headings: the beginning of one or some of its words. `number` is compared without
    brackets and full stop; an ordinal ("3rd") is a position. A number that nothing carries is tried as a heading.
    """
    for phrases, printed in _readings([fold(phrase).strip() for phrase in under], number):
        numbered = [p for p in paragraphs if printed is None or _carries(p, printed)]
        for stands_under in (_in_order, _somewhere):
            if found := [p for p in numbered if stands_under(p, phrases)]:
                return found
    return []


def bare_number(number: str) -> str:
    """A printed number without brackets and full stop, in lower case: "(4)" -> "4", "IV." -> "iv"."""
    return number.strip().strip("()[].:").casefold()


def _one_line(parts: Sequence[str]) -> str:
    """What was typed, folded, with " , " between the pieces that belong apart."""
    # What was quoted on the command line was meant as one piece; words typed apart may belong together.
    joined = " ".join(f", {part} ," if len(part.split()) > 1 else part for part in parts)
    return re.sub(r"[,;](?=\s|$)", " , ", fold(joined))


def _readings(under: list[str], number: str | None) -> list[tuple[list[str], str | None]]:
    """The ways to understand a place, the likeliest first."""
    readings: list[tuple[list[str], str | None]] = [(under, number)]
    if number is not None:
        readings.append(([*under, bare_number(number)], None))
    elif under and (match := re.fullmatch(rf"{_CONTAINER}\s+(\S+)", under[-1])):
        readings.append((under[:-1], match.group(1)))
    return readings


def _carries(paragraph: Paragraph, number: str) -> bool:
    locator = paragraph.locator
    if position := re.fullmatch(_ORDINAL, number.casefold()):
        return locator.number is None and locator.position == int(position.group(1))
    return locator.number is not None and bare_number(locator.number) == bare_number(number)


def _in_order(paragraph: Paragraph, phrases: Sequence[str]) -> bool:
    """Whether each phrase fits a heading, or names the paragraph's kind, and headings stand in the phrases' order."""
    level = 0
    headings = paragraph.locator.headings
    for phrase in phrases:
        fitting = [at for at in range(level, len(headings)) if _fits(headings[at], phrase)]
        if fitting:
            level = fitting[0]
        elif _KINDS.get(phrase) is not paragraph.kind:
            return False
    return True


def _somewhere(paragraph: Paragraph, phrases: Sequence[str]) -> bool:
    """Whether all words of the phrases stand in the headings, in whatever order."""
    path = {stem(word) for heading in paragraph.locator.headings for word in words(heading)}
    return all(stem(word) in path for phrase in phrases for word in words(phrase))


def _fits(heading: str, phrase: str) -> bool:
    folded = fold(heading).strip()
    if re.fullmatch(_PRINTED, phrase):
        # "1" is no beginning of "1.2 Likelihood", nor a word of "Theme 1".
        return re.match(rf"{re.escape(bare_number(phrase))}(?!\w|\.\w)", folded) is not None
    if folded.startswith(phrase):
        # "theme 1" is no beginning of "Theme 12".
        return not re.match(r"\.?\d", folded[len(phrase) :]) if phrase[-1:].isdigit() else True
    wanted = {stem(word) for word in words(phrase)}
    return bool(wanted) and wanted <= {stem(word) for word in words(heading)}
