"""
Learn the additions to MiniLM's weights (`retrieval/index/adapter.safetensors`) from questions and their paragraphs.

    python -m bot.evaluation.adapting.learn --reports FOLDER … --questions FOLDER [--outside FOLDER] --data FOLDER
        [--without REPORT …] [--onto FILE] [--write FILE]

`--without` keeps reports back, to see what is gained on reports that were never learnt from. `--onto` begins with
additions learnt before, where questions came to those that they were learnt from. Wants torch, which is not in the
lock (`pip install torch`), and an hour on two cores.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save

from bot.answering.engine import Engine
from bot.evaluation.adapting.questions import Learnt, Question, invented, leaning, of_follow_ups, of_outside, of_reports
from bot.evaluation.adapting.training import trained
from bot.evaluation.calibration.outside import SETS
from bot.evaluation.saying import say
from retrieval.index import Index, MiniLM, Vectors
from retrieval.sync import sync


def main() -> None:
    """Collect, learn, say what is found of each source, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", action="append", default=[], type=Path, metavar="FOLDER")
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--outside", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--without", action="append", default=[], metavar="REPORT")
    parser.add_argument("--onto", type=Path, metavar="FILE")
    parser.add_argument("--write", type=Path, metavar="FILE")
    given = parser.parse_args()
    published = MiniLM(given.data / "model", adapted=False)
    learnt = Learnt()
    for folder in given.reports:
        sync(folder, given.data / folder.name, embedder=published)
        with Index.open(given.data / folder.name, published) as index:
            engine = Engine(index, index.library, index.digest)
            learnt.add(of_reports(engine, [given.questions / f"{folder.name}.jsonl"]))
            if (follow_ups := given.questions / "follow-ups" / f"{folder.name}.jsonl").is_file():
                learnt.add(of_follow_ups(engine, follow_ups))
    for file in sorted((given.questions / "invented").glob("*.jsonl")):
        learnt.add(invented(file))
    for name in SETS if given.outside else ():
        learnt.add(of_outside(given.outside / name))
    learnt.questions += leaning(learnt)
    kept = [q for q in learnt.questions if q.report in given.without]
    learnt.questions = [q for q in learnt.questions if q.report not in given.without]
    say(f"{len(learnt.questions)} questions to learn from, {len(kept)} kept back with their reports")
    model = trained(learnt, published, say, load_file(given.onto) if given.onto else None)
    for questions, of in ((learnt.questions, "learnt from"), (kept, "kept back")):
        if questions:
            before = first(questions, learnt, published.embed)
            after = first(questions, learnt, model.embed)
            say(f"a right paragraph first, of those {of}: {before:.3f} as published, {after:.3f} now")
    if given.write:
        given.write.write_bytes(save(model.bert.additions()))


def first(questions: Sequence[Question], learnt: Learnt, embed: Callable[[Sequence[str]], Vectors]) -> float:
    """Of the questions with an answer the share to which, by the vectors alone, a paragraph that answers is nearest."""
    questions = [question for question in questions if question.right]
    paragraphs = np.array([paragraph for paragraph, _, _ in learnt.windows])
    reports = np.array([report for _, report, _ in learnt.windows])
    stored = embed([text for _, _, text in learnt.windows])
    asked = embed([question.text for question in questions])
    found = 0
    for question, vector in zip(questions, asked, strict=True):
        among = reports == question.report
        found += str(paragraphs[among][np.argmax(stored[among] @ vector)]) in question.right
    return found / len(questions)


if __name__ == "__main__":
    main()
