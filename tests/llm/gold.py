"""
The gold suite with a scripted model before the engine: one that answers perfectly, one that answers from what it sees,
one that is wrong in each way, and one that is silent; item by item beside the extractive answer.

    python -m tests.llm.gold samples=tests/reports probation=… --data .data --results results.jsonl

`make llm-gold` runs it over all suites. Exits 1 where a promise was broken: an unsupported claim, an invalid quote,
another outcome than the extractive one, or an item lost with a model that answers perfectly.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.answering.answer import Answer
from bot.answering.conversation import Conversation
from bot.answering.engine import Engine
from bot.bootstrap import Parts
from bot.evaluation.item import Item, ItemKind
from bot.evaluation.loading import item_files, load
from bot.evaluation.nuggets import gives
from bot.evaluation.product import system_of
from bot.evaluation.resolving import Resolved, resolve
from bot.evaluation.result import Result
from bot.evaluation.running import run_resolved
from bot.evaluation.truth import Truth
from bot.llm.answerer import LlmEngine
from bot.llm.bounds import Bounds
from bot.llm.check.sources import LONGEST
from bot.llm.explanation import Explanation
from bot.settings import Settings
from retrieval.domain.sentences import sentences
from tests.llm.models import WRONG, perfect, reply, silent
from tests.llm.scripted_chat_model import ScriptedChatModel
from tests.llm.scripted_server import Script, Turn, form_of, paragraphs_of, question_of, says

GOLD = Path(__file__).resolve().parent.parent / "gold"
WORDED = frozenset({ItemKind.FACT, ItemKind.TOPIC, ItemKind.COMPARE, ItemKind.FOLLOW_UP})
"""Kinds whose answers may reach a model; that the others do not is tested elsewhere (`test_answerer`)."""
ScriptOf = Callable[[Resolved], Script]


@dataclass(frozen=True, slots=True)
class Compared:
    """
    One item with one model, beside the extractive answer.

    `differs` is None where the answers are the same, else what differs: "wording", "citations", "outcome". `failed` are
    the rules that statements failed, over all attempts; `fallback` says why the extractive answer is shown.
    """

    suite: str
    item: str
    kind: str
    model: str
    extractive: bool
    checked: bool
    differs: str | None
    failed: tuple[str, ...]
    fallback: str | None
    broken: tuple[str, ...]

    @property
    def change(self) -> str:
        """The item's pass or fail before and with the model."""
        return f"{'pass' if self.extractive else 'fail'} -> {'pass' if self.checked else 'fail'}"


