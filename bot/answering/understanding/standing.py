"""A question as it stands on its own, and the reports that it names in it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.conversation import LEANING
from bot.answering.holdings import Holdings
from bot.answering.query import AnswerType, Asked, ReportsMeant
from bot.answering.understanding.reports_meant import reports_meant
from bot.answering.understanding.restated import with_reports
from bot.answering.understanding.swapped import Swap


@dataclass(frozen=True, slots=True)
class Standing:
    """
    A question as it stands on its own.

    `own` is what is asked now, `leans_on` the question before where that says too little; `swap` is what was put in
    another's place. `placing` is the text in which a printed place may be named.
    """

    own: str
    asked: Asked
    wanted: AnswerType
    placing: str
    leans_on: str | None = None
    swap: Swap | None = None

    @property
    def text(self) -> str:
        """The whole of it."""
        return f"{self.leans_on}{LEANING}{self.own}" if self.leans_on else self.own


def of_reports(question: str, holdings: Holdings, names: str) -> str:
    """A question with these names of reports in the place of those that it has."""
    return with_reports(question, names_in(question, holdings), names)


def names_of(meant: ReportsMeant, holdings: Holdings) -> str:
    """The names of the reports meant, as a question would give them; empty where none is named."""
    return ", ".join(holdings.by_id[r].name for r in meant.ids[:4]) if meant.named else ""


def names_in(question: str, holdings: Holdings) -> frozenset[str]:
    """The folded words by which a question names its reports."""
    found = reports_meant(question, holdings.names, holdings.is_word)
    # "Councils", of all that are loaded, names none.
    return found.words if found.named else frozenset()
