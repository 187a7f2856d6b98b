"""Sentences end where a reader would say so, and every printed character is in one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.domain.sentences import sentences

# One case a line; the bar stands where one sentence ends and the next begins.
CASES = """
The plan was late. | It was not reviewed.
Mr. Jones and Dr. Amin were seen. | Both agreed.
Some needs, e.g. housing, were missed. | Others, i.e. health, were not.
See para. 2.8 and paras. 3 and 4. | No. 12 was lost.
The score was 2.8. | That is lower than 3.5 per cent. of before.
Interventions were led by Education, Training and Employment (ETE). | They worked.
“He listened.” | “She did not.” | Both said so.
“Why?” asked the panel. | Nobody knew.
We expect three things: a plan; a review; an end. | None was found.
8. The case managers were new. | They were keen.
(iv) The board met. | It met twice.
In 2014 there were 12. | 2015 was better.
J. Smith wrote the report. | A. Brown did not.
The case was in category C. | The risk was high.
It was said (see p. 4. The table is wrong.) to be so. | It was not.
The board met (rarely). | It then stopped.
This is… unusual. | Isn't it? | Yes! | Quite.
The rate fell.3 | The board was told.[12] | It agreed.¹ | It did nothing.
Was there a plan? | No. | There was none.
The Insp. was away
etc. and so on. | Others, etc. | The end.
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_sentences_end_where_a_reader_would_say_so(case: str) -> None:
    wanted = case.split(" | ")
    text = " ".join(wanted)
    assert [text[start:end] for start, end in sentences(text)] == wanted


def test_a_blank_line_ends_a_sentence_and_a_single_break_does_not() -> None:
    text = "A heading\n\nThe plan was\nlate. It was lost."
    assert [text[a:b] for a, b in sentences(text)] == ["A heading", "The plan was\nlate.", "It was lost."]


@given(st.text(st.sampled_from("aB8 .;:!?()“”'\n–e.g.") | st.characters(), max_size=200))
def test_nothing_is_lost_and_nothing_is_twice(text: str) -> None:
    spans = sentences(text)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()