class Remembering(Engine):
    """An engine that answers the same question in the same conversation once, as every model asks it the same."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self._once = lru_cache(maxsize=None)(super().answer)

    def answer(self, question: str, conversation: Conversation | None = None, **_: Any) -> tuple[Answer, Conversation]:
        """The answer, and the conversation after it."""
        return self._once(question, conversation)


class Telling:
    """A model before the engine that keeps the account of its last answer."""

    def __init__(self, engine: LlmEngine) -> None:
        self._engine = engine
        self.last = Explanation("none")

    def answer(self, question: str, conversation: Conversation | None = None) -> tuple[Answer, Conversation]:
        """The answer, and the conversation after it."""
        done = self._engine.explained(question, conversation)
        self.last = done.explanation
        return done.answer, done.conversation


class Suite:
    """The gold items of one folder of reports that may reach a model, and a run of them with any model."""

    def __init__(self, name: str, index: Any) -> None:
        self.name = name
        self.engine = Remembering(index, index.library, index.digest)
        self._index = index
        self._truth = Truth(index.library)
        resolved, faults = resolve(load(item_files([GOLD / name])).items, self._truth)
        if faults:
            raise ValueError(f"faulty items: {faults}")
        self.items = [item for item in resolved if item.item.kind in WORDED]
        self.extractive = {item.item.id: self._run(item, None)[0] for item in self.items}

    def run(self, model: str, script_of: ScriptOf) -> list[Compared]:
        """Every item with a model, in order."""
        return [self._compared(item, model, *self._run(item, script_of(item))) for item in self.items]

    def _run(self, item: Resolved, script: Script | None) -> tuple[Result, Explanation]:
        asking = None if script is None else Telling(self._with(script))
        # Search and confidence are the same whatever words the answer.
        system = replace(system_of(self.engine, self._index, answers=asking), search=None, confidence=None)
        (result,) = run_resolved([item], system, self._truth)
        return result, asking.last if asking else Explanation("extractive")

    def _with(self, script: Script) -> LlmEngine:
        return LlmEngine(self.engine, ScriptedChatModel(script=script), "scripted", Bounds(attempts=1))

    def _compared(self, item: Resolved, model: str, result: Result, account: Explanation) -> Compared:
        before = self.extractive[item.item.id]
        return Compared(
            self.name,
            item.item.id,
            item.item.kind.value,
            model,
            before.passed,
            result.passed,
            _difference(before, result),
            tuple(failed.rule for attempt in account.attempts for failed in attempt.failed),
            account.fallback,
            tuple(_broken(before, result)),
        )


@contextmanager
def suite(name: str, data: Path, reports: Path | None = None) -> Iterator[Suite]:
    """The suite of this name over a data folder; indexed first where the reports are named."""
    parts = Parts(Settings(data_dir=data, **({"reports_dir": reports} if reports else {})))
    if reports:
        parts.sync()
    with parts.open() as index:
        yield Suite(name, index)


def knowing(item: Resolved) -> Script:
    """A model that answers perfectly: of the paragraphs given it says what is asked from those that are gold."""
    wanted = {p.text for group in item.groups for p in group}

    def script(request: dict[str, Any], number: int) -> Turn:
        if form_of(request) == "Rewritten":
            return says({"question": question_of(request)})
        right = [shown for shown in paragraphs_of(request) if shown.text in wanted]
        said = [(shown, part) for shown in right for part in _parts(shown.text, item.item)]
        return says(reply(*((text, [(shown.key, text)]) for shown, text in said), answered=bool(said)))

    return script


MODELS: dict[str, ScriptOf] = {
    "perfect": knowing,
    "from what it sees": lambda _: perfect,
    **{f"wrong: {name}": (lambda _, script=script: script) for name, script in WRONG.items()},
    "silent": lambda _: silent,
}


def _parts(text: str, item: Item) -> list[str]:
    """The sentences that give what the item wants, as far as the text does; else as many as make a statement."""
    parts = [text[start:end] for start, end in sentences(text)]
    wanted = [nugget for nugget in item.nuggets if gives(text, nugget)]
    giving = [part for part in parts if any(gives(part, nugget) for nugget in wanted)]
    if giving and all(gives(" ".join(giving), nugget) for nugget in wanted):
        return giving
    return [next((text[:end] for _, end in reversed(sentences(text)) if end <= LONGEST), parts[0][:LONGEST])]


def _difference(before: Result, after: Result) -> str | None:
    if before.outcome != after.outcome:
        return "outcome"
    if [c.place for c in before.cited] != [c.place for c in after.cited]:
        return "citations"
    return "wording" if before.answer != after.answer else None


def _broken(before: Result, after: Result) -> Iterator[str]:
    """The promises that hold for every item with every model."""
    if after.unsupported:
        yield f"unsupported: {after.unsupported}"
    if after.valid != after.citations:
        yield "a quote that is not there"
    if after.outcome != before.outcome:
        yield f"outcome {before.outcome} -> {after.outcome}"


def totals(compared: Iterable[Compared]) -> Iterator[str]:
    """A line for each model, and one for each item that it won or lost."""
    by_model: dict[str, list[Compared]] = {}
    for one in compared:
        by_model.setdefault(one.model, []).append(one)
    for model, ones in by_model.items():
        differs = sum(one.differs is not None for one in ones)
        passed = sum(one.checked for one in ones)
        yield (
            f"{model:32} {len(ones):4} items, {differs:4} differ, pass {sum(o.extractive for o in ones)} -> {passed}, "
            f"promises broken {sum(bool(o.broken) for o in ones)}"
        )
        changed = [one for one in ones if one.extractive != one.checked or one.broken]
        yield from (f"    {o.suite} {o.item}: {o.change}, {o.differs} {' '.join(o.broken)}" for o in changed)


def main() -> int:
    """Run the suites that are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", nargs="+", metavar="NAME=REPORTS")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--results", type=Path, help="a line of JSON for each item and model")
    parser.add_argument("--model", action="append", choices=list(MODELS))
    told = parser.parse_args()
    done: list[Compared] = []
    for given in told.suites:
        name, _, reports = given.partition("=")
        with suite(name, told.data / f"gold-{name}", Path(reports)) as items:
            for model in told.model or MODELS:
                done += items.run(model, MODELS[model])
                sys.stderr.write(f"{name}: {model}\n")
    if told.results:
        told.results.write_text("".join(json.dumps(asdict(one)) + "\n" for one in done), "utf-8")
    sys.stdout.writelines(f"{line}\n" for line in totals(done))
    lost = [one for one in done if one.broken or (one.model == "perfect" and one.extractive and not one.checked)]
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
