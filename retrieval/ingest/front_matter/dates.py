"""Dates as reports print them, and as ISO dates: "17th July 2013" -> "2013-07-17", "February 2015" -> "2015-02"."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

MONTHS = ("january february march april may june july august september october november december").split()
_MONTH = "|".join(MONTHS)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = rf"(?:{_DAY}\s+)?(?:{_MONTH})\s+\d{{4}}"
_TO = r"\s*(?:[-–—―─−]|to|and|until)\s*"
RANGE = rf"(?:{_DAY}(?:\s+(?:{_MONTH}))?(?:\s+\d{{4}})?{_TO})*{DATE}(?:{_TO}{DATE})*"

_LABELLED = re.compile(
    rf"(?:report published|publication date|date of publication|date published|published(?: on)?|publication)"
    rf"\s*:?\s*\|?\s*(?P<date>{DATE}|\d{{1,2}}/\d{{1,2}}/(?:19|20)\d\d)",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_FIELDWORK = (
    re.compile(rf"(?:inspection|fieldwork|visit) dates?\s*:?\s*\|?\s*(?P<date>{RANGE})", re.IGNORECASE),
    re.compile(rf"dates? of (?:inspection|visit|fieldwork)(?: visits?)?\s*:?\s*\|?\s*(?P<date>{RANGE})", re.IGNORECASE),
    re.compile(
        rf"fieldwork[^.:]{{0,90}}?(?:commencing|beginning|starting|started|in|on|of|between|from|during):?\s*(?P<date>{RANGE})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"inspection,? (?:which )?(?:was )?(?:conducted|carried out|undertaken|took place)"
        rf"\s+(?:during|in|on|between|from)?\s*(?P<date>{RANGE})",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:was|were) inspected (?:in|on|between|from|during)\s+(?P<date>{RANGE})", re.IGNORECASE),
    re.compile(
        rf"\bfindings of (?:the|our|this) [^.:]{{0,90}}?(?:visit|inspection)[^.:]{{0,90}}?"
        rf"\b(?:on|between|from|during|in)\s+(?P<date>{RANGE})",
        re.IGNORECASE,
    ),
)
_DATED = re.compile(
    rf"(?:publication date|date of publication|date published|report published):?\s*\|?\s*"
    rf"(?P<date>{DATE}|\d{{1,2}}/\d{{1,2}}/(?:19|20)\d\d)",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(r"\b(?:last|previous|earlier|prior)\b", re.IGNORECASE)
_LETTER = re.compile(rf"(?P<date>{DATE})\b", re.IGNORECASE)
_COVER = 15  # texts
_SEVERAL = re.compile(rf"(?:{_DAY}(?:\s+(?:{_MONTH}))?(?:\s+\d{{4}})?{_TO})+{DATE}", re.IGNORECASE)
_SIGNED = re.compile(rf"(?:^|\s)(?P<date>{DATE})$", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:inspector|inspectorate|chief|director|commissioner)\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|crown copyright)\D{0,20}(\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dates:
    """ISO dates as far as printed; `fieldwork` as printed."""

    published: str | None = None
    fieldwork: str | None = None
    fieldwork_start: str | None = None

    @property
    def year(self) -> int | None:
        """The year of publication, else of fieldwork."""
        known = self.published or self.fieldwork_start
        return int(known[:4]) if known else None


def dates_of(texts: list[str]) -> Dates:
    """The dates in a report's texts, which are in reading order and not yet cut into paragraphs."""
    fieldwork = _fieldwork(texts)
    return Dates(_published(texts), fieldwork, iso_start(fieldwork) if fieldwork else None)


def _published(texts: list[str]) -> str | None:
    for text in texts[:_COVER]:
        if found := _DATED.search(text):
            return iso(found["date"])
    for text in texts:
        if _OF_ANOTHER.search(text):
            continue
        if len(text) < 120 and (found := _LABELLED.search(text)) and not text.startswith(tuple("¹²³⁴⁵⁶⁷⁸⁹")):
            return iso(found["date"])
    for index, text in enumerate(texts[:80]):
        if len(text) < 120 and (found := _SIGNED.search(text)) and not _SEVERAL.search(text):
            around = " ".join(texts[max(0, index - 2) : index + 1])
            if _OFFICE.search(around) or text == found["date"]:
                return iso(found["date"])
    addressed = next((at for at, text in enumerate(texts[:_COVER]) if text.startswith("Dear ")), 0)
    for text in texts[:addressed]:
        # An address may stand beside the date of a letter.
        if found := _LETTER.match(text):
            return iso(found["date"])
    for text in texts:
        if found := _COPYRIGHT.search(text):
            dated = re.match(rf"{DATE}(?=\W*(?:©|\(c\)))", text, re.IGNORECASE)
            return iso(dated[0]) if dated else found[1]
    years = [text for text in texts[:20] if re.fullmatch(r"(?:19|20)\d\d", text)]
    return years[0] if years else None


def _fieldwork(texts: list[str]) -> str | None:
    for text in [*texts, *(f"{a} {b}" for a, b in itertools.pairwise(texts) if a.endswith(":"))]:
        for pattern in _FIELDWORK:
            if found := pattern.search(text):
                return found["date"].strip()
    return next((text for text in texts[:_COVER] if _SEVERAL.fullmatch(text)), None)


def iso(date: str) -> str | None:
    """A printed date as far as it goes; None where it has no year."""
    if (figures := _FIGURES.fullmatch(date.strip())) and 1 <= int(figures[2]) <= len(MONTHS):
        return f"{figures[3]}-{int(figures[2]):02d}-{int(figures[1]):02d}"
    found = re.search(rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?({_MONTH})\s+(\d{{4}})", date, re.IGNORECASE)
    if not found:
        year = re.search(r"\b(?:19|20)\d\d\b", date)
        return year[0] if year else None
    month = MONTHS.index(found[2].lower()) + 1
    day = f"-{int(found[1]):02d}" if found[1] and 1 <= int(found[1]) <= 31 else ""
    return f"{found[3]}-{month:02d}{day}"


def iso_start(dates: str) -> str | None:
    """The first day of a printed range: "17th-19th June 2013" -> "2013-06-17", "11 to 22 May 2026" -> "2026-05-11"."""
    year = re.search(r"\b((?:19|20)\d\d)\b", dates)
    month = re.search(rf"\b({_MONTH})\b", dates, re.IGNORECASE)
    if not year or not month:
        return iso(dates)
    day = re.match(r"\D*(\d{1,2})(?:st|nd|rd|th)?\b", dates[: month.start() + 1])
    return iso(f"{day[1]} {month[1]} {year[1]}" if day else f"{month[1]} {year[1]}")
