"""Questions that are not answered from the reports: out of scope, a report that is not loaded, an unclear one."""

from __future__ import annotations

from bot.answering.answer import Outcome
from bot.answering.draft import Draft
from bot.answering.holdings import Holdings
from bot.answering.query import Asked, Query
from bot.answering.understanding.restated import with_reports


def out_of_scope(holdings: Holdings) -> Draft:
    """What can be asked, with questions made from the loaded reports."""
    count = len(holdings.reports)
    loaded = "1 report is loaded" if count == 1 else f"{count} reports are loaded"
    return Draft(
        lead=(
            "I answer questions about the inspection reports that are loaded, each with the printed paragraph that "
            f"answers it. {loaded}; “which reports do you have?” lists them."
        ),
        outcome=Outcome.OUT_OF_SCOPE,
        choices=suggestions(holdings),
    )


NOTHING_SAID = Draft(
    lead="The last question was not answered, so there is no paragraph to name.", outcome=Outcome.NOT_FOUND
)
THANKED = Draft(lead="You are welcome.", outcome=Outcome.OUT_OF_SCOPE)


def suggestions(holdings: Holdings) -> tuple[str, ...]:
    """Up to four questions that the loaded reports can answer."""
    forms = (
        "What are the recommendations in {}?",
        "What did {} say about management oversight?",
        "How was {} rated?",
        "Summarise {}",
    )
    reports = holdings.reports
    return tuple(form.format(reports[i % len(reports)].name) for i, form in enumerate(forms)) if reports else ()


def unknown_report(query: Query, holdings: Holdings) -> Draft:
    """A report is asked about that is not loaded: say so, and which of the area are."""
    named = ", ".join(query.reports.unknown)
    same_area = [holdings.by_id[r].name for r in query.reports.ids]
    hint = f" Loaded: {', '.join(same_area)}." if same_area else " “Which reports do you have?” lists what is loaded."
    return Draft(
        lead=f"No report on “{named}” is loaded, so nothing can be said about it.{hint}", outcome=Outcome.NOT_FOUND
    )


_NEEDS_ONE = frozenset({Asked.FACT, Asked.JUDGEMENT, Asked.LIST, Asked.SUMMARY, Asked.PLACE, Asked.WHERE})


def clarification(query: Query, holdings: Holdings) -> Draft | None:
    """Where an area has several reports and the question does not choose: ask which; None when it is clear."""
    if not query.reports.alternatives or query.asked not in _NEEDS_ONE:
        return None
    choices = [
        with_reports(query.standalone, query.reports.words, holdings.by_id[report].name)
        for group in query.reports.alternatives
        for report in group
    ]
    names = ", ".join(holdings.by_id[r].name for group in query.reports.alternatives for r in group)
    return Draft(
        lead=f"Several reports are loaded for that area: {names}. Which one do you mean?",
        outcome=Outcome.CLARIFY,
        choices=tuple(choices),
    )
