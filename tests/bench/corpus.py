"""A corpus of fictional reports in the layouts of tests/reports: joint inspections, letters, and rated standards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.bench.words import BODIES, TOPICS, passage, person, place, sentence

SEED = 1_914
PER_REPORT = 80
"""About so many paragraphs has a report."""
THEMES = (
    "Reducing reoffending",
    "Protecting the public",
    "Protecting the child or young person",
    "Ensuring that the sentence is served",
    "Governance and partnerships",
)
STANDARDS = {
    "Organisational delivery": ("Governance and leadership", "Staff", "Partnerships and services"),
    "Court disposals": ("Assessment", "Planning", "Implementation and delivery"),
    "Out-of-court disposals": ("Assessment", "Planning", "Joint working"),
}
RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")
AREAS_OF_LETTER = ("Reducing the likelihood of reoffending", "Protecting the public", "Protecting the child")


def write_corpus(folder: Path, reports: int) -> list[str]:
    """
    Write the first `reports` of an endless row of reports, one text file each; returns their areas.

    The same number gives the same files, and a larger number the same and more.
    """
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    names = Random(SEED)
    areas = []
    for number in range(reports):
        area = place(names, taken)
        areas.append(area)
        layout = (_joint, _letter, _standards)[number % 3]
        text = "\n\n".join(layout(Random(f"{SEED} {number}"), area, 2009 + number % 11))
        file = folder / f"{number:03d}-{area.lower().replace(' ', '-')}.txt"
        if not file.exists():
            file.write_text(text + "\n", encoding="utf-8")
    return areas


def _topics(random: Random) -> Iterator[str]:
    while True:
        yield from random.sample(TOPICS, len(TOPICS))


def _joint(random: Random, area: str, year: int) -> Iterator[str]:
    topics = _topics(random)
    yield f"Full Joint Inspection of Youth Offending Work in {area}"
    yield "An inspection led by HMI Probation"
    yield "Foreword"
    yield passage(random, next(topics))
    yield f"{person(random)}\nHM Chief Inspector of Probation\nMarch {year}"
    yield "Key judgements"
    yield "\n".join(f"{theme}\t{' '.join('★★★★☆☆☆'[random.randint(0, 3) :][:4])}" for theme in THEMES)
    yield "Recommendations"
    yield "\n".join(_recommendations(random, topics, 6))
    for n, theme in enumerate(THEMES, 1):
        yield f"Theme {n}: {theme}"
        yield "What we expect to see"
        yield passage(random, next(topics), 1, 2)
        yield "Case assessment score"
        yield (
            f"Within the case assessment, overall {random.randint(40, 90)}% of work on {theme.lower()} was "
            "done well enough."
        )
        yield "Key Findings"
        yield "\n".join(f"{i}. {sentence(random, next(topics))}" for i in range(1, 5))
        yield "Explanation of findings"
        yield from (f"{i}. {passage(random, next(topics))}" for i in range(1, 9))


def _letter(random: Random, area: str, year: int) -> Iterator[str]:
    topics = _topics(random)
    yield f"To: {person(random)}, Chair of {area} Youth Offending Team Management Board"
    yield f"From: {person(random)}, Assistant Chief Inspector, HM Inspectorate of Probation"
    yield f"Publication date: 12th November {year}"
    yield f"Report of Short Quality Screening (SQS) of youth offending work in {area}"
    yield "Context"
    yield passage(random, next(topics))
    yield "Summary"
    yield passage(random, next(topics))
    yield f"Commentary on the inspection in {area}:"
    for n, heading in enumerate(AREAS_OF_LETTER, 1):
        yield f"{n}. {heading}"
        yield from (f"{n}.{i}. {passage(random, next(topics))}" for i in range(1, 25))


def _standards(random: Random, area: str, year: int) -> Iterator[str]:
    topics = _topics(random)
    yield f"An inspection of youth offending services in\n\n{area}"
    yield "HM Inspectorate of Probation"
    yield f"Published {year}"
    yield f"Service: {area} Youth Offending Service\n\nFieldwork started: March {year}"
    yield f"Overall rating\n\n{random.choice(RATINGS)}"
    yield "Recommendations"
    yield "\n".join(_recommendations(random, topics, 6))
    yield "Introduction"
    yield passage(random, next(topics))
    for n, (domain, standards) in enumerate(STANDARDS.items(), 1):
        yield f"{n}. {domain}"
        yield passage(random, next(topics), 1, 2)
        for m, standard in enumerate(standards, 1):
            yield f"{n}.{m} {standard}\t{random.choice(RATINGS)}"
            yield from (passage(random, next(topics)) for _ in range(6))
        yield "Summary"
        yield "\n".join(f"- {sentence(random, next(topics))}" for _ in range(3))


def _recommendations(random: Random, topics: Iterator[str], count: int) -> Iterator[str]:
    for n in range(1, count + 1):
        yield f"{n}. {random.choice(BODIES)} should make sure that {next(topics)} is reviewed within {n + 2} months."
