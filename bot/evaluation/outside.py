"""
How often the right paragraph comes first on questions that nobody on the project wrote, beside BM25 and MiniLM alone.

    python -m bot.evaluation.outside --outside FOLDER --data FOLDER     (or: make outside)

The question sets are those of ../shared/data. Measured on the documents that `calibrate` leaves alone, each question
inside its own document, all three over the same paragraphs; MiniLM alone is the published one. Beside the shares stand
the questions on which the product alone was right and on which the other alone was, and the chance of so many or more
if there were no difference.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.answering.engine import Engine
from bot.evaluation.calibration.examples import opened, weighed
from bot.evaluation.calibration.outside import SETS, Asked
from bot.evaluation.saying import say
from bot.evaluation.significance import Paired, paired
from retrieval.index import EmbeddedChroma, Index, MiniLM

PRODUCT, BM25, EMBEDDING = "Chapter & Verse", "BM25", "MiniLM"

Found = Mapping[str, bool]
"""By the name of each way of searching, whether the paragraph it puts first is a right one."""


def main() -> None:
    """Index what is not indexed yet, ask, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outside", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    embedder, published = MiniLM(given.data / "model"), MiniLM(given.data / "model", adapted=False)
    say("| set | questions | " + " | ".join((PRODUCT, BM25, EMBEDDING)) + " | beside BM25 | beside MiniLM |")
    say("|" + " --- |" * 7)
    for name in SETS:
        index, known = opened(given.outside / name, given.data / name, embedder, EmbeddedChroma())
        alone, _ = opened(given.outside / name, given.data / f"{name}-published", published, EmbeddedChroma())
        with index, alone:
            found = list(firsts(index, alone, (asked for asked in known if asked.held)))
        shares = " | ".join(f"{sum(f[how] for f in found) / len(found):.3f}" for how in (PRODUCT, BM25, EMBEDDING))
        beside = " | ".join(_worded(versus(found, other)) for other in (BM25, EMBEDDING))
        say(f"| {name.removesuffix('.json')} | {len(found)} | {shares} | {beside} |")


def firsts(index: Index, alone: Index, known: Iterable[Asked]) -> Iterator[Found]:
    """For each question, which ways of searching put a right paragraph first; `alone` holds MiniLM's own vectors."""
    engine = Engine(index, index.library, index.digest)
    for asked in known:
        evidence = weighed(engine, asked.question, asked.report).evidence
        lexical = index.library.lexical(asked.question.split(), [asked.report], 1)
        dense = alone.dense(alone.embed_query(asked.question), [asked.report], 1)
        yield {
            PRODUCT: bool(evidence) and evidence[0].paragraph.id in asked.right,
            BM25: bool(lexical) and lexical[0][0] in asked.right,
            EMBEDDING: bool(dense) and dense[0][0] in asked.right,
        }


def versus(found: Iterable[Found], other: str) -> Paired:
    """The product's gains over another way of searching, as the losses that the other would be."""
    return paired(other, ((f[PRODUCT], f[other]) for f in found))


def _worded(compared: Paired) -> str:
    return f"+{compared.worse} −{compared.better}, p = {compared.p:.3f}"


if __name__ == "__main__":
    main()
