"""From questions whose answers are known to rows of features and labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from itertools import islice
from pathlib import Path
from random import Random

from bot.answering.conversation import Conversation
from bot.answering.engine import Engine
from bot.answering.evidence import Evidence
from bot.answering.query import Asked, Query, ReportsMeant
from bot.answering.refusal import signs_of
from bot.answering.subject import Subject, subject_of
from bot.answering.understanding.asked_for import answer_type
from bot.answering.understanding.understand import understand
from bot.evaluation.calibration.outside import Asked as Known
from bot.evaluation.calibration.outside import readings
from bot.evaluation.item import Expect, Item, ItemKind
from bot.evaluation.resolving import resolve
from bot.evaluation.truth import Truth
from retrieval.index import Chroma, Embedder, FileState, Generations, Index, Library
from retrieval.sync.embedding import embed_missing

_WRONG_PER_QUESTION = 8
# Questions that the search answers, not the typed table, a list or a place.
_SEARCHED = (ItemKind.FACT, ItemKind.TRAP, ItemKind.TOPIC, ItemKind.ABSTAIN)


@dataclass
class Examples:
    """`pairs` are (right, wrong, weight) of one question's features; `decisions` are (signs, right?, weight)."""

    pairs: list[tuple[tuple[float, ...], tuple[float, ...], float]] = field(default_factory=list)
    decisions: list[tuple[tuple[float, ...], bool, float]] = field(default_factory=list)

    def add(
        self, query: Query, subject: Subject, evidence: Sequence[Evidence], right: Iterable[str], weight: float
    ) -> None:
        """Take in one question; `right` are the paragraphs that answer it, none when nothing does."""
        if not evidence or not subject:
            return
        answering = set(right)
        good = [e for e in evidence if e.paragraph.id in answering][:1]
        wrong = [e for e in evidence if e.paragraph.id not in answering][:_WRONG_PER_QUESTION]
        self.pairs += [(astuple(g.features), astuple(w.features), weight) for g in good for w in wrong]
        decided = astuple(signs_of(query, subject, evidence))
        self.decisions.append((decided, evidence[0].paragraph.id in answering, weight))


def of_items(engine: Engine, items: Iterable[Item], truth: Truth, weight: float = 6.0) -> Examples:
    """Examples from gold items of one turn that a search answers."""
    found = Examples()
    kept = [i for i in items if i.kind in _SEARCHED and len(i.turns) == 1 and i.expect is not Expect.CLARIFY]
    for resolved in resolve(kept, truth)[0]:
        query = understand(resolved.item.turns[0], Conversation(), engine.holdings).query
        if query.asked not in (Asked.FACT, Asked.TOPIC, Asked.WHERE) or query.reports.unknown:
            continue
        subject = subject_of(query.standalone, engine.holdings, query.reports.words)
        right = [p.id for p in resolved.paragraphs]
        found.add(query, subject, engine.evidence(query, subject), right, weight)
    return found


def opened(path: Path, data: Path, embedder: Embedder, chroma: Chroma, documents: int) -> tuple[Index, list[Known]]:
    """An index of the first documents of an outside question set, and their questions."""
    generations = Generations(data)
    known: list[Known] = []
    library = Library.open(generations.library)
    try:
        for reading, asked in islice(readings(path), documents):
            library.put(reading, FileState(reading.report.file, 0, 0, reading.report.digest))
            known += asked
        embed_missing(library, embedder, [], lambda _: None)
        if not generations.is_current(library, embedder.name):
            pin = generations.build(library, embedder.name, chroma)
            generations.switch(pin.generation)
            pin.release()
    finally:
        library.close()
    return Index.open(data, embedder, chroma), known


def of_outside(
    index: Index, known: Sequence[Known], most: int, seed: int = 1
) -> Iterator[tuple[Known, Examples, list[Evidence]]]:
    """Examples from an outside set: each question asked of its own document, and of another, where nothing answers."""
    engine = Engine(index, index.library, index.digest)
    random = Random(seed)  # noqa: S311 - a sample, not a secret
    reports = [r.id for r in engine.holdings.reports]
    for asked in random.sample(list(known), min(most, len(known))):
        found = Examples()
        elsewhere = random.choice([r for r in reports if r != asked.report])
        own: list[Evidence] = []
        for report, right in ((asked.report, asked.right), (elsewhere, frozenset[str]())):
            subject = subject_of(asked.question, engine.holdings)
            wanted = answer_type(asked.question)
            query = Query(asked.question, asked.question, Asked.FACT, ReportsMeant((report,), True), (), wanted)
            evidence = engine.evidence(query, subject)
            own = own or evidence
            found.add(query, subject, evidence, right, 1.0)
        yield asked, found, own


def single(index: Index, asked: Known) -> tuple[str, str]:
    """The best paragraph by BM25 alone and by the embedding alone, for comparison."""
    lexical = index.library.lexical(asked.question.split(), [asked.report], 1)
    dense = index.dense(index.embed_query(asked.question), [asked.report], 1)
    return (lexical[0][0] if lexical else "", dense[0][0] if dense else "")
