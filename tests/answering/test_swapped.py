"""Follow-ups that put one thing in another's place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.understanding.swapped import swapped


@pytest.mark.parametrize(
    ("former", "new", "meant"),
    [
        ("northfold score for 1.1", "and 1.2?", "northfold score for 1.2"),
        ("score for 1.1?", "1.3?", "score for 1.3"),
        ("score for theme 1?", "and theme 4?", "score for theme 4"),
        ("score for theme 1?", "4?", "score for theme 4"),
        ("strengths for 1.2", "and the areas for improvement?", "areas for improvement for 1.2"),
        ("what did they get for safeguarding?", "and for health?", "what did they get for health"),
        ("what was said about staff training?", "caseloads?", "what was said about caseloads"),
        ("what was said about training?", "and the caseloads of staff", "what was said about the caseloads of staff"),
        ("who chairs the board?", "and for health?", None),
        ("tell me about victims?", "show me the recommendations", None),
        ("what was said about victims?", "why?", None),
        ("what was said about victims?", "when did the panel that looks at these cases start", None),
        ("how many were in custody?", "girls?", None),
    ],
)  # fmt: skip
def test_what_is_named_takes_the_place_of_its_like(former: str, new: str, meant: str | None) -> None:
    assert swapped(former, new) == meant


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_text_is_swapped_or_left(former: str, new: str) -> None:
    text = swapped(former, new)
    assert text is None or text != ""
