"""What an inspection left without a judgement, in a sentence: "Adoption performance was not judged."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.domain import Judgement, Measure
from retrieval.ingest.judgements.placed import Placed

_SENTENCE = re.compile(
    r"^(?P<subject>[A-Z][^.;:]{2,90}?) (?:was|were|has been|have been) (?P<value>not (?:judged|rated|graded))\."
)
_JUDGEMENT = re.compile(r"\b(?:graded|judge?ments?|ratings?|grades?)\b", re.IGNORECASE)


def not_judged(placed: list[Placed]) -> Iterator[Judgement]:
    """The first sentence under a heading that announces a judgement; the heading names its subject."""
    for item in placed:
        heading = item.subject_heading()
        if item.paragraph.locator.position != 1 or not _JUDGEMENT.search(heading):
            continue
        if found := _SENTENCE.match(item.paragraph.text):
            yield item.fact(heading.rstrip("."), Measure.RATING, found["value"], None)
