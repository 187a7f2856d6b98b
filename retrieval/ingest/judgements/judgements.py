"""All judgements of a report: the chain of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from retrieval.domain import Judgement
from retrieval.ingest.judgements.not_judged import not_judged
from retrieval.ingest.judgements.outcomes import outcomes
from retrieval.ingest.judgements.placed import Placed
from retrieval.ingest.judgements.questions import questions
from retrieval.ingest.judgements.rating_lines import rating_lines
from retrieval.ingest.judgements.rating_rows import rating_rows
from retrieval.ingest.judgements.rating_sentences import rating_sentences
from retrieval.ingest.judgements.rating_tables import rating_tables
from retrieval.ingest.judgements.score_rows import score_rows
from retrieval.ingest.judgements.score_sentences import score_sentences
from retrieval.ingest.judgements.scorecard import scorecard
from retrieval.ingest.judgements.scores_out_of import scores_out_of
from retrieval.ingest.judgements.stars import stars

_RULES: tuple[Callable[[list[Placed]], Iterator[Judgement]], ...] = (
    stars,
    score_rows,
    score_sentences,
    scores_out_of,
    rating_rows,
    rating_lines,
    rating_tables,
    rating_sentences,
    outcomes,
    not_judged,
    questions,
    scorecard,
)


def judgements_of(placed: list[Placed]) -> tuple[Judgement, ...]:
    """The judgements of a report in reading order; one that two rules find in one paragraph is given once."""
    order = {item.paragraph.id: item.paragraph.order for item in placed}
    found = {(j.paragraph, j.subject, j.measure): j for rule in _RULES for j in rule(placed)}
    return tuple(sorted(found.values(), key=lambda j: order[j.paragraph]))
