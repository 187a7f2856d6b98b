"""The gate: hard gates, items that passed before, items made easier, significant losses; reasons in the same change."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from math import comb
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evaluation.accepted import Accepted, UnreadableResults, accept, read, render
from bot.evaluation.base import NoBase, Suite, suite_of, within
from bot.evaluation.changes import loosened
from bot.evaluation.gate import SIGNIFICANT, gate, hard
from bot.evaluation.judging import judge
from bot.evaluation.loading import Gold
from bot.evaluation.reasons import Reason, UnreadableReasons, parse_reasons
from bot.evaluation.result import Run
from bot.evaluation.running import run
from bot.evaluation.significance import Paired, paired
from bot.evaluation.truth import text_hash
from tests.evaluation.world import (
    ABSTAIN,
    BROOKVALE,
    FACT,
    TOPIC,
    TRUTH,
    P,
    cite,
    item,
    refuses,
    resolved,
    says,
    system,
)

GOOD = {"how many girls were locked up in ashmere?": says("Six girls in custody", P[3])}
ITEMS = (item(FACT), item(ABSTAIN))


def ran(answers: dict | None = None) -> Run:
    return run(Gold(ITEMS), system(GOOD if answers is None else answers))


def accepted(done: Run) -> dict[str, Accepted]:
    return {r.id: Accepted.of(r) for r in done.results}


def test_the_same_results_pass():
    suite = Suite(ITEMS, accepted(ran()))
    verdict = gate(ran(), suite, suite)
    assert (verdict.open, verdict.notes) == (True, ())


def test_a_false_citation_and_an_unsupported_figure_have_no_excuse():
    false = replace(cite(P[3]), report=BROOKVALE)
    done = ran({"how many girls were locked up in ashmere?": says("Six or 9 girls in custody", false)})
    suite = Suite(ITEMS, accepted(done), (Reason(("fact-girls",), "we like it"),))
    assert [(f.sort, f.item) for f in gate(done, suite, Suite(ITEMS, {})).failures] == [
        ("false citation", "fact-girls"),
        ("unsupported", "fact-girls"),
    ]


def test_a_fault_or_an_empty_run_does_not_pass():
    assert [f.sort for f in hard(replace(ran(), faults=("gold.yaml:3: stale",)))] == ["fault"]
    assert [f.sort for f in hard(Run("x", ()))] == ["nothing"]


def test_an_item_that_passed_in_the_base_must_pass_however_it_is_accepted_now():
    worse = ran({})
    base = Suite(ITEMS, accepted(ran()))
    laundered = Suite(ITEMS, accepted(worse))
    verdict = gate(worse, laundered, base)
    assert [str(f) for f in verdict.failures] == ["fails now: fact-girls: refused: the outcome is not_found"]
    assert gate(worse, laundered).open


def test_accepted_results_that_claim_more_than_the_run_shows_do_not_pass():
    worse = ran({})
    verdict = gate(worse, Suite(ITEMS, accepted(ran())), Suite(ITEMS, accepted(worse)))
    assert [f.item for f in verdict.failures] == ["fact-girls"]


def test_a_gain_is_a_note():
    verdict = gate(ran(), Suite(ITEMS, accepted(ran({}))), Suite(ITEMS, accepted(ran({}))))
    assert verdict.open
    assert verdict.notes == ("1 results differ from the accepted ones; `make accept` writes them anew",)


def test_a_reason_counts_in_the_change_that_gives_it_and_in_no_later_one():
    worse, why = ran({}), Reason(("fact-*",), "the report was withdrawn")
    base = Suite(ITEMS, accepted(ran()))
    verdict = gate(worse, Suite(ITEMS, accepted(worse), (why,)), base)
    assert verdict.open
    assert [(f.item, f.reason) for f in verdict.excused] == [("fact-girls", "the report was withdrawn")]
    assert not gate(worse, Suite(ITEMS, accepted(worse), (why,)), replace(base, reasons=(why,))).open


def test_removed_and_loosened_items_are_listed():
    base = Suite((item(FACT), item(TOPIC), item(ABSTAIN)), {})
    now = Suite((item(FACT.replace('must_not: ["\\\\bboys\\\\b"]', "must_not: []")), item(ABSTAIN)), {})
    assert [str(f) for f in gate(ran(), now, base).failures] == [
        "loosened: fact-girls: may now say \\bboys\\b",
        "removed: topic-oversight",
    ]


CHANGES = [
    ("reworded", 'turns: ["how many', 'turns: ["in custody: how many', "worded differently"),
    ("another end", "expect: answer", "expect: clarify", "expects clarify instead of answer"),
    ("another kind", "kind: fact", "kind: topic", "kind topic instead of fact"),
    ("an alternative", 'number: "1"}]]', 'number: "1"}, {report: ashmere-2015-fji, number: "2"}]]', "another set"),
    ("another place", 'key findings], number: "1"', 'key findings], number: "2"', "another set of places"),
    ("more acceptable", "acceptable: [", "acceptable: [{report: brookvale-2018, number: '2'}, ", "are acceptable"),
    ("a fact fewer", '{value: "6"}, ', "", "no longer wants 6"),
    ("a fact not vital", 'pattern: "custod"', 'pattern: "custod", vital: false', "no longer wants custod"),
    ("a vaguer fact", 'pattern: "custod"', 'pattern: "c"', "no longer wants custod"),
    ("held", "must_not", "split: held\n  must_not", "held instead of open"),
    ("a candidate", "must_not", "candidate: true\n  must_not", "is a candidate now"),
]


@pytest.mark.parametrize(("old", "new", "way"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_what_makes_an_item_easier_or_different_is_told(old, new, way):
    assert old in FACT
    ways = loosened(item(FACT), item(FACT.replace(old, new)))
    assert len(ways) == 1
    assert way in ways[0]


TIGHTER = [
    ("the same", "", ""),
    ("a hash", 'number: "1"}]]', 'number: "1", hash: "000000000000"}]]'),
    ("one more group", '[[{report: ashmere-2015-fji, under: [theme 4, key findings], number: "1"}]]',
     '[[{report: ashmere-2015-fji, under: [theme 4, key findings], number: "1"}], [{report: b, number: "1"}]]'),
    ("one more fact", 'nuggets: [', 'nuggets: [{value: "20"}, '),
    ("a vital fact", 'value: "2014", vital: false', 'value: "2014"'),
    ("one more thing forbidden", "must_not: [", 'must_not: ["never", '),
    ("fewer acceptable", '[{report: ashmere-2015-fji, under: [theme 4, explanation], number: "1"}]', "[]"),
    ("a comment", "must_not", "why: hard\n  must_not"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [c[1:] for c in TIGHTER], ids=[c[0] for c in TIGHTER])
def test_asking_for_more_needs_no_reason(old, new):
    assert old in FACT
    assert loosened(item(FACT), item(FACT.replace(old, new))) == []


def test_taking_a_hash_away_or_changing_it_is_told():
    stamped = FACT.replace('number: "1"}]]', 'number: "1", hash: "000000000000"}]]')
    assert loosened(item(stamped), item(FACT))
    assert loosened(item(stamped), item(stamped.replace("000000000000", "000000000001")))


def test_a_place_may_be_written_anew_where_it_is_stamped_and_the_same_paragraph():
    anew = FACT.replace(', key findings], number: "1"', "], find: six girls")
    stamped = anew.replace("find: six girls", f"find: six girls, hash: {text_hash(P[3].text)}")
    other = anew.replace("find: six girls", f"find: managers signed, hash: {text_hash(P[4].text)}")
    assert loosened(item(FACT), item(stamped), TRUTH.key_at) == []
    assert loosened(item(FACT), item(stamped))
    assert loosened(item(FACT), item(anew), TRUTH.key_at)
    assert loosened(item(FACT), item(other), TRUTH.key_at)


def test_merging_two_groups_is_told():
    text = FACT.replace("expect: answer\n", "expect: answer\n  groups: GROUPS\n").split("  groups: [[")[0]
    one = "[{report: a, number: '1'}, {report: a, number: '2'}]"
    twice = item(text.replace("GROUPS", f"[{one}, {one}]"))
    assert loosened(twice, item(text.replace("GROUPS", f"[{one}]"))) == ["1 places to cite instead of 2"]


def test_a_significant_loss_of_what_is_graded_is_found_without_any_item_failing_anew():
    results = [replace(judge(resolved(FACT), refuses(), TRUTH), id=f"item-{n}", recall=0.5) for n in range(6)]
    base = Suite((), {r.id: replace(Accepted.of(r), recall=0.75) for r in results})
    verdict = gate(Run("x", tuple(results)), Suite((), {}), base)
    assert [f.sort for f in verdict.failures] == [SIGNIFICANT]
    assert verdict.failures[0].item == "recall"
    excused = gate(Run("x", tuple(results)), Suite((), {}, (Reason((SIGNIFICANT,), "traded for precision"),)), base)
    assert excused.open


@settings(deadline=None)
@given(st.integers(0, 40), st.integers(0, 40))
def test_the_paired_test_is_the_exact_binomial_tail(worse, better):
    n = worse + better
    tail = sum(comb(n, k) for k in range(n + 1) if k >= worse) * 0.5**n
    assert Paired("x", worse, better).p == pytest.approx(tail)
    assert not Paired("x", min(worse, better), max(worse, better)).significant


def test_five_losses_without_a_gain_are_the_fewest_that_count():
    assert not Paired("x", 4, 0).significant
    assert Paired("x", 5, 0).significant
    assert paired("x", [(1.0, 0.5), (0.5, 0.5), (None, 1.0), (0.2, 0.3)]) == Paired("x", 1, 1)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("items: [a]", "not a list"),
        ("- items: [", "not readable as YAML"),
        ("- items: [a]", "entry 1 gives no reason"),
        ("- items: [a]\n  reason: ' '", "entry 1 gives no reason"),
        ("- reason: b", "entry 1 names no items"),
        ("- items: ['*']\n  reason: b", "entry 1 names no items"),
    ],
)
def test_reasons_that_are_none_are_refused(text, problem):
    with pytest.raises(UnreadableReasons) as error:
        parse_reasons(text, "reasons.yaml")
    assert problem in str(error.value)


def test_accepted_results_are_one_sorted_line_to_an_item_and_keep_what_was_not_run(tmp_path):
    file = tmp_path / "accepted.json"
    accept(ran().results, file)
    accept([replace(ran({}).results[0], id="b")], file)
    accept([], file, gone=["abstain-fte"])
    assert file.read_text(encoding="utf-8") == (
        '{"items": {\n'
        '"b": {"passed": false, "outcome": "not_found", "correct": false, "recall": 0.0},\n'
        '"fact-girls": {"passed": true, "outcome": "answered", "correct": true, "recall": 1.0, "precision": 1.0}\n'
        "}}\n"
    )
    known = read(file.read_text(encoding="utf-8"), "here")
    assert render(known) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "[]", '{"items": []}', '{"items": {"a": {}}}', json.dumps({"items": {"a": 1}})])
def test_results_that_are_none_are_named(text):
    with pytest.raises(UnreadableResults, match=r"accepted\.json holds no accepted results"):
        read(text, "accepted.json")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with a committed gold folder."""
    gold = tmp_path / "tests" / "gold" / "samples"
    gold.mkdir(parents=True)
    (gold / "fact.yaml").write_text(FACT, encoding="utf-8")
    (gold.parent / "other.yaml").write_text(TOPIC, encoding="utf-8")
    (gold.parent / "accepted.json").write_text(render(accepted(ran())), encoding="utf-8")
    (gold.parent / "reasons.yaml").write_text("- items: [old]\n  reason: gone\n", encoding="utf-8")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "gold"]):
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        subprocess.run(["git", *identity, *command], cwd=tmp_path, check=True)
    return tmp_path / "tests" / "gold"


def test_the_suite_of_a_commit_is_read_whatever_the_working_tree_holds(repository):
    (repository / "samples" / "fact.yaml").unlink()
    (repository / "accepted.json").write_text("broken", encoding="utf-8")
    suite = suite_of("HEAD", repository)
    assert [i.id for i in suite.items] == ["topic-oversight", "fact-girls"]
    assert (suite.accepted, suite.reasons) == (accepted(ran()), (Reason(("old",), "gone"),))
    assert [i.id for i in within(suite.items, [repository / "samples"])] == ["fact-girls"]
    assert [i.id for i in within(suite.items, [repository / "samples" / "fact.yaml"])] == ["fact-girls"]


@pytest.mark.parametrize("commit", ["no-such-commit", "--help", ""])
def test_a_commit_that_is_not_there_is_named(repository, commit):
    with pytest.raises(NoBase):
        suite_of(commit, repository)


def test_a_commit_from_before_the_suite_has_an_empty_one(repository):
    other = repository.parent / "newer"
    other.mkdir()
    assert suite_of("HEAD", other) == Suite((), {})
