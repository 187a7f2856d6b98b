"""An answerer that does what the question says: it stands in for the engine in the bot's process."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable
from dataclasses import replace

from bot.answering.answer import Answer, Outcome, Searched, Statement
from bot.answering.conversation import Conversation
from tests.slack.corpus import NASTY, PARAGRAPHS, REPORTS, Everything, Loaded, Place, citation, place

LONG_CHOICE = "Do you mean the records of the staff in Elmbury, or those of the managers, in the report of 2016?"


class ScriptedAnswerer:
    """
    Answers by a word of the question: nothing, which, weather, unavailable, boom, long, nasty, repeat; else a score.

    "hold NAME" waits at a gate of the fake Slack first. Each answer says which turn of its conversation it is.
    """

    def __init__(self, control: str) -> None:
        self._control = control

    def answer(
        self, question: str, conversation: Conversation, *, on_stage: Callable[[str], None] | None = None
    ) -> tuple[Answer, Conversation]:
        if on_stage:
            on_stage("Searching the reports")
        if gate := re.search(r"\bhold (\w+)", question):
            with urllib.request.urlopen(f"{self._control}/gate/{gate.group(1)}", timeout=60) as opened:  # noqa: S310 - loopback
                opened.read()
        after = replace(conversation, subject=(*conversation.subject, "turn"), question=question)
        script = next((make for word, make in SCRIPTS.items() if word in question.lower()), score)
        answer = script(question)
        turn = f" (turn {len(after.subject)})"
        return replace(answer, text=answer.text + turn), after

    def paragraph(self, paragraph_id: str) -> Place | None:
        return place(paragraph_id)

    def overview(self) -> Everything:
        counts = [
            Loaded(report, sum(paragraph.report == report.id for paragraph in PARAGRAPHS.values()))
            for report in REPORTS.values()
        ]
        return Everything(tuple(counts), "2026-11-20T09:30:00+00:00", "digest-1")

    def suggestions(self) -> tuple[str, ...]:
        return ("How good were records in Elmbury?", "Were plans late in Fernham?", NASTY)


def _made(question: str, outcome: Outcome, text: str, **more: object) -> Answer:
    searched = Searched(tuple(REPORTS), len(PARAGRAPHS))
    made = Answer(question, question, outcome, text, searched=searched, index="digest-1")
    return replace(made, **more)  # type: ignore[arg-type]


def score(question: str) -> Answer:
    """An answer with two sources, a caution and a doubt."""
    first = citation("elmbury-2016.1", "Records were good in 47% of cases.")
    second = citation("fernham-2017.1")
    text = '- Elmbury 2016: "Records were good in 47% of cases." [1]\n- Fernham 2017: "In Fernham plans were late." [2]'
    return _made(
        question,
        Outcome.ANSWERED,
        text,
        statements=(Statement(first.quote, "elmbury-2016", (1,)), Statement(second.quote, "fernham-2017", (2,))),
        citations=(first, second),
        cautions=("The reports are of different years; scores may not be compared.",),
        doubts=("The figure for Fernham is damaged in the source.",),
    )


def nothing(question: str) -> Answer:
    nearest = (citation("elmbury-2016.2", "Managers checked plans."), citation("fernham-2017.2"))
    return _made(question, Outcome.NOT_FOUND, "I found nothing about that in the three reports.", nearest=nearest)


def which(question: str) -> Answer:
    return _made(question, Outcome.CLARIFY, "Which do you mean?", choices=("The score of Fernham?", LONG_CHOICE, NASTY))


def weather(question: str) -> Answer:
    return _made(question, Outcome.OUT_OF_SCOPE, "I only answer from inspection reports.", searched=Searched())


def unavailable(question: str) -> Answer:
    return _made(question, Outcome.UNAVAILABLE, "The index is being built.", searched=Searched())


def boom(_: str) -> Answer:
    raise RuntimeError("the database password is geheim and the token xoxb-9999-8888-boomSECRET")


def long(question: str) -> Answer:
    """Thirty thousand characters and fourteen sources."""
    text = " ".join(
        f"Statement {number} of a long answer says this and that. [{number % 14 + 1}]" for number in range(560)
    )
    sources = [citation(paragraph) for paragraph in PARAGRAPHS if not paragraph.startswith("nasty")]
    return _made(question, Outcome.ANSWERED, text, citations=tuple((sources * 3)[:14]))


def nasty(question: str) -> Answer:
    """A report that tries everything."""
    sources = tuple(citation(f"nasty-2018.{number}") for number in (1, 2, 3))
    text = f"It says: {sources[0].quote} [1] {sources[2].quote} [3]"
    return _made(question, Outcome.ANSWERED, text, citations=sources, cautions=(NASTY,), doubts=(NASTY,), engine=NASTY)


def repeat(question: str) -> Answer:
    """A model that repeats what it was asked."""
    return _made(question, Outcome.ANSWERED, f"You said: {question}", citations=(citation("elmbury-2016.3"),))


SCRIPTS: dict[str, Callable[[str], Answer]] = {
    "nothing": nothing,
    "which": which,
    "weather": weather,
    "unavailable": unavailable,
    "boom": boom,
    "long": long,
    "nasty": nasty,
    "repeat": repeat,
}
