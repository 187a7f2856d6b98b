"""From questions whose answers are known to rows of features and labels."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path
from random import Random

from bot.answering.able import able
from bot.answering.conversation import Conversation
from bot.answering.engine import Engine
from bot.answering.evidence import Evidence, weigh
from bot.answering.query import Asked, Query, ReportsMeant
from bot.answering.refusal import signs_of
from bot.answering.subject import Subject, subject_of
from bot.answering.understanding.asked_for import answer_type
from bot.answering.understanding.understand import understand
from bot.evaluation.adapting.questions import in_conversation, kept_back, lines
from bot.evaluation.calibration.outside import Asked as Known
from bot.evaluation.calibration.outside import readings
from bot.evaluation.item import Expect, Item, ItemKind
from bot.evaluation.resolving import resolve
from bot.evaluation.truth import Truth
from retrieval.index import Chroma, Embedder, FileState, Generations, Index, Library, Vectors
from retrieval.sync.embedding import embed_missing

_WRONG_PER_QUESTION = 8
_NEAR_MISS = 0.25
"""What a question counts whose right paragraphs were taken away, where one that was asked so counts 1."""
_NO_ANSWER = 0.3
"""What a question without an answer counts: every second is learnt from, but only every tenth of the others."""
_MISSED = 0.5
"""What a question counts whose answer is printed, but not where it was looked for."""
# Questions that the search answers, not the typed table, a list or a place.
_SEARCHED = (ItemKind.FACT, ItemKind.TRAP, ItemKind.TOPIC, ItemKind.ABSTAIN, ItemKind.FOLLOW_UP)
_SHOWN_OF_TOPIC = 3
"""Of a topic several paragraphs are shown: one right among the first is enough to answer."""


@dataclass(frozen=True, slots=True)
class Decision:
    """
    Whether one question was to be answered: the signs, and whether the best evidence was right.

    `group` is the report that it was asked of: what is learnt from one is not measured on it. `asked` is False for a
    near miss made by taking the right paragraphs away. `answered` says that some paragraph answers it, and `vector`
    is the question's.
    """

    signs: tuple[float, ...]
    right: bool
    weight: float
    group: str
    asked: bool
    answered: bool
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Weighed:
    """
    A question and the evidence for it, best first.

    `left` is the evidence that a decision to answer is made on, where that is not all of it: without any, none is made.
    """

    query: Query
    subject: Subject
    vector: Vectors
    evidence: Sequence[Evidence]
    left: Sequence[Evidence] | None = None

    def without(self, right: Iterable[str]) -> list[Evidence]:
        """The evidence if the right paragraphs had not been printed: what is left is near, and no answer."""
        gone = set(right)
        kept = [e.hit for e in self.evidence if e.paragraph.id not in gone]
        return weigh(kept, self.subject, self.query.answer_type, self.evidence[0].usual)


@dataclass
class Examples:
    """`pairs` are (right, wrong, weight) of one question's features."""

    pairs: list[tuple[tuple[float, ...], tuple[float, ...], float]] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def add(self, asked: Weighed, right: Iterable[str], weight: float) -> None:
        """Take in one question; `right` are the paragraphs that answer it, none when nothing does."""
        if not asked.evidence or not asked.subject:
            return
        answering = set(right)
        good = [e for e in asked.evidence if e.paragraph.id in answering][:1]
        wrong = [e for e in asked.evidence if e.paragraph.id not in answering][:_WRONG_PER_QUESTION]
        self.pairs += [(astuple(g.features), astuple(w.features), weight) for g in good for w in wrong]
        self.decide(asked, answering, weight)

    def decide(self, asked: Weighed, right: Collection[str], weight: float, *, made: bool = False) -> None:
        """Take in the decision of one question, and nothing for ranking; `made` if it was made from another."""
        left = asked.evidence if asked.left is None else asked.left
        if asked.subject and left:
            signs = astuple(signs_of(asked.query, asked.subject, left, asked.evidence))
            shown = left[: _SHOWN_OF_TOPIC if asked.query.asked is Asked.TOPIC else 1]
            is_right = not {e.paragraph.id for e in shown}.isdisjoint(right)
            # Where the answer stands elsewhere, a refusal wins nothing but that nothing wrong is said.
            counted = weight * (_MISSED if right and not is_right and not made else 1.0)
            group = left[0].paragraph.report
            self.decisions.append(Decision(signs, is_right, counted, group, not made, bool(right), asked.vector))


