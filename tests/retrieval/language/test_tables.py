"""The tables of the language hold no line that does nothing."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from retrieval.language import stopwords
from retrieval.language.stopwords import LIGHT_WORDS, STOP_WORDS
from retrieval.language.tokens import stem


def table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("retrieval.language").joinpath(name).read_text("utf-8"))


def test_no_shorthand_stands_for_itself() -> None:
    assert [typed for typed, meant in table("shorthand.toml")["words"].items() if typed == meant] == []


def test_every_group_of_synonyms_brings_words_together_that_no_other_does() -> None:
    groups = [frozenset(map(stem, line.split())) for line in table("synonyms.toml")["groups"]]
    assert [group for group in groups if len(group) == 1] == []
    assert [
        group for at, group in enumerate(groups) if any(group <= other for other in groups[at + 1 :] + groups[:at])
    ] == []


def test_everyday_words_stand_once_and_are_no_stop_words() -> None:
    assert sorted(LIGHT_WORDS) == sorted(stopwords._LIGHT.split())
    assert set() == LIGHT_WORDS & STOP_WORDS
