"""Questions on the sample reports that quote passages: the first of several that the extractive engine answers so."""

from __future__ import annotations

from functools import lru_cache

from bot.answering.conversation import Conversation
from bot.answering.engine import Engine
from bot.answering.understanding.understand import understand

FACT, TOPIC, COMPARISON = "fact", "topic", "comparison"
_QUESTIONS = {
    FACT: (
        "How many staff was one team manager supervising in Ashmere?",
        "What was the binary reoffending rate in Ashmere?",
        "How many children in Ashmere were not registered with a dentist?",
        "How many nights was a child left in bed and breakfast in Northfold?",
        "How many hours a week does the victim liaison officer in Northfold work?",
    ),
    TOPIC: (
        "What did Ashmere say about management oversight?",
        "What did Ashmere say about supervision of staff?",
        "What did Northfold say about victims?",
        "What did Cwm Hafren say about education?",
    ),
    COMPARISON: (
        "Compare what Ashmere and Northfold say about court reports",
        "Compare management oversight in Ashmere and Cwm Hafren",
        "Compare what Ashmere and Cwm Hafren say about education",
    ),
}


@lru_cache(maxsize=8)
def question(engine: Engine, kind: str) -> str:
    """A question of a kind whose answer a model may word. Raises LookupError when there is none."""
    from bot.llm.wordable import wordable

    for candidate in _QUESTIONS[kind]:
        answer, _ = engine.answer(candidate)
        understood = understand(candidate, Conversation(), engine.holdings)
        if wordable(understood, answer, engine) and understood.query.asked.value == kind:
            return candidate
    raise LookupError(f"the extractive engine answers none of the questions of kind {kind}")
