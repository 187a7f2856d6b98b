"""Items written by the product: stamped places, items from questions, candidates from feedback, exports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evaluation.adding import append, item_from
from bot.evaluation.exporting import SILENT, export
from bot.evaluation.item import ItemKind
from bot.evaluation.loading import Gold, parse
from bot.evaluation.running import run
from bot.evaluation.stamping import stamp
from bot.evaluation.truth import text_hash
from bot.evaluation.writing import flow, item_yaml
from tests.evaluation.world import ABSTAIN, FACT, TRUTH, P, item, says, system

FILE = Path("gold.yaml")
BEFORE = """\
# A comment at the top.
- id: fact-girls   # kept
  kind: fact
  turns: ["girls?"]
  expect: answer
  groups:
    - [&six {report: ashmere-2015-fji, under: [theme 4], find: "Six girls"}]
    - - report: ashmere-2015-fji
        under:
          - theme 4
          - explanation
        number: "2"
      # kept too
      - *six
  acceptable:
    - {report: "file:brookvale.pdf", under: [staff], find: "1,234 in all", page: 3}
  split: open
"""
AFTER = f"""\
# A comment at the top.
- id: fact-girls   # kept
  kind: fact
  turns: ["girls?"]
  expect: answer
  groups:
    - [&six {{report: ashmere-2015-fji, under: ["Theme 4: Custody", "Key Findings"], number: "1", hash: "{text_hash(P[3].text)}"}}]
    - - {{report: ashmere-2015-fji, under: ["theme 4", explanation], number: "2", hash: "{text_hash(P[5].text)}"}}
      # kept too
      - *six
  acceptable:
    - {{report: "file:brookvale.pdf", under: [staff], position: 1, page: 3, hash: "{text_hash(P[6].text)}"}}
  split: open
"""  # noqa: E501


def test_stamping_gives_places_their_hash_and_leaves_all_else_as_it_is():
    text, changed, faults = stamp(BEFORE, FILE, TRUTH)
    assert (text, changed, faults) == (AFTER, 3, [])
    assert stamp(text, FILE, TRUTH) == (AFTER, 0, [])


def test_what_is_stale_is_named_and_stamped_only_when_asked():
    stale = AFTER.replace(text_hash(P[5].text), "0" * 12)
    text, changed, faults = stamp(stale, FILE, TRUTH)
    assert (text, changed) == (stale, 0)
    assert [(f.line, "stale" in f.reason) for f in faults] == [(8, True)]
    assert stamp(stale, FILE, TRUTH, anew=True) == (AFTER, 1, [])


def test_a_place_that_is_none_does_not_keep_others_from_being_stamped():
    text, changed, faults = stamp(BEFORE.replace("Six girls", "Seven girls"), FILE, TRUTH)
    assert (changed, [f.line for f in faults]) == (2, [7, 7])
    assert "Seven girls" in text


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "find", "b-c"]), inner),
        max_leaves=6,
    )
)
def test_whatever_is_written_is_read_again(value):
    assert yaml.safe_load(flow(value)) == value


@settings(deadline=None)
@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=3), st.text())
def test_an_item_that_is_written_is_an_item(turns, why):
    raw = {"id": "a-1", "kind": "abstain", "turns": turns, "expect": "abstain", "why": why}
    items, faults = parse(item_yaml(raw), FILE)
    assert faults == []
    assert (items[0].turns, items[0].why) == (tuple(turns), why)


def test_a_confirmed_answer_becomes_an_item_with_its_facts():
    answer = says("Reviewed in 47% of cases, and 9 more", P[1])
    raw = item_from(["how often reviewed in ashmere"], [P[1]], TRUTH, answer=answer, why="from a talk")
    assert raw == {
        "id": "fact-often-reviewed-ashmere",
        "kind": "fact",
        "turns": ["how often reviewed in ashmere"],
        "expect": "answer",
        "groups": [[{
            "report": "ashmere-2015-fji",
            "under": ["Theme 1: Reducing reoffending", "Key Findings"],
            "number": "1",
            "hash": text_hash(P[1].text),
        }]],
        "nuggets": [{"value": "47", "unit": "%"}],
        "why": "from a talk",
    }  # fmt: skip


def test_a_corrected_answer_keeps_the_right_paragraphs_and_no_figure_of_the_wrong_answer():
    raw = item_from(["and in Brookvale?", "why?"], [P[6], P[7]], TRUTH, kind=ItemKind.TOPIC)
    assert (raw["kind"], len(raw["groups"]), "nuggets" in raw) == ("follow-up", 2, False)
    assert raw["groups"][1][0]["position"] == 2


def test_an_answer_that_should_not_have_been_given_becomes_abstention():
    raw = item_from(["stars?"], [], TRUTH, taken={"abstain-stars", "abstain-stars-2"})
    assert (raw["id"], raw["kind"], raw["expect"]) == ("abstain-stars-3", "abstain", "abstain")


def test_what_is_added_to_a_file_runs_and_is_not_added_twice(tmp_path):
    file = tmp_path / "new" / "asked.yaml"
    answer = says("47% of cases", P[1])
    raw = item_from(["reviewed?"], [P[1]], TRUTH, answer=answer)
    candidate = {"id": "feedback-1", "kind": "topic", "turns": ["oversight"], "expect": "answer", "candidate": True}
    assert append(file, [raw, candidate]) == ["fact-reviewed", "feedback-1"]
    assert append(file, [raw]) == []
    items, faults = parse(file.read_text(encoding="utf-8"), file)
    assert (faults, [i.candidate for i in items]) == ([], [False, True])
    done = run(Gold((items[0],)), system({"reviewed?": answer}))
    assert [r.passed for r in done.results] == [True]


def test_an_export_has_a_line_for_each_item():
    done = run(Gold((item(FACT), item(ABSTAIN))), system({item(FACT).question: says("Six", P[3])}))
    lines = [json.loads(line) for line in export(done)]
    assert [line["ground_truth"] for line in lines] == [f"{P[3].text}\n{P[4].text}", SILENT]
    assert (lines[0]["question"], lines[0]["answer"]) == (item(FACT).question, "Six")
    assert (lines[0]["contexts"], lines[1]["contexts"]) == ([P[3].text], [])


@pytest.mark.parametrize("name", ["yes", "null", "on", "1.10", "2015-x", "Theme 4", "", "a: b", "theme-4"])
def test_words_that_yaml_reads_as_something_else_are_quoted(name):
    assert yaml.safe_load(flow([name])) == [name]
