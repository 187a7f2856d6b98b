"""Prompts are files that say what they are and what they need."""

from __future__ import annotations

import pytest

import prompts
from prompts.loading import PromptInvalid, parse

HEAD = "---\nname: x\npurpose: p\nvariables: [question]\n---\n"


@pytest.mark.parametrize("name", prompts.names())
def test_every_prompt_declares_what_it_uses_and_marks_off_its_data(name: str) -> None:
    prompt = prompts.load(name)
    assert set(prompt.template().input_variables) == set(prompt.variables)
    filled = prompt.template().invoke(dict.fromkeys(prompt.variables, "{braces} stay")).to_string()
    assert "{braces} stay" in filled
    human = next(body for role, body in prompt.messages if role == "human")
    for variable in set(prompt.variables) - {"mark", "failed"}:
        assert human.index("<data-{mark}>") < human.index(f"{{{variable}}}") < human.index("</data-{mark}>")


def test_the_prompts_of_the_answer_are_there() -> None:
    assert prompts.names() == ("answer", "clarify", "comparison", "standalone")


def test_another_wording_is_another_version() -> None:
    one, other = parse("x", f"{HEAD}# human\n{{question}}"), parse("x", f"{HEAD}# human\n{{question}}!")
    assert one.version != other.version
    assert str(one) == f"x@{one.version}"
    assert parse("x", f"{HEAD}# human\n{{question}}") == one


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# human\n{question}", "no head"),
        (f"{HEAD}{{question}}", "must stand under"),
        (f"{HEAD}words\n# human\n{{question}}", "must stand under"),
        (f"{HEAD}# human\n{{question}} {{other}}", "declares"),
        (f"{HEAD}# human\nnothing", "declares"),
        (f"{HEAD}# human\n{{question.__class__}}", "plain word"),
        (f"{HEAD}# human\n{{question", "braces"),
        (f"{HEAD}# human\n{{}}", "plain word"),
        (HEAD.replace("name: x", "name: y") + "# human\n{question}", "own name"),
        (HEAD.replace("name: x", "name: [") + "# human\n{question}", "no YAML"),
    ],
)
def test_a_prompt_that_is_wrong_is_refused(text: str, reason: str) -> None:
    with pytest.raises(PromptInvalid, match=reason):
        parse("x", text)


def test_a_prompt_that_is_not_there() -> None:
    with pytest.raises(PromptInvalid, match="no such file"):
        prompts.load("atlantis")
