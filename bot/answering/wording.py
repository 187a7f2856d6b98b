"""From a checked draft to the answer that a person reads."""

from __future__ import annotations

from bot.answering.answer import Answer, Outcome, Searched, Statement
from bot.answering.draft import Draft, Point
from bot.answering.query import Query
from retrieval.domain import Citation


def worded(query: Query, draft: Draft, searched: Searched, engine: str, index: str) -> Answer:
    """Number the citations in the order of their first mention and word the answer."""
    keys: dict[tuple[str, str], int] = {}
    citations: list[Citation] = []
    statements = []
    for point in draft.points:
        numbers = []
        for citation in point.citations:
            place = (citation.paragraph.id, citation.quote)
            if place not in keys:
                citations.append(citation)
                keys[place] = len(citations)
            numbers.append(keys[place])
        statements.append(Statement(point.text, point.report.id, tuple(numbers)))
    return Answer(
        question=query.question,
        standalone=query.standalone,
        outcome=draft.outcome,
        text=_text(draft, statements),
        statements=tuple(statements),
        citations=tuple(citations),
        nearest=draft.nearest,
        choices=draft.choices,
        cautions=draft.cautions,
        doubts=draft.doubts,
        searched=searched,
        engine=engine,
        index=index,
    )


def _text(draft: Draft, statements: list[Statement]) -> str:
    lines = [draft.lead] if draft.lead else []
    many = len(statements) > 1
    for point, statement in zip(draft.points, statements, strict=True):
        marks = "".join(f"[{key}]" for key in statement.keys)
        line = f"{point.report.name}: {_flat(point)} {marks}"
        lines.append(f"- {line}" if many else line)
    if draft.tail:
        lines.append(draft.tail)
    return "\n".join(lines) or _NOTHING_TO_SAY[draft.outcome]


def _flat(point: Point) -> str:
    return " ".join(point.text.split())


_NOTHING_TO_SAY = {
    Outcome.ANSWERED: "The reports answer this.",
    Outcome.NOT_FOUND: "The reports don't say.",
    Outcome.CLARIFY: "Which report do you mean?",
    Outcome.OUT_OF_SCOPE: "I answer questions about the inspection reports that are loaded.",
    Outcome.UNAVAILABLE: "The reports cannot be searched just now. Please try again in a minute.",
}
