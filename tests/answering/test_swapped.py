"""Follow-ups that put one thing in another's place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.understanding.swapped import corrected, swapped


@pytest.mark.parametrize(
    ("former", "new", "meant"),
    [
        ("northfold score for 1.1", "and 1.2?", "northfold score for 1.2"),
        ("score for 1.1?", "1.3?", "score for 1.3"),
        ("rating for planning in court disposals?", "and out of court?", "rating for planning in out of court"),
        ("oocd planning: rated how?", "same for court orders", "court orders planning: rated how"),
        ("rating for planning in court disposals?", "and court cases?", None),
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
        ("score for safety in court planning", "and for assessment", "score for safety in court assessment"),
        ("was planning any good?", "planning?", None),
        ("how many girls were in custody?", "boys?", "how many boys were in custody"),
        ("what do parents say about the staff", "and the kids?", "what do kids say about the staff"),
        ("what do children say about staff", "what about their parents", "what do parents say about staff"),
        ("what do workers offer for children?", "and for care leavers?", "what do workers offer for care leavers"),
        ("how do care leavers feel about support", "same for young carers", "how do young carers feel about support"),
        ("how was theme 2 rated", "and theme 4?", "how was theme 4 rated"),
        ("how was theme 2 rated", "4?", "how was theme 4 rated"),
        ("how many were sentenced in 2014", "what about 2012", "how many were sentenced in 2012"),
        ("asylum seekers and trafficking", "and fostering?", "fostering"),
        ("strengths for 1.2", "and fostering?", None),
        ("tell me about victims?", "the recommendations instead", None),
    ],
)  # fmt: skip
def test_what_is_named_takes_the_place_of_its_like(former: str, new: str, meant: str | None) -> None:
    swap = swapped(former, new)
    assert (swap.text if swap else None) == meant
    assert swap is None or swap.instead in swap.text


def test_a_judgement_is_asked_of_another_thing_by_leaning_not_by_its_place() -> None:
    assert swapped("rating for planning", "and for out of court?", by_place=False) is None
    assert swapped("rating for 1.1", "and for 1.2?", by_place=False) is not None


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_text_is_swapped_or_left(former: str, new: str) -> None:
    swap = swapped(former, new)
    assert swap is None or swap.text != ""


@pytest.mark.parametrize(
    ("former", "said", "meant"),
    [
        (
            "how many cases does a social worker carry",
            "the reviewing officers not the social workers",
            "how many cases does the reviewing officers carry",
        ),
        ("what did parents make of it?", "the kids, not the parents", "what did the kids make of it?"),
        # What was not meant was not spoken of.
        ("how long are the waits", "the courts not the police", "the courts"),
        ("how long are the waits", "in the courts", None),
    ],
)
def test_a_correction_puts_right_what_was_asked(former: str, said: str, meant: str | None) -> None:
    assert corrected(former, said) == meant


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_is_put_right_nothing_fails(former: str, said: str) -> None:
    put_right = corrected(former, said)
    assert put_right is None or put_right
    assert corrected(former, "the boys not -") is None
