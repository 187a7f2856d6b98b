"""Questions in which other reports are named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.understanding.restated import with_reports

NAMES = {"trafford", "isles", "of", "scilly", "2015", "council"}


@pytest.mark.parametrize(
    ("question", "names", "meant"),
    [
        ("what did trafford get for staff?", "Cwm Taf 2017", "what did Cwm Taf 2017 get for staff?"),
        ("Trafford: girls in custody", "Cwm Taf 2017", "Cwm Taf 2017: girls in custody?"),
        ("Trafford’s reoffending rate?", "Cwm Taf 2017", "Cwm Taf 2017 reoffending rate?"),
        ("how many in the isles of scilly", "Cwm Taf 2017", "how many in the Cwm Taf 2017?"),
        ("how many in the isles of scilly", "", "how many in?"),
        ("how many girls?", "Cwm Taf 2017", "how many girls (Cwm Taf 2017)?"),
        ("how many girls (Trafford 2015)?", "Cwm Taf 2017", "how many girls (Cwm Taf 2017)?"),
        ("how many girls in", "Cwm Taf 2017", "how many girls (Cwm Taf 2017)?"),
        ("who is it for", "Cwm Taf 2017", "who is it for (Cwm Taf 2017)?"),
        ("who is it for in trafford", "", "who is it for?"),
        ("what is said of it in trafford", "", "what is said of it?"),
        ("compare trafford, isles of scilly and trafford on staff", "Cwm Taf 2017", "compare Cwm Taf 2017 on staff?"),
        ("what does scilly say of staff in trafford", "Cwm Taf 2017", "what does Cwm Taf 2017 say of staff?"),
        ("compare staff in trafford and scilly", "", "compare staff?"),
        ("what did trafford council get?", "Cwm Taf 2017", "what did Cwm Taf 2017 get?"),
        ("how much does the council pay in trafford", "", "how much does the council pay?"),
        ("trafford children in care council", "Cwm Taf 2017", "Cwm Taf 2017 children in care council?"),
        ("is trafford or scilly better?", "Cwm Taf 2017", "is Cwm Taf 2017 better?"),
        ("is trafford and its board better?", "Cwm Taf 2017", "is Cwm Taf 2017 and its board better?"),
    ],
)
def test_a_report_is_named_where_another_was(question: str, names: str, meant: str) -> None:
    assert with_reports(question, NAMES, names) == meant


def test_a_name_with_small_words_in_it_is_replaced_whole() -> None:
    names = {"stoke", "on", "trent", "2019"}
    assert with_reports("what about Stoke-on-Trent 2019?", names, "Trafford 2015") == "what about Trafford 2015?"
    assert with_reports("staff on the ground", names, "") == "staff on the ground?"


@given(st.text(max_size=80), st.sets(st.sampled_from(sorted(NAMES))), st.sampled_from(["", "Cwm Taf 2017"]))
def test_any_text_can_be_restated(question: str, old: set[str], names: str) -> None:
    assert names in with_reports(question, old, names)
