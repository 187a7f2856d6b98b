"""What a question asks for: an ordered table of patterns (`asked_for.toml`), the first that fits wins."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from bot.answering.query import AnswerType, Asked
from retrieval.language.tokens import fold


@lru_cache(maxsize=256)
def asked_for(question: str) -> Asked:
    """What is asked for, by the wording alone."""
    folded = fold(question).strip()
    for name, pattern in patterns("kind", "asked"):
        if pattern.search(folded):
            return Asked(name)
    return Asked.FACT


@lru_cache(maxsize=256)
def answer_type(question: str) -> AnswerType:
    """What kind of words would answer a question of fact."""
    folded = re.sub(rf"\b{_alternatives(_table()['words']['people'])} who\b", "those that", fold(question)).strip()
    for name, pattern in patterns("answer", "type"):
        if pattern.search(folded):
            return AnswerType(name)
    return AnswerType.ANY


def listed(question: str) -> str | None:
    """The things that a list is asked of, as asked: "strengths"; None when none is, or when it is asked who did it."""
    if re.search(_alternatives(_table()["words"]["doer"]), fold(question).strip()):
        return None
    match = re.search(_alternatives(_table()["words"]["listed"]), fold(question))
    return match.group(0) if match else None


def lists_named(question: str) -> list[str]:
    """All things that a list is asked of, in the order in which they are asked: strengths, areas for improvement."""
    return re.findall(_alternatives(_table()["words"]["listed"]), fold(question))


@cache
def words_of_asking() -> tuple[str, ...]:
    """The words by which questions say what they ask for, as they are spelt."""
    return tuple(_table()["spelt"].split())


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("asked_for.toml").read_text("utf-8"))


@cache
def patterns(table: str, name: str) -> list[tuple[str, re.Pattern[str]]]:
    """The rows of a table of `asked_for.toml`, in order: what each is called by `name`, and its patterns as one."""
    macros = {f"<{word}>": _alternatives(options) for word, options in _table()["words"].items()}
    compiled = []
    for entry in _table()[table]:
        pattern = "|".join(entry["patterns"])
        for macro, options in macros.items():
            pattern = pattern.replace(macro, options)
        compiled.append((entry[name], re.compile(pattern)))
    return compiled


def _alternatives(options: list[str]) -> str:
    return "(?:" + "|".join(options) + ")"
