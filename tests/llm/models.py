"""Scripts of models: one that answers as well as can be, and those that are wrong, each in its own way."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any

from retrieval.domain.sentences import sentences
from retrieval.language.tokens import stems
from tests.llm.scripted_server import Script, Shown, Turn, always, form_of, paragraphs_of, question_of, says
from tests.llm.wrong import Wrong, changed_figure, dropped_not, swapped_figures

Chosen = tuple[Shown, str]
"""A paragraph and the sentence of it that is said."""


def best(request: dict[str, Any], most: int = 3) -> list[Chosen]:
    """Of each of the first paragraphs the sentence that shares the most words with the question."""
    asked = set(stems(question_of(request)))
    chosen = []
    for shown in paragraphs_of(request)[:most]:
        parts = [shown.text[start:end] for start, end in sentences(shown.text)]
        chosen.append((shown, max(parts, key=lambda part: len(asked & set(stems(part))))))
    return chosen


def reply(*statements: tuple[str, list[tuple[str, str]]], answered: bool = True) -> dict[str, Any]:
    """A reply in its form."""
    said = [{"text": text, "sources": [{"key": k, "quote": q} for k, q in sources]} for text, sources in statements]
    return {"answered": answered, "statements": said}


def perfect(request: dict[str, Any], number: int = 0) -> Turn:
    """Quotes what it says, in the printed words, under the report's name."""
    if form_of(request) == "Rewritten":
        return says({"question": question_of(request)})
    return says(reply(*((f"In {shown.report}, {_small(said)}", [(shown.key, said)]) for shown, said in best(request))))


def silent(request: dict[str, Any], number: int = 0) -> Turn:
    """Finds nothing, ever."""
    if form_of(request) == "Rewritten":
        return says({"question": ""})
    return says(reply(answered=False))


def _small(sentence: str) -> str:
    """As it stands in running text, where its first word is no name."""
    first = sentence.split()[0]
    return sentence[:1].lower() + sentence[1:] if first.lower() in _COMMON else sentence


_COMMON = frozenset("the a an all most some many few there in at on of for we managers staff children court".split())


def worded(change: Callable[[list[Chosen], Random], list[tuple[str, list[tuple[str, str]]]]]) -> Script:
    """A model that makes its statements by a function of what a good one would choose."""

    def script(request: dict[str, Any], number: int) -> Turn:
        if form_of(request) == "Rewritten":
            return says({"question": "Was every inspector in Atlantis rated outstanding in 2031?"})
        return says(reply(*change(best(request), Random(number))))

    return script


def mutated(wrong: Wrong) -> Script:
    """Says each sentence wrongly; a sentence that cannot be said wrongly in this way is left out."""

    def change(chosen: list[Chosen], random: Random) -> list[tuple[str, list[tuple[str, str]]]]:
        made = [(wrong(said, random), shown, said) for shown, said in chosen]
        return [(text, [(shown.key, said)]) for text, shown, said in made if text is not None]

    return worded(change)


def _invented_key(chosen: list[Chosen], random: Random) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(said, [("ZZZZZ", said)]) for _, said in chosen]


def _foreign_quote(chosen: list[Chosen], random: Random) -> list[tuple[str, list[tuple[str, str]]]]:
    keys = [shown.key for shown, _ in chosen]
    return [(said, [(keys[(i + 1) % len(keys)], said)]) for i, (_, said) in enumerate(chosen) if len(keys) > 1]


def _number_for_key(chosen: list[Chosen], random: Random) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(said, [(re.sub(r"\D", "", shown.place)[-2:] or "1", said)]) for shown, said in chosen]


def _blended(chosen: list[Chosen], random: Random) -> list[tuple[str, list[tuple[str, str]]]]:
    texts = " and ".join(said.rstrip(".") for _, said in chosen)
    return [(texts, [(shown.key, said) for shown, said in chosen])]


def _made_up(chosen: list[Chosen], random: Random) -> list[tuple[str, list[tuple[str, str]]]]:
    return [("All services were rated outstanding in 100% of cases.", [(shown.key, said)]) for shown, said in chosen]


def _truncated(request: dict[str, Any], number: int) -> Turn:
    return Turn(perfect(request).content[:-20], finish="length" if number % 2 else "stop")


WRONG: dict[str, Script] = {
    "invented key": worded(_invented_key),
    "foreign quote": worded(_foreign_quote),
    "printed number for a key": worded(_number_for_key),
    "changed figure": mutated(changed_figure),
    "swapped figures": mutated(swapped_figures),
    "dropped not": mutated(dropped_not),
    "reports blended": worded(_blended),
    "made up": worded(_made_up),
    "prose": always(Turn("The service was outstanding [1]. See paragraph 8.")),
    "truncated JSON": _truncated,
    "another JSON": always(says({"answer": "outstanding"})),
    "empty": always(Turn("")),
    "null": always(Turn("null")),
    "refusal": always(Turn(refusal="I cannot help with that.")),
}
"""Models that answer, and are wrong each in its own way."""
