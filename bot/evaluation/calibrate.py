"""
Learn the coefficients of ranking (`ranking.json`) and refusal (`refusal.json`) in bot/answering.

    python -m bot.evaluation.calibrate --reports FOLDER=GOLD … --outside FOLDER --data FOLDER [--write]

`--reports` are folders of reports, each with its gold items, of which only those of split `open` are read.
`--outside` holds the question sets of ../shared/data; half of their questions are learnt from, the other half gives the
figures printed: paragraph recall at 1 inside the document, beside BM25 alone and the embedding alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import fields
from pathlib import Path

import numpy as np

from bot.answering.engine import Engine
from bot.answering.evidence import Features
from bot.answering.refusal import Signs
from bot.evaluation.calibration.examples import Examples, of_items, of_outside, opened, single
from bot.evaluation.calibration.logistic import fit, fit_pairs
from bot.evaluation.item import Split
from bot.evaluation.loading import load
from bot.evaluation.truth import Truth
from retrieval.index import EmbeddedChroma, Index, MiniLM
from retrieval.sync import sync

_SETS = {"policy-qa.json": (20, 300), "covid-qa.json": (20, 200)}
"""Of each set, the number of documents read and of questions asked."""
_ANSWERING = Path(__file__).parent.parent / "answering"
_WRONG_COSTS = 0.4
"""What a wrong answer costs, where a right one is worth 1 and a refusal nothing."""


def main() -> None:
    """Collect, learn, print, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", action="append", default=[], metavar="FOLDER=GOLD")
    parser.add_argument("--outside", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="write the coefficients into bot/answering")
    given = parser.parse_args()
    embedder = MiniLM(given.data / "model")
    learnt = Examples()
    for pair in given.reports:
        folder, _, gold = pair.partition("=")
        data = given.data / Path(folder).name
        sync(Path(folder), data, embedder=embedder)
        with Index.open(data, embedder) as index:
            items = [i for i in load([Path(gold)]).items if i.split is Split.OPEN]
            found = of_items(Engine(index, index.library, index.digest), items, Truth(index.library))
            _add(learnt, found)
            _say(f"{folder}: {len(found.decisions)} questions")
    for name, (documents, most) in _SETS.items() if given.outside else ():
        index, known = opened(given.outside / name, given.data / name, embedder, EmbeddedChroma(), documents)
        with index:
            _outside(name, index, list(of_outside(index, known, most)), learnt)
    ranking = _ranking(learnt)
    refusal = _refusal(learnt)
    _say(json.dumps({"ranking": ranking, "refusal": refusal}, indent=1))
    if given.write:
        for name, coefficients in (("ranking", ranking), ("refusal", refusal)):
            (_ANSWERING / f"{name}.json").write_text(json.dumps(coefficients, indent=1) + "\n", "utf-8")


def _outside(name: str, index: Index, asked: list, learnt: Examples) -> None:  # type: ignore[type-arg]
    """Learn from the even questions, measure on the odd ones."""
    right = {"fused and weighed": 0, "BM25": 0, "embedding": 0}
    measured = asked[1::2]
    for known, _, evidence in measured:
        lexical, dense = single(index, known)
        right["fused and weighed"] += bool(evidence) and evidence[0].paragraph.id in known.right
        right["BM25"] += lexical in known.right
        right["embedding"] += dense in known.right
    figures = ", ".join(f"{how} {count / len(measured):.3f}" for how, count in right.items())
    _say(f"{name}: recall at 1 inside the document over {len(measured)} questions: {figures}")
    for _, examples, _ in asked[::2]:
        _add(learnt, examples)


def _add(learnt: Examples, found: Examples) -> None:
    learnt.pairs += found.pairs
    learnt.decisions += found.decisions


def _ranking(learnt: Examples) -> dict[str, float]:
    better = np.array([right for right, _, _ in learnt.pairs])
    worse = np.array([wrong for _, wrong, _ in learnt.pairs])
    weights = fit_pairs(better, worse, np.array([weight for _, _, weight in learnt.pairs]))
    weights /= weights.sum()
    return {f.name: round(float(w), 4) for f, w in zip(fields(Features), weights, strict=True)}


def _refusal(learnt: Examples) -> dict[str, float]:
    signs = np.array([s for s, _, _ in learnt.decisions])
    labels = np.array([float(right) for _, right, _ in learnt.decisions])
    counted = np.array([weight for _, _, weight in learnt.decisions])
    weights, intercept = fit(signs, labels, counted)
    found = {f.name: round(float(w), 4) for f, w in zip(fields(Signs), weights, strict=True)}
    # An answer is worth giving where its chance of being right outweighs what a wrong one costs.
    return {"intercept": round(intercept, 4), **found, "threshold": round(_WRONG_COSTS / (1 + _WRONG_COSTS), 3)}


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
