"""A figure answers "how many" only where it counts something, best the thing asked for."""

from __future__ import annotations

import pytest

from retrieval.language.counts import Counted, asked_to_count, counts, gives_a_count, prints_figures


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("how many foster carers are there in Dunmore", ("foster", "carers")),
        ("number of adoption orders in Dunmore last year", ("adoption", "orders")),
        ("exact no. of agency workers", ("agency", "workers")),
        ("how many of the new mentors left", ("mentors",)),
        ("how many girls locked up in Dunmore", ("girls",)),
        ("how many looked after kids moved", ("looked", "kids")),
        ("how many childrens homes are run", ("childrens", "homes")),
        ("how many on a plan", ()),
        ("backlog of referrals: how big", ()),
        ("how many", ()),
        ("what is the weather", ()),
    ],
)
def test_the_thing_whose_number_is_asked_for(question: str, things: tuple[str, ...]) -> None:
    assert asked_to_count(question) == things


@pytest.mark.parametrize(
    "text",
    [
        "Twelve children were seen.",
        "There were 1,204 referrals.",
        "Just under half of the plans were good.",
        "In the majority of cases the plan was late.",
        "No complaints were made.",
        "Plans rose from 57 to 92.",
        "Caseloads were above the agreed level (31 rather than 25).",
    ],
)
def test_a_count_is_given(text: str) -> None:
    assert gives_a_count(text)


@pytest.mark.parametrize(
    "text",
    [
        "Children aged 16 or 17 years are helped.",
        "Young people do not meet them until they turn 18.",
        "Support ends at 21 years of age, and in March 2014 it was late.",
        "Pupils do well at key stage 1.",
        "It took six months or 26 weeks.",
        "Training is one-to-one and no one was missed.",
        "Recommendation 4 is about tier 3 services.",
        "Most children like it.",
        "The rate is given per 10,000 children.",
    ],
)
def test_dates_ages_spans_and_references_count_nothing(text: str) -> None:
    assert not gives_a_count(text)


YES, PERHAPS, NO = Counted.YES, Counted.PERHAPS, Counted.NO


@pytest.mark.parametrize(
    ("text", "things", "counted"),
    [
        ("There are 44 newly qualified social workers.", "social worker", YES),
        ("The police had a backlog of 400 notifications.", "backlog", YES),
        ("Caseloads of 18 are common.", "caseload", YES),
        ("The school of 400 pupils is full.", "school", NO),
        ("Three of the council's homes closed.", "home", YES),
        ("No children were privately fostered.", "children", YES),
        ("The number of complaints fell to 12.", "complaint", YES),
        ("Of the referrals made, nine were late.", "referr", YES),
        ("They filled 142 of 150 posts.", "post", YES),
        ("Nine were late.", "referr", PERHAPS),
        ("They filled 142 of 150 posts for workers.", "worker", NO),
        ("Eleven cases were referred. The workers met.", "worker", NO),
        ("Nine homes opened; children like them.", "children", NO),
        ("Eight children are with their carers.", "carer", NO),
        ("In one case the victim was not asked.", "victim", NO),
        ("Most of the 30 child protection conferences were late.", "child children", NO),
        ("No longer do workers leave.", "worker", NO),
        ("Three questionnaires were returned by carers.", "carer", YES),
        ("Three questionnaires were late. By then carers left.", "carer", NO),
        ("Three plans were returned by carers.", "carer", NO),
    ],
)
def test_what_a_figure_counts(text: str, things: str, counted: Counted) -> None:
    assert counts(text, set(things.split())) is counted


@pytest.mark.parametrize(
    "text",
    ["A majority of carers were happy.", "Only 12% of carers left.", "Seven carers have left in a year."],
)
def test_a_share_or_a_part_is_not_the_whole(text: str) -> None:
    assert counts(text, {"carer"}) is Counted.YES
    assert counts(text, {"carer"}, whole=True) is not Counted.YES


def test_the_whole_may_be_counted() -> None:
    assert counts("There were 80 carers who have been approved.", {"carer"}, whole=True) is Counted.YES


@pytest.mark.parametrize("text", ["Caseloads are high, sometimes over 40.", "Workloads were between 18 and 25."])
def test_a_caseload_is_no_age(text: str) -> None:
    assert gives_a_count(text)
    assert counts(text, {"caseload", "workload"}) is Counted.YES


def test_an_age_still_counts_nothing() -> None:
    assert not gives_a_count("The hostel took those over 40.")


@pytest.mark.parametrize(
    "text",
    ["Two children lived there.", "The wait was 24 days for 11 of them.", "It was so in 62% of cases.", "Half came."],
)
def test_what_prints_figures(text: str) -> None:
    assert prints_figures(text)


@pytest.mark.parametrize(
    "text",
    ["One Harbour Trust runs it.", "It was set up in June 2016.", "Homeless 16- and 17-year-olds come.", "No wait."],
)
def test_what_prints_no_figures(text: str) -> None:
    assert not prints_figures(text)
