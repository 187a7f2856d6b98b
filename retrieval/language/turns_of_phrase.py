"""Everyday turns of phrase in the words of inspectors: "up to scratch" is "good enough"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    table: dict[str, dict[str, str]] = tomllib.loads(
        files(__package__).joinpath("turns_of_phrase.toml").read_text("utf-8")
    )
    meant = {**table["instead"], **{said: rf"\g<0> {meant}" for said, meant in table["besides"].items()}}
    return tuple((re.compile(rf"\b(?:{said})\b", re.IGNORECASE), plain) for said, plain in meant.items())


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern, _ in _patterns()), re.IGNORECASE)


def in_plain_words(question: str) -> str:
    """The question with what inspectors call a thing in the place of a turn of phrase, or beside one they may use."""
    if not _any().search(question):  # most hold none: quicker seen by all at once
        return question
    for pattern, plain in _patterns():
        question = pattern.sub(plain, question)
    return question
