"""
Learn the coefficients of ranking (`ranking.json`) and refusal (`refusal.json`, `usual.json`) in bot/answering.

    python -m bot.evaluation.calibrate --reports FOLDER=GOLD … --data FOLDER
        [--questions FOLDER] [--outside FOLDER] [--write]

`--reports` are folders of reports, each with its gold items, of which only those of split `open` are read.
`--questions` holds further questions of them, of which those that the embedder learnt from are left alone.
`--outside` holds the question sets of ../shared/data; the documents that `bot.evaluation.outside` measures on are left
alone.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import fields
from pathlib import Path

import numpy as np

from bot.answering.engine import Engine
from bot.answering.evidence import Features
from bot.answering.refusal import Signs
from bot.evaluation.calibration.crossed import auroc, crossed, refused
from bot.evaluation.calibration.examples import (
    Decision,
    Examples,
    of_follow_ups,
    of_items,
    of_outside,
    of_questions,
    opened,
)
from bot.evaluation.calibration.logistic import Matrix, fit, fit_pairs
from bot.evaluation.calibration.outside import MOST_OF_A_SET, SETS
from bot.evaluation.item import Split
from bot.evaluation.loading import load
from bot.evaluation.saying import say
from bot.evaluation.truth import Truth
from retrieval.index import EmbeddedChroma, Index, MiniLM
from retrieval.sync import sync

_ANSWERING = Path(__file__).parent.parent / "answering"
_AGAINST = ("uncovered", "doubtful")
"""Signs that speak against an answer."""
_RIDGE_OF_MEANING = 0.1
"""Holds back what is learnt of the 384 numbers of a question's vector."""
_EITHER = ("length", "topic", "uncovered_topic", "leaning", "uncovered_leaning")
"""Signs that may speak for or against one: they say what the others are worth."""
_WRONG_COSTS = 1.0
"""What a wrong answer costs, where a right one is worth 1 and a refusal nothing."""


def main() -> None:
    """Collect, learn, print, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", action="append", default=[], metavar="FOLDER=GOLD")
    parser.add_argument("--questions", type=Path)
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
            engine = Engine(index, index.library, index.digest)
            found = of_items(engine, items, Truth(index.library))
            if given.questions and (asked := given.questions / f"{Path(folder).name}.jsonl").is_file():
                _add(found, of_questions(engine, asked))
            if given.questions and (asked := given.questions / "follow-ups" / f"{Path(folder).name}.jsonl").is_file():
                _add(found, of_follow_ups(engine, asked))
            _add(learnt, found)
            say(f"{folder}: {len(found.decisions)} questions")
    for name, only in SETS.items() if given.outside else ():
        index, known = opened(given.outside / name, given.data / name, embedder, EmbeddedChroma())
        with index:
            found = of_outside(index, [asked for asked in known if not asked.held], MOST_OF_A_SET, only)
        _add(learnt, found)
        say(f"{name}: {len(found.decisions)} questions")
    ranking = _ranking(learnt)
    meaning, usual = _usual(learnt.decisions, embedder.name)
    refusal = _refusal(learnt, usual)
    say(json.dumps({"ranking": ranking, "refusal": refusal}, indent=1))
    if given.write:
        for name, coefficients in (("ranking", ranking), ("refusal", refusal)):
            (_ANSWERING / f"{name}.json").write_text(json.dumps(coefficients, indent=1) + "\n", "utf-8")
        (_ANSWERING / "usual.json").write_text(json.dumps(meaning) + "\n", "utf-8")


def _add(learnt: Examples, found: Examples) -> None:
    learnt.pairs += found.pairs
    learnt.decisions += found.decisions


def _ranking(learnt: Examples) -> dict[str, float]:
    better = np.array([right for right, _, _ in learnt.pairs])
    worse = np.array([wrong for _, wrong, _ in learnt.pairs])
    weights = fit_pairs(better, worse, np.array([weight for _, _, weight in learnt.pairs]))
    weights /= weights.sum()
    return {f.name: round(float(w), 4) for f, w in zip(fields(Features), weights, strict=True)}


def _usual(decisions: list[Decision], embedder: str) -> tuple[dict[str, object], Matrix]:
    """What is learnt of a question's vector alone; and for each decision the log-odds, learnt from other reports."""
    vectors = np.array([d.vector for d in decisions], np.float64)
    answered = np.array([float(d.answered) for d in decisions])
    counted = np.array([d.weight * d.asked for d in decisions])
    chances = crossed(vectors, answered, counted, [d.group for d in decisions], ridge=_RIDGE_OF_MEANING)
    weights, intercept = fit(vectors, answered, counted, ridge=_RIDGE_OF_MEANING)
    model = {"embedder": embedder, "intercept": round(intercept, 4), "weights": [round(float(w), 3) for w in weights]}
    return model, np.log(chances / (1 - chances))


def _refusal(learnt: Examples, usual: Matrix) -> dict[str, float]:
    decisions = learnt.decisions
    signs = np.array([d.signs for d in decisions])
    signs[:, [f.name for f in fields(Signs)].index("usual")] = usual
    labels = np.array([float(d.right) for d in decisions])
    counted = np.array([d.weight for d in decisions])
    towards = np.array([-1.0 if f.name in _AGAINST else 0.0 if f.name in _EITHER else 1.0 for f in fields(Signs)])
    weights, intercept = fit(signs, labels, counted, towards)
    found = {f.name: round(float(w), 4) for f, w in zip(fields(Signs), weights, strict=True)}
    threshold = round(_WRONG_COSTS / (1 + _WRONG_COSTS), 3)
    _measure(decisions, crossed(signs, labels, counted, [d.group for d in decisions], towards), threshold)
    # An answer is worth giving where its chance of being right outweighs what a wrong one costs.
    return {"intercept": round(intercept, 4), **found, "threshold": threshold}


def _measure(decisions: list[Decision], chances: Matrix, threshold: float) -> None:
    """Say what the decision is worth on the questions of gold items, asked of reports it was not learnt from."""
    kept = np.array([d.asked and d.weight > 1 for d in decisions])
    labels = np.array([float(d.right) for d in decisions])[kept]
    say(f"AUROC on items, by reports not learnt from: {auroc(chances[kept], labels):.3f} ({len(labels)} questions)")
    for at in sorted({threshold, 0.2, 0.3, 0.4, 0.5, 0.6}):
        wrong, right = refused(chances[kept], labels, at)
        say(f"  threshold {at:.3f}: refused {wrong:.2f} of what is wrong at best, {right:.2f} of what is right")


if __name__ == "__main__":
    main()
