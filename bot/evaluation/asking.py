"""
Questions that nothing learns from, asked from end to end, each within its conversation.

    python -m bot.evaluation.asking --reports FOLDER --data FOLDER FILE …     (or: make asking)

A file has one conversation a line: `turns`, each with `q`, the question, `right`, groups of paragraphs of which one of
each has to be cited (none: the reports do not say), `also`, paragraphs that may be cited besides, and `kind`; or one
question a line: `q`, `ids`, of which one has to be cited, and `also`; or such a question with what is asked next, each
right after it, under `then`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any

from bot.answering.answer import Answer, Outcome
from bot.answering.conversation import Conversation
from bot.answering.engine import Engine
from bot.evaluation.adapting.questions import in_conversation, lines
from bot.evaluation.saying import say
from retrieval.index import Index, MiniLM
from retrieval.sync import sync


class Verdict(StrEnum):
    """How a question came out."""

    RIGHT = "right"
    """A paragraph of each group is cited."""
    PART = "part"
    WRONG = "wrong"
    REFUSED = "refused"
    SILENT = "silent"
    """Refused, and rightly: the reports do not say."""
    SAID = "said"
    """Answered though the reports do not say."""


@dataclass(frozen=True, slots=True)
class AskedTurn:
    """A question of a conversation, the groups of paragraphs that answer it, and those that may be cited besides."""

    question: str
    right: tuple[frozenset[str], ...]
    also: frozenset[str]
    kind: str


@dataclass(frozen=True, slots=True)
class Came:
    """How a question came out; `precision` is the share of what it cites that is welcome, None without citations."""

    turn: AskedTurn
    place: int
    verdict: Verdict
    precision: float | None


def main() -> None:
    """Ask all questions of some files, and print a table: by place in the conversation, and by kind."""
    given = arguments(__doc__).parse_args()
    with engine_over(given.reports, given.data) as engine:
        for file in given.files:
            came = after_openings(engine, file) if has_openings(file) else asked(engine, conversations(file))
            say(f"{file.parent.name}/{file.name}\n{table(list(came))}")


def arguments(description: str | None) -> argparse.ArgumentParser:
    """Those of a command that asks the questions of some files: folders of reports and data, and the files."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    return parser


@contextmanager
def engine_over(reports: Path, data: Path) -> Iterator[Engine]:
    """The extractive engine over a folder of reports, whose index in `data` is brought up to date first."""
    embedder = MiniLM(data / "model")
    sync(reports, data, embedder=embedder)
    with Index.open(data, embedder) as index:
        yield Engine(index, index.library, index.digest)


def conversations(file: Path) -> list[list[AskedTurn]]:
    """The conversations of a file."""
    return [_turns(line) for line in lines(file)]


def _turns(line: dict[str, Any]) -> list[AskedTurn]:
    if "turns" not in line:
        line = {"turns": [{**line, "right": [line["ids"]] if line["ids"] else []}]}
    return [
        AskedTurn(
            turn["q"], tuple(map(frozenset, turn["right"])), frozenset(turn.get("also", ())), turn.get("kind", "fact")
        )
        for turn in line["turns"]
    ]


def asked(engine: Engine, known: Iterable[Sequence[AskedTurn]]) -> Iterator[Came]:
    """
    How each question came out. Raises LookupError for a paragraph that no report holds, naming it.

    What is judged is the answer alone; a conversation goes on after a wrong one, as it does for a person.
    """
    for turns in known:
        conversation = Conversation()
        for place, turn in enumerate(turns):
            _held(engine, turn)
            answer, conversation = engine.answer(turn.question, conversation)
            yield _came(turn, place, answer)


def has_openings(file: Path) -> bool:
    """Whether a file holds openings and what is asked next after each."""
    return any("then" in line for line in islice(lines(file), 1))


def after_openings(engine: Engine, file: Path) -> Iterator[Came]:
    """How the openings of a file came out, and what is asked next, each right after its opening."""
    opened = Conversation()
    for each in in_conversation(file, engine.holdings):
        turn = AskedTurn(each.question, (each.right,) if each.right else (), each.beside, "fact")
        place = int(each.before.question is not None)
        answer, now = engine.answer(each.question, opened if place else Conversation())
        opened = opened if place else now
        yield _came(turn, place, answer)


def _came(turn: AskedTurn, place: int, answer: Answer) -> Came:
    cited = [citation.paragraph.id for citation in answer.citations]
    welcome = turn.also.union(*turn.right)
    precision = sum(paragraph in welcome for paragraph in cited) / len(cited) if cited else None
    return Came(turn, place, _verdict(turn, cited, said=answer.outcome is Outcome.ANSWERED), precision)


def _held(engine: Engine, turn: AskedTurn) -> None:
    for paragraph in turn.also.union(*turn.right):
        if engine.holdings.library.paragraph(paragraph) is None:
            raise LookupError(f"No report holds {paragraph}, which {turn.question!r} names: mend the question's line.")


def _verdict(turn: AskedTurn, cited: Sequence[str], *, said: bool) -> Verdict:
    if not turn.right:
        return Verdict.SAID if said else Verdict.SILENT
    if not said:
        return Verdict.REFUSED
    hit = sum(not group.isdisjoint(cited) for group in turn.right)
    return Verdict.RIGHT if hit == len(turn.right) else Verdict.PART if hit else Verdict.WRONG


def table(came: Sequence[Came]) -> str:
    """The shares of those with an answer that came out in each way, and of those without one that were refused."""
    rows = {"first": [c for c in came if not c.place], "later": [c for c in came if c.place]}
    rows |= {kind: [c for c in came if c.turn.kind == kind] for kind in sorted({c.turn.kind for c in came})}
    head = "| | questions | right | part | wrong | refused | precision | no answer | refused rightly |"
    printed = [_row(name, among) for name, among in {"all": list(came), **rows}.items() if among]
    return "\n".join([head, "|" + " --- |" * 9, *printed])


def _row(name: str, came: Sequence[Came]) -> str:
    counts = Counter(c.verdict for c in came)
    without = counts[Verdict.SILENT] + counts[Verdict.SAID]
    answerable = len(came) - without
    ways = (Verdict.RIGHT, Verdict.PART, Verdict.WRONG, Verdict.REFUSED)
    shares = [_share(counts[way], answerable) for way in ways]
    precisions = [c.precision for c in came if c.precision is not None and c.turn.right]
    precise = _share(sum(precisions), len(precisions))
    silent = _share(counts[Verdict.SILENT], without)
    return f"| {name} | {answerable} | {' | '.join(shares)} | {precise} | {without} | {silent} |"


def _share(part: float, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


if __name__ == "__main__":
    main()
