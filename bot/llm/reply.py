"""The form in which a model answers, and reading it: nothing in it is believed yet."""

from __future__ import annotations

from typing import Any, TypeVar

from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import Runnable
from pydantic import BaseModel, Field, ValidationError

from bot.llm.check import Said

M = TypeVar("M", bound=BaseModel)


class Source(BaseModel):
    """Where a statement stands."""

    key: str = Field(description="The key of a paragraph, exactly as given.")
    quote: str = Field(description="Words of that paragraph, copied character for character: a whole clause or more.")


class Statement(BaseModel):
    """One thing said about one report."""

    text: str = Field(description="The statement, in the words of its quote.")
    sources: list[Source] = Field(description="One to three sources, all of the same report.")


class Reply(BaseModel):
    """An answer in statements."""

    answered: bool = Field(description="Whether the paragraphs answer the question.")
    statements: list[Statement] = Field(description="The statements, the most important first; none if not answered.")

    def said(self) -> list[Said]:
        """The statements for the check."""
        return [Said(s.text, tuple((source.key, source.quote) for source in s.sources)) for s in self.statements]


class Rewritten(BaseModel):
    """A question in other words."""

    question: str = Field(description="The question.")


class Unreadable(ValueError):
    """A reply in another form than the one asked for. `reason` is for the model."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def schema_of(form: type[BaseModel]) -> dict[str, Any]:
    """
    The form as a JSON schema without references, which every provider takes.

    Given the class itself, OpenAI's library would parse replies in its own way, with errors in the middle of a stream.
    """
    from langchain_core.utils.json_schema import dereference_refs

    schema = dereference_refs(form.model_json_schema())
    return {name: value for name, value in schema.items() if name != "$defs"}


def structured(model: BaseChatModel, form: type[BaseModel], method: str | None) -> Runnable[Any, Any]:
    """The model as one that gives a form. `method` None leaves it to the provider's class how it is asked for."""
    how = {"method": method} if method else {}
    return model.with_structured_output(schema_of(form), include_raw=True, **how)


def read(result: dict[str, Any], form: type[M]) -> M:
    """The reply in its form. Raises Unreadable."""
    try:
        return form.model_validate(result.get("parsed"))
    except ValidationError:
        raise Unreadable(
            "it was not in the form asked for: one JSON object with these fields and nothing around it"
        ) from None
