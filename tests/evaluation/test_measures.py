"""The measures of EVALUATION.md: what each counts, and that no cheap trick scores well on them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.answer import Answer, Outcome
from bot.evaluation.judging import judge
from bot.evaluation.loading import Gold
from bot.evaluation.ranking import rank
from bot.evaluation.result import Result
from bot.evaluation.running import run
from bot.evaluation.totals import by_kind, by_report, totals
from retrieval.domain import Citation, Hit, Locator, VerseError
from tests.evaluation.world import (
    ABSTAIN,
    ASHMERE,
    BROOKVALE,
    COMPARE,
    FACT,
    FOLLOW_UP,
    REPORTS,
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

GIRLS = "Six girls had been in custody since May 2014. [1]"
CLARIFY = Answer("?", "?", Outcome.CLARIFY, "Which year?", choices=("Ashmere 2015?", "Ashmere 2009?"))


def judged(yaml: str, answer: Answer, previous: Answer | None = None) -> Result:
    return judge(resolved(yaml), answer, TRUTH, previous)


def test_the_right_fact_from_the_right_paragraph_passes():
    result = judged(FACT, says(GIRLS, P[3]))
    assert (result.passed, result.correct, result.wrong) == (True, True, False)
    assert (result.precision, result.recall, result.valid, result.citations) == (1.0, 1.0, 1, 1)
    assert result.reasons == ()


FAILING = [
    ("a refusal", FACT, refuses(), "refused: the outcome is not_found"),
    ("asking back", FACT, CLARIFY, "refused: the outcome is clarify"),
    ("failing", FACT, refuses(outcome=Outcome.UNAVAILABLE), "refused: the outcome is unavailable"),
    ("another paragraph", FACT, says("Six girls in custody", P[2]), "not cited: Ashmere 2015, Theme 4: Custody, Key"),
    ("a missing fact", FACT, says("Girls were in custody.", P[3]), "does not say: 6"),
    ("a forbidden word", FACT, says(GIRLS + " and boys", P[3]), "says what it must not: \\bboys\\b"),
    ("an unsupported figure", FACT, says(GIRLS + " and 9 others", P[3]), "unsupported: 9 in"),
    ("too many words", FACT, says(GIRLS + " so" * 115, P[3]), "124 words; 120 are allowed"),
    ("much else cited", FACT, says(GIRLS, *P[:6]), "only 2 of 6 cited paragraphs were welcome"),
    ("half a topic", TOPIC, says("Managers signed off most plans late.", P[4]), "Explanation, para 2"),
    ("an answer to nothing", ABSTAIN, says("12 of 20", P[2]), "should have abstained, but the outcome is answered"),
    ("asking back for nothing", ABSTAIN, CLARIFY, "should have abstained, but the outcome is clarify"),
    ("failing on nothing", ABSTAIN, refuses(outcome=Outcome.UNAVAILABLE), "should have abstained"),
]


@pytest.mark.parametrize(("yaml", "answer", "reason"), [f[1:] for f in FAILING], ids=[f[0] for f in FAILING])
def test_what_does_not_pass_says_why(yaml, answer, reason):
    result = judged(yaml, answer)
    assert not result.passed
    assert any(reason in r for r in result.reasons), result.reasons


def test_not_saying_a_fact_that_is_not_vital_is_no_fault():
    assert judged(FACT, says("Six girls had been in custody.", cite(P[3], "Six girls had been in custody"))).passed


def test_topics_may_be_long():
    said = P[4].text + P[5].text
    assert judged(TOPIC, says(said + " so" * 150, P[4], P[5])).passed


def test_a_long_follow_up_passes_only_where_it_asks_for_several_places():
    places = "\n    - ".join(
        f"[{{report: ashmere-2015-fji, under: [theme 4, {under}], number: '{number}'}}]"
        for under, number in (("key", 1), ("explanation", 1), ("explanation", 2))
    )
    many = FOLLOW_UP[: FOLLOW_UP.index("groups:")] + f"groups:\n    - {places}\n"
    said = "".join(P[n].text for n in (3, 4, 5)) + " so" * 150
    assert judged(many, says(said, P[3], P[4], P[5])).passed
    assert not judged(FOLLOW_UP, says(P[6].text + " so" * 150, P[6])).passed


@pytest.mark.parametrize("outcome", [Outcome.NOT_FOUND, Outcome.OUT_OF_SCOPE])
def test_silence_where_the_reports_are_silent_passes(outcome):
    result = judged(ABSTAIN, refuses(outcome=outcome))
    assert (result.passed, result.abstained, result.wrong) == (True, True, False)
    assert (result.precision, result.recall, result.correct) == (None, None, None)


def test_the_nearest_paragraphs_of_a_refusal_are_judged_where_an_item_names_them():
    near = ABSTAIN + "  groups: [[{report: ashmere-2015-fji, under: [key judgements], position: 1}]]\n"
    assert judged(near, refuses(P[5], P[0])).passed
    assert judged(near, refuses(P[5])).reasons == ("not among the nearest: Ashmere 2015, Key judgements, "
                                                   "1st table row (unnumbered)",)  # fmt: skip


def test_asking_back_passes_where_it_is_wanted_and_offers_choices():
    unclear = ABSTAIN.replace("expect: abstain", "expect: clarify")
    assert judged(unclear, CLARIFY).passed
    assert not judged(unclear, replace(CLARIFY, choices=())).passed
    assert not judged(unclear, refuses()).passed
    assert judged(unclear, says("12", P[2])).wrong


def elsewhere(n: int, **locator: object) -> Citation:
    moved = replace(P[n], locator=replace(P[n].locator, **locator))
    return Citation(REPORTS[moved.report], moved, moved.text)


FALSE = [
    elsewhere(3, number="2"),
    elsewhere(3, headings=("Theme 5: Courts", "Key Findings")),
    Citation(ASHMERE, replace(P[3], text="Sixty girls were in custody"), "Sixty girls"),
    Citation(BROOKVALE, P[3], "Six girls"),
    Citation(BROOKVALE, replace(P[3], report=BROOKVALE.id), "Six girls"),
]


@pytest.mark.parametrize("citation", FALSE, ids=["number", "headings", "wording", "report shown", "report"])
def test_a_citation_is_valid_only_with_the_place_and_wording_of_the_reports(citation):
    result = judged(FACT, says("Six girls in custody", citation))
    assert (result.valid, result.citations, result.passed) == (0, 1, False)
    assert totals([result]).validity == 0.0


def test_the_page_is_no_part_of_what_a_paragraph_is():
    assert judged(FACT, says(GIRLS, elsewhere(3, page=9))).passed
    assert isinstance(elsewhere(3).paragraph.locator, Locator)


def test_both_sides_of_a_comparison():
    both = says("Plans late; 69 per cent overseen", P[4], P[7])
    assert judged(COMPARE, both).both_sides is True
    assert judged(COMPARE, says("Plans late", P[4])).both_sides is False
    assert judged(COMPARE, refuses()).both_sides is False
    assert judged(FACT, refuses()).both_sides is None


def test_contamination_counts_what_comes_from_the_report_that_was_left():
    before = says(GIRLS, P[3])
    clean = judged(FOLLOW_UP, says("1,234", P[6]), before)
    mixed = judged(FOLLOW_UP, says("1,234", P[6], P[3]), before)
    assert (clean.from_previous, clean.after_change) == (0, 1)
    assert (mixed.from_previous, mixed.after_change) == (1, 2)
    assert totals([clean, mixed]).contamination == pytest.approx(1 / 3)
    stays = judged(FOLLOW_UP, says("1,234", P[6]), says("69", P[7]))
    assert (stays.from_previous, stays.after_change) == (0, 0)


def test_search_is_measured_by_groups():
    hits = [Hit(P[n], 1.0) for n in (1, 4, 7, 5)]
    ranked = rank(resolved(TOPIC), "oversight in ashmere", hits, TRUTH)
    assert ranked.recall == {1: 0.0, 5: 1.0, 10: 1.0}
    assert (ranked.reciprocal_rank, ranked.wrong_report) == (0.5, 0.25)
    assert rank(resolved(TOPIC), "oversight", hits, TRUTH).wrong_report is None
    assert rank(resolved(TOPIC), "oversight", [], TRUTH).reciprocal_rank == 0.0
    assert rank(resolved(FOLLOW_UP), "West Brook caseloads", [Hit(P[6], 1)], TRUTH).wrong_report == 0.0


def test_a_run_asks_every_item_and_totals_add_up():
    gold = Gold((item(FACT), item(TOPIC), item(ABSTAIN), item(FOLLOW_UP)))
    answers = {
        "how many girls were locked up in ashmere?": says(GIRLS, P[3]),
        "and the caseloads in West Brook?": replace(says("1,234 in all", P[6]), standalone="caseloads in West Brook?"),
    }
    asked: list[str] = []

    def search(question: str) -> list[Hit]:
        asked.append(question)
        return [Hit(P[6], 1.0)]

    done = run(gold, system(answers, search=search, confidence=lambda a: len(a.citations)))
    whole = totals(done.results)
    assert [r.passed for r in done.results] == [True, False, True, True]
    assert (whole.items, whole.passed, whole.validity, whole.unsupported) == (4, 3, 1.0, 0)
    assert (whole.correct, whole.recall) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert (whole.precision, whole.false_refusal, whole.wrong) == (1.0, pytest.approx(1 / 3), 0.0)
    assert (whole.abstention_recall, whole.mrr) == (1.0, pytest.approx(1 / 3))
    assert asked == ["?", "?", "caseloads in West Brook?"]
    assert {name: t.items for name, t in by_kind(done.results).items()} == {
        "fact": 1, "topic": 1, "follow-up": 1, "abstain": 1,
    }  # fmt: skip
    assert {name: t.items for name, t in by_report(done.results).items()} == {
        ASHMERE.id: 2, BROOKVALE.id: 1, "none": 1,
    }  # fmt: skip


def test_a_second_run_is_the_same():
    gold = Gold((item(FACT), item(TOPIC)))
    assert run(gold, system()) == run(gold, system())


def test_a_question_that_fails_is_that_items_result():
    class Broken:
        def converse(self, _turns):
            raise VerseError("The index cannot be read.")

    done = run(Gold((item(FACT), item(ABSTAIN))), replace(system(), answerer=Broken()))
    assert [(r.outcome, r.passed) for r in done.results] == [("unavailable", False)] * 2


def test_what_cannot_be_asked_is_a_fault_of_the_run():
    done = run(Gold((item(FACT.replace("ashmere-2015-fji", "gone-1999")),)), system())
    assert done.results == ()
    assert len(done.faults) == 2
    assert done.faults[0].startswith("gold.yaml:6: fact-girls: gone-1999")


@pytest.mark.parametrize("trick", ["paste everything", "paste one", "abstain", "say the words"])
def test_no_trick_scores_well(trick):
    gold = Gold(tuple(item(y) for y in (FACT, TOPIC, COMPARE, ABSTAIN, FOLLOW_UP)))

    class Trick:
        def converse(self, _turns):
            if trick == "abstain":
                return refuses()
            if trick == "say the words":
                return says("six girls in custody, 1,234, 69%, late")
            pasted = P if trick == "paste everything" else P[:1]
            return says(" ".join(p.text for p in pasted), *pasted)

    whole = totals(run(gold, replace(system(), answerer=Trick())).results)
    assert whole.passed <= 1
    assert whole.passed == (1 if trick == "abstain" else 0)
