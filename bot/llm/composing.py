"""The answer made of a model's statements that passed, in the place of the extractive one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Answer, Outcome
from bot.answering.check import checked
from bot.answering.conversation import Conversation
from bot.answering.draft import Draft, Point
from bot.answering.query import Asked, Query
from bot.answering.wording import worded
from bot.llm.check import Spoken


def composed(query: Query, extractive: Answer, statements: Sequence[Spoken], engine: str) -> Answer | None:
    """
    The answer, with the cautions and doubts of the extractive one; None when nothing passes the last check.

    A side of a comparison that the model left out is quoted, and a silent one is said to be silent.
    """
    points = [Point(s.text, s.citations) for s in statements]
    tail = ""
    if query.asked is Asked.COMPARISON:
        said = {point.report.id for point in points}
        points += [point for point in _points(extractive) if point.report.id not in said]
        tail = _silent(extractive)
    draft = Draft(tuple(points), tail=tail, cautions=extractive.cautions, doubts=extractive.doubts)
    draft = checked(draft)
    if draft.outcome is not Outcome.ANSWERED:
        return None
    query = replace(query, question=extractive.question, standalone=extractive.standalone)
    answer = worded(query, draft, extractive.searched, engine, extractive.index)
    return replace(answer, timings_ms=extractive.timings_ms)


def after(answer: Answer, then: Conversation, query: Query) -> Conversation:
    """The conversation after the extractive answer, with what this one cites in the place of what that one cited."""
    cited = tuple(dict.fromkeys(c.paragraph.id for c in answer.citations))
    cursor = cited[0] if len(cited) == 1 else then.cursor
    if query.reports.named:
        return replace(then, paragraphs=cited, cursor=cursor)
    spoken_of = tuple(dict.fromkeys(c.report.id for c in answer.citations))
    return replace(then, paragraphs=cited, cursor=cursor, reports=spoken_of, named=len(spoken_of) == 1)


def _points(extractive: Answer) -> list[Point]:
    return [Point(s.text, tuple(extractive.citations[k - 1] for k in s.keys)) for s in extractive.statements]


def _silent(extractive: Answer) -> str:
    """The closing line of a comparison, which names the sides that are silent."""
    lines = extractive.text.split("\n")
    return lines[-1] if len(lines) > len(extractive.statements) else ""
