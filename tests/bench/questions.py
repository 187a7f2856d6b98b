"""The questions that are asked: those an analyst asks of all reports, and of one that is named."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.bench.words import TOPICS

_OF_ALL = (
    "What did inspectors find about {topic}?",
    "Why was {topic} a concern?",
    "How many cases had problems with {topic}?",
    "Who spoke of {topic}?",
    "What was good about {topic}?",
)
_OF_ONE = (
    "What did the {area} report say about {topic}?",
    "In {area}, how well was {topic} done?",
    "Why was {topic} weak in {area}?",
    "List the recommendations of the {area} report",
    "What was {area} told about {topic}?",
    "How did {area} and {other} differ on {topic}?",
)


def of_all_reports(count: int, seed: int = 7) -> list[str]:
    """Questions that name no report, no two alike."""
    pairs = [form.format(topic=topic) for form in _OF_ALL for topic in TOPICS]
    return Random(seed).sample(pairs, count)


def of_one_report(areas: Sequence[str], count: int, seed: int = 8) -> list[str]:
    """Questions that name a report, or two of them."""
    random = Random(seed)
    asked = []
    for n in range(count):
        area, other = random.sample(list(areas), 2)
        asked.append(_OF_ONE[n % len(_OF_ONE)].format(area=area, other=other, topic=random.choice(TOPICS)))
    return asked
