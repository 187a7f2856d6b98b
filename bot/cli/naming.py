"""Which loaded reports a person means by an id, the beginning of one, or an area: for `--report` and `verse show`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answering.report_names import ReportNames
from bot.answering.understanding.reports_meant import reports_meant
from retrieval.domain import Report, VerseError
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import words


@dataclass(eq=False)
class UnknownReport(VerseError):
    """A report that is not loaded. `known` are the ids that are."""

    asked: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        loaded = f"Loaded are: {', '.join(self.known)}" if self.known else "No reports are loaded"
        return f"No report is known as “{self.asked}”. {loaded}."


def named(asked: str, reports: Sequence[Report]) -> list[Report]:
    """
    The reports that a name means: one for an id, all of an area's for an area. Raises UnknownReport.

    Names are understood as in questions ("trafford", "the 2013 Manchester letter"), misspelt or not.
    """
    name = asked.strip().casefold()
    if exact := [r for r in reports if name in (r.id.casefold(), r.file.casefold())]:
        return exact
    if name and (begun := [r for r in reports if r.id.casefold().startswith(f"{name}-")]):
        return begun
    meant = reports_meant(asked, ReportNames(reports), lambda _: False)
    found = [r for r in reports if r.id in {*meant.ids, *(i for group in meant.alternatives for i in group)}]
    if not meant.named or meant.unknown or not found or _says_more(asked, meant.words, found):
        raise UnknownReport(asked, tuple(r.id for r in reports))
    return found


def _says_more(asked: str, used: frozenset[str], found: Sequence[Report]) -> bool:
    """Whether there are words in it that are no part of a report's name: "trafford theme 6" is more than a report."""
    of_names = {w for r in found for w in words(" ".join((r.title, r.area, r.programme, r.publisher, *r.other_names)))}
    # A number beside a name passes for a slip of the pen in it ("ashmere 2"); only a year can be part of one.
    named_by = {word for word in used if word.isalpha() or re.fullmatch(r"(19|20)\d\d", word)}
    return not set(words(asked)) <= named_by | of_names | STOP_WORDS


def ids_named(asked: Iterable[str], reports: Sequence[Report]) -> list[str]:
    """The ids of all the reports that several names mean, each once. Raises UnknownReport."""
    return list(dict.fromkeys(report.id for name in asked for report in named(name, reports)))
