"""Stars: "Protecting the public ★ ★ ★ ☆"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.domain import Judgement, Measure
from retrieval.ingest.judgements.placed import Placed

_STARS = re.compile(r"^(?P<subject>[^★☆]+?)\s*(?P<stars>[★☆](?:\s*[★☆])+)$")


def stars(placed: list[Placed]) -> Iterator[Judgement]:
    """Full stars, of all that are printed."""
    for item in placed:
        if found := _STARS.match(item.paragraph.text):
            signs = found["stars"].replace(" ", "")
            yield item.fact(found["subject"], Measure.STARS, str(signs.count("★")), f"of {len(signs)}")
