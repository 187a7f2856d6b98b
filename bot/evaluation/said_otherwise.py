"""
Questions that nothing learns from, asked again as people ask them: politely, with what they are for, mistyped.

    python -m bot.evaluation.said_otherwise --reports FOLDER --data FOLDER [--every N] FILE …     (or: make otherwise)

What is asked is the same, so the answer should be; where it is not, a rule hangs on the wording. (This is metamorphic
testing: Chen, Cheung and Yiu, HKUST-CS98-01, 1998.) Files are those of `bot.evaluation.asking`, one question a line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from bot.answering.engine import Engine
from bot.evaluation.asking import AskedTurn, Came, Verdict, arguments, asked, conversations, engine_over
from bot.evaluation.saying import say

Form = Callable[[str], str | None]
"""Another way to ask a question; None where it cannot be asked so."""
_WELL = (Verdict.RIGHT, Verdict.SILENT)
_WH = ("what ", "who ", "whose ", "when ", "where ", "which ", "why ", "how ")
_MISTYPED = 6
"""Letters of a word that is mistyped, at least."""


def _around(pattern: str) -> Form:
    return lambda question: pattern.format(question.rstrip("?"))


def _after(opening: str) -> Form:
    """The opening before a question with a question word; such a one alone may follow it."""
    return lambda question: f"{opening} {question}" if question.lower().startswith(_WH) else None


def mistyped(question: str, *, left_out: bool) -> str | None:
    """A question with one letter of a longer word left out, or put after the next one; None where no word is longer."""
    said = question.split(" ")
    long = [at for at, word in enumerate(said) if len(word) >= _MISTYPED and word.isalpha()]
    if not long:
        return None
    # Anywhere, but in the same place each time.
    chance = crc32(question.encode())
    at = long[chance % len(long)]
    word = said[at]
    slip = 1 + chance % (len(word) - 3)
    said[at] = word[:slip] + ("" if left_out else word[slip + 1] + word[slip]) + word[slip + (1 if left_out else 2) :]
    return " ".join(said)


FORMS: Mapping[str, Form] = {
    "polite": _around("hi, {} please? thanks"),
    "what it is for, before": _around("I'm writing a briefing. {}"),
    "what it is for, after": _around("{}? i need it for a meeting tomorrow"),
    "a meeting": _around("got a meeting with the director later, {}"),
    "according to": _around("according to the report, {}"),
    "to a bot": _around("@verse {}"),
    "how to tell it": _around("{} in plain english, with paragraph numbers"),
    "at the time": _around("{} at the time of the inspection"),
    "can you tell me": _after("can you tell me"),
    "I need to know": _after("I need to know"),
    "does it say": _after("does it say"),
    "a letter left out": lambda question: mistyped(question, left_out=True),
    "two letters swapped": lambda question: mistyped(question, left_out=False),
}


@dataclass(frozen=True, slots=True)
class Again:
    """How some questions came out as written, and said otherwise."""

    before: tuple[Came, ...]
    after: tuple[Came, ...]

    @property
    def lost(self) -> tuple[Came, ...]:
        """What came out well before, and does not any more."""
        both = zip(self.before, self.after, strict=True)
        return tuple(after for before, after in both if before.verdict in _WELL and after.verdict not in _WELL)

    @property
    def won(self) -> int:
        """How many came out well that did not before."""
        both = zip(self.before, self.after, strict=True)
        return sum(before.verdict not in _WELL and after.verdict in _WELL for before, after in both)


def asked_otherwise(engine: Engine, turns: Sequence[AskedTurn], forms: Mapping[str, Form] = FORMS) -> dict[str, Again]:
    """By form, how those of some questions came out that can be put in it, as written and in it."""
    written = {turn.question: came for turn, came in zip(turns, asked(engine, [[t] for t in turns]), strict=True)}
    found = {}
    for name, form in forms.items():
        put = [(turn, other) for turn in turns if (other := form(turn.question))]
        after = asked(engine, [[replace(turn, question=other)] for turn, other in put])
        found[name] = Again(tuple(written[turn.question] for turn, _ in put), tuple(after))
    return found


def table(found: Mapping[str, Again]) -> str:
    """By form the questions, how many came out well as written and in it, and how many were lost and won."""
    lines = ["| said otherwise | questions | well before | well after | lost | won |", "|" + " --- |" * 6]
    for name, again in found.items():
        before, after = (sum(c.verdict in _WELL for c in came) for came in (again.before, again.after))
        lines.append(f"| {name} | {len(again.before)} | {before} | {after} | {len(again.lost)} | {again.won} |")
    return "\n".join(lines)


def main() -> None:
    """Ask the questions of some files in each form, and print a table for each file."""
    parser = arguments(__doc__)
    parser.add_argument("--every", type=int, default=5, metavar="N", help="ask every Nth question alone (default 5)")
    given = parser.parse_args()
    with engine_over(given.reports, given.data) as engine:
        for file in given.files:
            turns = [turns[0] for turns in conversations(file)][:: given.every]
            say(f"{file.name}\n{table(asked_otherwise(engine, turns))}")


if __name__ == "__main__":
    main()
