"""A run for other evaluation tools: question, answer, contexts and ground truth, one JSON object to a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bot.evaluation.item import Expect
from bot.evaluation.result import Run

SILENT = "The reports do not say."


def export(run: Run) -> Iterator[str]:
    """
    A line for each item, in the form that RAGAS and others read.

    `contexts` are the paragraphs cited, `ground_truth` those wanted: the reports' words stand here and not in the
    gold files, so an export is for the moment and not for the repository.
    """
    for result in run.results:
        silent = result.expect == Expect.ABSTAIN
        wanted = [shown.text for shown in result.expected]
        yield json.dumps(
            {
                "id": result.id,
                "kind": result.kind,
                "question": result.turns[-1],
                "history": list(result.turns[:-1]),
                "answer": result.answer,
                "contexts": [shown.text for shown in result.cited],
                "ground_truth": SILENT if silent or not wanted else "\n".join(wanted),
                "reference_contexts": wanted,
                "facts": list(result.wanted),
            },
            ensure_ascii=False,
        )
