"""What people type in chat is written out before anything is made of it."""

from __future__ import annotations

import pytest

from retrieval.language.shorthand import written_out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mgmt recs pls", "management recommendations"),
        ("LAC rate per 10k", "LAC rate per 10,000"),
        ("who got the £50K grant", "who got the £50,000 grant"),
        ("KS4 results, 1.5km away", "KS4 results, 1.5km away"),
        ("wat needs 2 improve", "what needs to improve"),
        ("the board needs 2 members, how 2 councils do", "the board needs 2 members, how 2 councils do"),
        ("RE teaching", "RE teaching"),
        ("were plans Up To Scratch", "were plans good enough"),
        ("how does it stack up against kent", "how does it compare with kent"),
        ("cases that don’t go to court", "cases OOCD"),
        ("the top of the brass band", "the top of the brass band"),
    ],
)
def test_shorthand_is_written_out(typed: str, meant: str) -> None:
    assert written_out(typed) == meant