def of_items(engine: Engine, items: Iterable[Item], truth: Truth, weight: float = 20.0) -> Examples:
    """Examples from gold items that a search answers; of several turns, from the last."""
    found = Examples()
    kept = [i for i in items if i.kind in _SEARCHED and i.expect is not Expect.CLARIFY]
    for resolved in resolve(kept, truth)[0]:
        # What an item names that wants no answer is near it, and is no answer.
        right = [p.id for p in resolved.paragraphs] if resolved.item.expect is Expect.ANSWER else []
        asked = _searched(engine, resolved.item.turns)
        if asked is None:
            continue
        found.add(asked, right, weight)
        if right:
            near = _among_those_able(replace(asked, evidence=asked.without(right)), engine)
            found.decide(near, right, _NEAR_MISS * weight, made=True)
    return found


def of_questions(engine: Engine, file: Path, weight: float = 20.0) -> Examples:
    """Examples from a file of questions: of those that the embedder was not taught."""
    found = Examples()
    for line in lines(file):
        if not kept_back(line["q"], answered=bool(line["ids"])):
            continue
        if (asked := _searched(engine, [line["q"]])) is not None:
            found.add(asked, line["ids"], weight if line["ids"] else _NO_ANSWER * weight)
    return found


def of_follow_ups(engine: Engine, file: Path, weight: float = 20.0) -> Examples:
    """Examples from a file of openings and what is asked next: of those that the embedder was not taught."""
    found = Examples()
    for line in in_conversation(file, engine.holdings):
        if line.kept and (asked := _in_conversation(engine, line.question, line.before)) is not None:
            found.add(asked, line.right, weight if line.right else _NO_ANSWER * weight)
    return found


def _searched(engine: Engine, turns: Sequence[str]) -> Weighed | None:
    """The last turn and its evidence; None where a search does not answer it."""
    conversation = Conversation()
    for turn in turns[:-1]:
        conversation = engine.answer(turn, conversation)[1]
    return _in_conversation(engine, turns[-1], conversation)


def _in_conversation(engine: Engine, question: str, before: Conversation) -> Weighed | None:
    query = understand(question, before, engine.holdings).query
    if query.asked not in (Asked.FACT, Asked.TOPIC, Asked.WHERE) or query.reports.unknown:
        return None
    subject = subject_of(query.standalone, engine.holdings, query.aside, query.carried)
    return _among_those_able(_weighed(engine, query, subject), engine)


def _weighed(engine: Engine, query: Query, subject: Subject) -> Weighed:
    vector = engine.search.index.embed_query(engine.embedded(query, subject))
    return Weighed(query, subject, vector, engine.evidence(query, subject))


def opened(path: Path, data: Path, embedder: Embedder, chroma: Chroma) -> tuple[Index, list[Known]]:
    """An index of the documents read of an outside question set, and their questions."""
    generations = Generations(data)
    known: list[Known] = []
    library = Library.open(generations.library)
    try:
        kept = set[str]()
        for reading, asked in readings(path):
            library.put(reading, FileState(reading.report.file, 0, 0, reading.report.digest))
            kept.add(reading.report.id)
            known += asked
        for other in {report.id for report in library.reports()} - kept:
            library.remove(other)
        embed_missing(library, embedder, [], lambda _: None)
        if not generations.is_current(library, embedder.name):
            generations.renew(library, embedder.name, chroma)
    finally:
        library.close()
    return Index.open(data, embedder, chroma), known


def of_outside(index: Index, known: Sequence[Known], most: int, only: bool, seed: int = 1) -> Examples:
    """
    Examples from questions of an outside set, each asked of its own document.

    Where a right paragraph is the `only` one to answer, each is decided twice more, at a quarter of the weight: without
    it, which is a near miss, and of another document.
    """
    engine = Engine(index, index.library, index.digest)
    random = Random(seed)  # noqa: S311 - a sample, not a secret
    reports = [r.id for r in engine.holdings.reports]
    found = Examples()
    for asked in random.sample(list(known), min(most, len(known))):
        here = weighed(engine, asked.question, asked.report)
        found.add(here, asked.right, 1.0)
        if only:
            found.decide(replace(here, evidence=here.without(asked.right)), (), _NEAR_MISS, made=True)
            other = random.choice([r for r in reports if r != asked.report])
            found.decide(weighed(engine, asked.question, other), (), _NEAR_MISS, made=True)
    return found


def weighed(engine: Engine, question: str, report: str) -> Weighed:
    """What the engine finds for a question of fact inside one report."""
    subject = subject_of(question, engine.holdings)
    query = Query(question, question, Asked.FACT, ReportsMeant((report,), True), (), answer_type(question))
    return _weighed(engine, query, subject)


def _among_those_able(asked: Weighed, engine: Engine) -> Weighed:
    return replace(asked, left=able(asked.query, asked.subject, asked.evidence, engine.holdings))
