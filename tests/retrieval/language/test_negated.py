"""What is not on one side is asked for as what is on the other."""

from __future__ import annotations

import pytest

from retrieval.language.negated import said_of_the_other_side


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what don't they do well", "what do they do badly"),
        ("what do they not do well on victims", "what do they do badly on victims"),
        ("where didn't Northfold do so well", "where did Northfold do badly"),
        ("what isn't Ashmere doing well", "what is Ashmere doing badly"),
        ("which didnt do well on victims", "which did badly on victims"),
        ("and what hasn't gone well", "and what has gone badly"),
        ("what didn't work", "what did work badly"),
        ("what doesn't work with girls", "what doesn't work with girls"),
        ("what isn't Wexcombe good at", "what is Wexcombe bad at"),
        ("what was not so good about planning", "what was bad about planning"),
        ("which areas are not bad at planning", "which areas are good at planning"),
        ("who is not struggling with caseloads", "who is doing well with caseloads"),
        ("are there any areas that don't struggle with caseloads", "are there any areas that do well with caseloads"),
        ("which reports don't criticise supervision", "which reports do praise supervision"),
        ("which weren't criticised for delay", "which were praised for delay"),
        ("what didn't the inspectors like", "what did the inspectors criticise"),
        ("what were they not happy with", "what were they unhappy with"),
        ("what weren't inspectors impressed by in Ashmere", "what were inspectors unhappy with in Ashmere"),
        # A grade has its own negation, and what is told of people is no side of anything.
        ("which areas are not good", "which areas are not good"),
        ("why were children not doing well at school", "why were children not doing well at school"),
        ("how many who did not do well at school were helped", "how many who did not do well at school were helped"),
        ("what do they do well", "what do they do well"),
        *(
            (same, same)
            for same in (
                "what happens to pupils who are not doing well at school",
                "what did they do about pupils not doing well",
                "what percentage of children are not doing well at school",
                "which reports do not say staff like supervision",
                "which reports don't mention what children like",
                "which reports do not find that staff work well together",
            )
        ),
    ],
)
def test_a_negation_asks_for_the_other_side(typed: str, meant: str) -> None:
    assert said_of_the_other_side(typed) == meant
