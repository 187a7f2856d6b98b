"""A run for people and machines: the terminal, JUnit, JSON, the page, risk against coverage."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot.evaluation.accepted import Accepted
from bot.evaluation.columns import shown
from bot.evaluation.curve import area_under, risk_coverage, svg
from bot.evaluation.judging import judge
from bot.evaluation.junit import junit
from bot.evaluation.loading import Gold
from bot.evaluation.page import page
from bot.evaluation.result import Result, Run
from bot.evaluation.running import run
from bot.evaluation.table import report
from bot.evaluation.totals import totals
from tests.evaluation.world import ABSTAIN, FACT, TOPIC, TRUTH, P, item, refuses, resolved, says, system

ANSWERS = {
    "how many girls were locked up in ashmere?": says("Six girls in custody", P[3]),
    "how many first-time entrants in Ashmere?": says("<b>12</b> & more", P[2]),
}
RUN = replace(run(Gold(tuple(item(y) for y in (FACT, TOPIC, ABSTAIN))), system(ANSWERS)), faults=("a.yaml:1: stale",))
BASELINE = run(Gold((item(FACT), item(ABSTAIN))), replace(system(), name="always abstain"))


def parsed(xml: str) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314 - our own output


class Elements(HTMLParser):
    """Collects what a page loads, and checks that tags close in order."""

    VOID = frozenset({"meta", "input", "circle", "line", "polyline"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.loads += [v for k, v in attrs if k in ("src", "href") and not (v or "").startswith("#")]
        self.ids += [found["id"]] if "id" in found else []
        if tag not in self.VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag:
            raise ValueError(f"</{tag}> closes nothing")


def test_the_page_is_whole_loads_nothing_and_shows_each_failing_item_with_both_sides():
    before = {"fact-girls": Accepted(False, "not_found", False, 0.0)}
    text = page(RUN, [BASELINE], before)
    elements = Elements(text)
    assert (elements.stack, elements.loads) == ([], [])
    assert {"topic-oversight", "abstain-fte"} <= set(elements.ids)
    assert "fact-girls" not in elements.ids
    assert "&lt;b&gt;12&lt;/b&gt; &amp; more" in text
    assert "<b>12</b>" not in text
    assert "<mark>Staff saw 12 of the 20 girls weekly.</mark>" in text
    assert "Managers signed off most plans late." in text
    assert "a.yaml:1: stale" in text
    assert "fails: not_found, recall 0.00" in text
    assert "always abstain" in text
    assert "$" not in text


def test_the_page_of_nothing_is_a_page():
    elements = Elements(page(Run("empty", ())))
    assert elements.stack == []


def test_junit_counts_and_survives_what_xml_cannot_hold():
    broken = replace(RUN, results=(replace(RUN.results[1], answer="\x00 <b> \ud800", reasons=("\x0b & more",)),))
    root = parsed(junit(broken).split("\n", 1)[1])
    assert root.find("testsuite/testcase/failure").get("message") == "\ufffd & more"
    whole = parsed(junit(RUN).split("\n", 1)[1])
    suites = {s.get("name"): (s.get("tests"), s.get("failures"), s.get("errors")) for s in whole}
    assert suites == {"gold.yaml": ("3", "2", "0"), "faults": ("1", "0", "1")}


def test_the_terminal_shows_kinds_reports_baselines_failures_and_faults():
    out = io.StringIO()
    Console(file=out, width=240).print(report(RUN, [BASELINE]))
    lines = [line.split() for line in out.getvalue().splitlines()]
    firsts = {line[0] for line in lines if line}
    assert {"all", "fact", "topic", "abstain", "ashmere-2015-fji", "none", "(always"} <= firsts
    assert "refused: the outcome is not_found" in out.getvalue()
    assert "a.yaml:1: stale" in out.getvalue()


def test_a_result_is_json():
    assert json.loads(json.dumps([r.to_json() for r in RUN.results]))[0]["id"] == "fact-girls"
    assert json.loads(json.dumps(totals(RUN.results).to_json()))["items"] == 3


def sure(confidence: float, *, wrong: bool = False) -> Result:
    right = judge(resolved(FACT), says("Six girls in custody", P[3]), TRUTH)
    return replace(right, confidence=confidence, wrong=wrong)


def test_risk_falls_as_only_the_surest_are_answered():
    refused = judge(resolved(FACT), refuses(), TRUTH)
    points = risk_coverage([sure(0.2, wrong=True), sure(0.9), sure(0.9), refused])
    assert points == [(0.5, 0.0), (0.75, pytest.approx(1 / 3))]
    assert area_under(points) == pytest.approx(0.25 / 6 / 0.75)
    assert risk_coverage([refused]) == []
    assert area_under([]) is None


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from([0.1, 0.5, 0.9]), st.booleans()), min_size=1, max_size=12), st.randoms())
def test_the_curve_does_not_depend_on_the_order_of_items(cases, chance):
    results = [sure(c, wrong=w) for c, w in cases]
    mixed = results[:]
    chance.shuffle(mixed)
    points = risk_coverage(results)
    assert risk_coverage(mixed) == points
    assert points[-1] == (1.0, pytest.approx(sum(w for _, w in cases) / len(cases)))
    assert [c for c, _ in points] == sorted({c for c, _ in points})


def test_the_plot_is_well_formed_also_where_everything_is_wrong():
    for points in ([], [(1.0, 1.0)], [(0.2, 0.0), (1.0, 0.4)]):
        parsed(svg(points, [("abstain", (0.0, 0.0))]))


@pytest.mark.parametrize(
    ("value", "text"), [(None, "–"), (1.0, "1.00"), (0.999, "0.999"), (0.994, "0.99"), (0.0, "0.00")]
)
def test_a_share_that_is_not_whole_does_not_look_whole(value, text):
    assert shown(value) == text
