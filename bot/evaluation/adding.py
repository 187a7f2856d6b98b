"""A question that was asked, and what a person says of its answer, become an item."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.answering.answer import Answer
from bot.evaluation.figures import figures, without_marks
from bot.evaluation.item import Expect, ItemKind
from bot.evaluation.loading import parse
from bot.evaluation.stamping import as_data, place_of
from bot.evaluation.truth import Truth
from bot.evaluation.writing import item_yaml
from retrieval.domain import Paragraph
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import words

HEADER = "# Gold items. The form is told in tests/gold/README.md.\n"
NAME_WORDS = 4


def item_from(
    turns: Sequence[str],
    paragraphs: Sequence[Paragraph],
    truth: Truth,
    *,
    kind: ItemKind = ItemKind.FACT,
    answer: Answer | None = None,
    taken: Collection[str] = (),
    why: str = "",
) -> dict[str, Any]:
    """
    An item that wants these paragraphs, each of them cited; without any it wants abstention.

    Where the person confirmed `answer` as it is, its figures become facts that an answer has to give.
    """
    expect = Expect.ANSWER if paragraphs else Expect.ABSTAIN
    chosen = kind if paragraphs else ItemKind.ABSTAIN
    item: dict[str, Any] = {
        "id": _name(chosen, turns[-1], taken),
        "kind": (ItemKind.FOLLOW_UP if paragraphs and len(turns) > 1 else chosen).value,
        "turns": list(turns),
        "expect": expect.value,
    }
    if paragraphs:
        item["groups"] = [[as_data(place_of(p, truth))] for p in paragraphs]
    if answer is not None and paragraphs:
        given = figures(" ".join(p.text for p in paragraphs))
        said = sorted(f for f in figures(without_marks(answer.text)) if f in given)
        item["nuggets"] = [{"value": f.value, "unit": "%"} if f.per_cent else {"value": f.value} for f in said]
    if why:
        item["why"] = why
    return item


def append(file: Path, items: Iterable[Mapping[str, Any]]) -> list[str]:
    """
    Write items at the end of a file, which is made where it is missing; the ids of those written.

    An item whose id the file holds already is left out: feedback may be fetched twice.
    """
    text = file.read_text(encoding="utf-8") if file.exists() else HEADER
    known = {found.id for found in parse(text, file)[0]}
    new = [item for item in items if item["id"] not in known]
    if new:
        parts = [text.rstrip("\n") + "\n", *(item_yaml(item) for item in new)]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(parts), encoding="utf-8")
    return [str(item["id"]) for item in new]


def _name(kind: ItemKind, question: str, taken: Collection[str]) -> str:
    """A readable id: the kind and the first words that say something."""
    telling = [re.sub(r"[^a-z0-9]", "", w) for w in words(question) if w not in STOP_WORDS]
    name = "-".join([kind.value, *[w for w in telling if w][:NAME_WORDS]])
    number = 1
    unique = name
    while unique in taken:
        number += 1
        unique = f"{name}-{number}"
    return unique
