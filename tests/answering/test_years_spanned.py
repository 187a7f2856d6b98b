"""Spans of years, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.understanding.years_spanned import years_spanned

YEARS = st.integers(1990, 2050)


@pytest.mark.parametrize(
    ("text", "within", "without"),
    [
        ("since 2017", (2017, 2030), (2016,)),
        ("reports after 2017", (2018,), (2017, 2016)),
        ("before 2017", (2016,), (2017,)),
        ("pre-2017 ones", (2016,), (2017,)),
        ("until 2017", (2017,), (2018,)),
        ("from 2017 onwards", (2017, 2020), (2016,)),
        ("2017 or later", (2017, 2020), (2016,)),
        ("2017 and earlier", (2017, 2009), (2018,)),
        ("between 2016 and 2018", (2016, 2017, 2018), (2015, 2019)),
        ("2016-2018", (2016, 2018), (2015, 2019)),
    ],
)
def test_a_span_holds_its_years_and_no_others(text: str, within: tuple[int, ...], without: tuple[int, ...]) -> None:
    span = years_spanned(text)
    assert span
    assert [year for year in (*within, *without) if span.holds(year)] == list(within)
    assert not span.holds(None)


@pytest.mark.parametrize(
    "text", ["the 2016 ones", "in 2016", "from 2016", "since the last inspection", "2016, 2018", "2015 and 2017"]
)
def test_a_year_is_no_span(text: str) -> None:
    assert years_spanned(text) is None


@given(first=YEARS, last=YEARS, year=YEARS)
def test_from_one_year_to_another_are_those_not_before_and_not_after(first: int, last: int, year: int) -> None:
    span = years_spanned(f"the ones from {first} to {last}")
    assert span
    assert span.holds(year) == (first <= year <= last)
