"""Scores in lines and sentences: overall scores, case assessment scores, the scores of a foreword."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.domain import Judgement, Measure
from retrieval.ingest.judgements.placed import Placed

_OVERALL = re.compile(
    r"^(?:OVERALL )?SCORE for (?:the )?quality of (?P<subject>.+?)(?: work)?:?\s*(?P<score>\d{1,3}) ?%$", re.IGNORECASE
)
_CASES = re.compile(
    r"^Within the case assessment,? overall,? (?P<score>\d{1,3}) ?% of (?P<subject>.+?) (?:was|were) done well enough",
    re.IGNORECASE,
)
_WELL_ENOUGH = re.compile(
    r"(?:^|[.,]\s+|\bthat |\band )(?P<subject>(?:the )?[A-Za-z][^.,%]{3,120}?) (?:was|were)"
    r" (?:done |judged )?(?:well |good )?enough(?: in)? (?P<score>\d{1,3}) ?% of the time"
)
_LEAD = re.compile(
    r"^(?:.*\b(?:judged|found|concluded|considered) that|and|that|for the \w+ as a whole)\s+", re.IGNORECASE
)
_TORN = re.compile(r"\s+(?:to|of|for|with|on|in)$")


def score_sentences(placed: list[Placed]) -> Iterator[Judgement]:
    """Each score with the subject as the sentence words it."""
    for item in placed:
        text = item.paragraph.text
        if found := _OVERALL.match(text) or _CASES.match(text):
            subject = _TORN.sub("", found["subject"])
            doubt = None if subject == found["subject"] else "the sentence has lost words behind its subject"
            yield item.fact(subject, Measure.SCORE, found["score"], "%", doubt)
        else:
            for sentence in _WELL_ENOUGH.finditer(text):
                subject = _LEAD.sub("", sentence["subject"])
                yield item.fact(subject, Measure.SCORE, sentence["score"], "%")
