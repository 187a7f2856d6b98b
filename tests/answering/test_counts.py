"""A figure answers "how many" only where it counts something, best the thing asked for."""

from __future__ import annotations

import pytest

from retrieval.language.counts import asked_to_count, counts, gives_a_count


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("how many foster carers are there in Dunmore", ("foster", "carer")),
        ("number of adoption orders in Dunmore last year", ("adopt", "order")),
        ("how many of the new mentors left", ("mentor",)),
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


@pytest.mark.parametrize(
    ("text", "things", "counted"),
    [
        ("There are 44 social workers.", {"social", "worker"}, True),
        ("The number of complaints fell to 12.", {"complaint"}, True),
        ("Of the referrals made, nine were late.", {"referr"}, True),
        ("Eleven cases were referred. The workers met.", {"worker"}, False),
        ("Nine homes opened; children like them.", {"children"}, False),
    ],
)
def test_what_a_figure_stands_beside(text: str, things: set[str], counted: bool) -> None:
    assert counts(text, things) is counted
