"""The suite is held to account too: baselines must stay far below, and faults in the reports must be noticed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evaluation.baselines import RandomParagraph, baselines, too_near
from bot.evaluation.bm25 import Bm25
from bot.evaluation.catching import catch
from bot.evaluation.loading import Gold
from bot.evaluation.mutations import (
    Mutation,
    figure_changed,
    following,
    number_shifted,
    paragraph_removed,
    reports_swapped,
)
from bot.evaluation.resolving import resolve
from bot.evaluation.running import run
from bot.evaluation.stock import chunks, stock
from bot.evaluation.system import System
from bot.evaluation.totals import totals
from retrieval.domain import Citation, Paragraph, Reading
from retrieval.index import EmbeddedChroma
from tests.evaluation.world import (
    ABSTAIN,
    ASHMERE,
    BROOKVALE,
    CORPUS,
    FACT,
    STARS,
    TOPIC,
    TRUTH,
    FixedCorpus,
    P,
    item,
    says,
    system,
)

READINGS = {
    ASHMERE.id: Reading(ASHMERE, tuple(P[:6]), (STARS,)),
    BROOKVALE.id: Reading(BROOKVALE, tuple(P[6:])),
}
CHANCE = random.Random(1)


class FromLibrary:
    """Knows where its answers are printed, and reads them there, whatever stands there now."""

    def __init__(self, corpus: FixedCorpus, wanted: dict[str, list[Paragraph]]) -> None:
        self.places = {(p.report, p.locator): p for p in corpus.paragraphs()}
        self.reports = {r.id: r for r in corpus.reports()}
        self.wanted = wanted

    def converse(self, turns: Sequence[str]):
        found = [self.places.get((p.report, p.locator)) for p in self.wanted[turns[-1]]]
        cited = [Citation(self.reports[p.report], p, p.text) for p in found if p is not None]
        return says(" ".join(c.quote for c in cited) or "-", *cited, question=turns[-1])


def library(readings: Sequence[Reading]) -> FixedCorpus:
    return FixedCorpus(
        tuple(r.report for r in readings),
        tuple(p for r in readings for p in r.paragraphs),
        tuple(j for r in readings for j in r.judgements),
    )


def gold_over(paragraphs: Sequence[Paragraph]) -> Gold:
    """One item for each paragraph; it wants the paragraph, and nothing else of it."""
    texts = [
        f"- id: item-{n}\n  kind: fact\n  turns: ['q{n}']\n  expect: answer\n"
        f"  groups: [[{{report: {p.report}, under: {list(p.locator.headings)}, "
        + (f"number: '{p.locator.number}'" if p.locator.number else f"position: {p.locator.position}")
        + "}]]\n"
        for n, p in enumerate(paragraphs)
    ]
    return Gold(tuple(item(text) for text in texts))


def test_every_class_of_fault_is_noticed_by_the_answers_alone():
    gold = gold_over(P)
    wanted = {f"q{n}": [p] for n, p in enumerate(P)}

    @contextmanager
    def rebuild(readings):
        changed = READINGS | {r.report.id: r for r in readings}
        corpus = library(list(changed.values()))
        yield System("mutated", FromLibrary(corpus, wanted), corpus)

    sound = System("sound", FromLibrary(CORPUS, wanted), CORPUS)
    done = run(gold, sound)
    assert all(r.passed for r in done.results)
    resolved, _ = resolve(gold.items, TRUTH)
    caught = catch(resolved, done, READINGS, TRUTH, rebuild, seed=3)
    assert [c.mutation for c in caught] == list(Mutation)
    assert all(c.planted >= 1 and c.by_answers == c.either == c.planted for c in caught), [str(c) for c in caught]
    assert caught == catch(resolved, done, READINGS, TRUTH, rebuild, seed=3)
    assert {c.mutation: c.by_places for c in caught}[Mutation.FIGURE] == 0


def test_a_suite_that_sees_nothing_catches_nothing():
    gold = gold_over(P)
    wanted = {f"q{n}": [p] for n, p in enumerate(P)}

    @contextmanager
    def blind(_):
        yield System("blind", FromLibrary(CORPUS, wanted), CORPUS)

    done = run(gold, System("sound", FromLibrary(CORPUS, wanted), CORPUS))
    resolved, _ = resolve(gold.items, TRUTH)
    caught = catch(resolved, done, READINGS, TRUTH, blind)
    assert all(c.rate == 0.0 and len(c.missed) == c.planted for c in caught)
    nothing = catch(resolved, run(gold, system()), READINGS, TRUTH, blind)
    assert [(c.planted, c.rate) for c in nothing] == [(0, None)] * 4


def test_a_changed_figure_changes_in_the_paragraph_and_what_was_typed_from_it():
    changed = figure_changed(READINGS[ASHMERE.id], P[0], CHANCE)
    assert changed is not None
    digit = changed.judgements[0].value
    assert digit != "3"
    assert changed.paragraphs[0].text == f"Reducing reoffending: {digit} stars"
    assert changed.paragraphs[1:] == READINGS[ASHMERE.id].paragraphs[1:]
    assert figure_changed(READINGS[ASHMERE.id], P[4], CHANCE) is None


def test_a_shifted_number_shifts_those_after_it_and_no_others():
    changed = number_shifted(READINGS[ASHMERE.id], P[4], CHANCE)
    assert changed is not None
    assert [p.locator.number for p in changed.paragraphs] == [None, "1", "1", "1", "2", "3"]
    assert number_shifted(READINGS[BROOKVALE.id], P[6], CHANCE) is None


def test_a_removed_paragraph_takes_its_facts_along_and_lets_the_others_move_up():
    changed = paragraph_removed(READINGS[BROOKVALE.id], P[6], CHANCE)
    assert [(p.id, p.locator.position) for p in changed.paragraphs[:1]] == [(P[7].id, 1)]
    assert paragraph_removed(READINGS[ASHMERE.id], P[0], CHANCE).judgements == ()


def test_swapped_reports_keep_their_names_and_change_their_paragraphs():
    one, other = reports_swapped(READINGS[ASHMERE.id], READINGS[BROOKVALE.id])
    assert (one.report.id, other.report.id) == (ASHMERE.id, BROOKVALE.id)
    assert [p.text for p in one.paragraphs] == [p.text for p in P[6:]]
    assert {p.report for p in one.paragraphs} == {ASHMERE.id}
    assert other.judgements[0].report == BROOKVALE.id
    assert other.judgements[0].paragraph == other.paragraphs[0].id
    ids = [p.id for p in (*one.paragraphs, *other.paragraphs, *P)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("number", "after"),
    [("8", "9"), ("1.10", "1.11"), ("(2)", "(3)"), ("iv", "v"), ("1.1.9", "1.1.10"), ("a", None), (None, None)],
)
def test_the_number_after_a_printed_one(number, after):
    assert following(number) == after


def test_baselines_stand_far_below_a_system_that_reads():
    gold = Gold((item(FACT), item(TOPIC), item(ABSTAIN)))
    right = {
        item(FACT).question: says("Six girls in custody", P[3]),
        item(TOPIC).question: says("late, and strong in court work", P[4], P[5]),
    }
    good = system(right, search=Bm25(CORPUS.paragraphs()).search)
    done = run(gold, good)
    others = [run(gold, b) for b in baselines(good)]
    assert [o.system for o in others] == [
        "BM25 only", "paste the top paragraph", "always abstain", "random paragraph",
    ]  # fmt: skip
    assert done.results[0].passed
    assert too_near(done, others) == []
    assert totals(others[2].results).abstention_recall == 1.0
    near = too_near(run(gold, system()), others)
    assert any("“always abstain” is correct in 0.00" in line for line in near)


def test_a_random_paragraph_depends_on_question_and_seed_alone():
    drawn = [RandomParagraph(CORPUS, 7).converse(["a"]).citations[0].paragraph.id for _ in range(3)]
    assert len(set(drawn)) == 1
    many = {RandomParagraph(CORPUS, 7).converse([str(n)]).citations[0].paragraph.id for n in range(40)}
    assert len(many) > 3


def test_bm25_finds_rare_words_and_nothing_where_no_word_occurs():
    bm25 = Bm25(CORPUS.paragraphs())
    assert bm25.search("caseloads")[0].paragraph == P[6]
    assert bm25.search("reviewed plans cases")[0].paragraph == P[1]
    assert bm25.search("xylophone") == []
    assert Bm25([]).search("anything") == []


@settings(deadline=None)
@given(st.lists(st.text("ab ", max_size=30), max_size=6), st.integers(1, 20))
def test_chunks_hold_every_letter_once_and_say_whose_it_is(texts, size):
    paragraphs = [replace(P[0], id=str(n), text=text) for n, text in enumerate(texts)]
    cut = chunks(paragraphs, size)
    assert all(len(chunk.text) <= size for chunk in cut)
    for paragraph in paragraphs:
        parts = "".join(part for chunk in cut for p, part in chunk.parts if p.id == paragraph.id)
        assert parts.replace(" ", "") == paragraph.text.replace(" ", "")


class WordsEmbedder:
    """A vector of hashed words: like texts are near each other."""

    name = "words"
    dimensions = 64

    def embed(self, texts):
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                rows[row, hashlib.sha256(word.encode()).digest()[0] % self.dimensions] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def test_stock_chunks_come_from_chroma(tmp_path):
    with stock(CORPUS, WordsEmbedder(), EmbeddedChroma(), tmp_path / "stock") as recipe:
        done = run(Gold((item(FACT), item(ABSTAIN))), recipe)
        top = recipe.search("caseloads were 1,234 in all, and too high.")[0]
    assert [r.outcome for r in done.results] == ["answered", "answered"]
    assert done.results[0].citations == 6
    assert totals(done.results).validity == 1.0
    assert P[6] in [hit.paragraph for hit in top]
