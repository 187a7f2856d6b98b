"""
Prompts as files: `answer.md` and its like.

A file begins with a head between lines of three dashes, which declares `name`, `purpose` and `variables`; then come the
messages, each under a line such as `# system` or `# human`. A variable stands in braces: `{question}`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from langchain_core.prompts import ChatPromptTemplate

_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_ROLE = re.compile(r"^# (system|human|ai)$\n", re.MULTILINE)


class PromptInvalid(ValueError):
    """A prompt file that cannot be used. It is part of the program: no user can meet this in a release."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"prompt {name}: {reason}")
        self.name = name
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt. `version` is the first 12 digits of the SHA-256 of its file: another wording is another version."""

    name: str
    version: str
    purpose: str
    variables: tuple[str, ...]
    messages: tuple[tuple[str, str], ...]

    def template(self) -> ChatPromptTemplate:
        """The prompt as LangChain's template."""
        from langchain_core.prompts import ChatPromptTemplate

        return ChatPromptTemplate.from_messages(list(self.messages))

    def __str__(self) -> str:
        return f"{self.name}@{self.version}"


def names() -> tuple[str, ...]:
    """The names of all prompts, in order."""
    found = (entry.name for entry in files(__package__).iterdir() if entry.name.endswith(".md"))
    return tuple(sorted(name.removesuffix(".md") for name in found))


@cache
def load(name: str) -> Prompt:
    """A prompt by its name. Raises PromptInvalid."""
    try:
        text = files(__package__).joinpath(f"{name}.md").read_text("utf-8")
    except FileNotFoundError:
        raise PromptInvalid(name, "there is no such file") from None
    return parse(name, text)


def parse(name: str, text: str) -> Prompt:
    """A prompt from the text of its file. Raises PromptInvalid when what it declares is not what it uses."""
    match = _HEAD.match(text)
    if match is None:
        raise PromptInvalid(name, "it has no head")
    head = _head(name, match.group(1))
    pieces = _ROLE.split(text[match.end() :])
    messages = tuple((role, body.strip()) for role, body in zip(pieces[1::2], pieces[2::2], strict=True))
    if not messages or pieces[0].strip():
        raise PromptInvalid(name, "every word of it must stand under `# system` or `# human`")
    declared = tuple(head["variables"])
    used = {variable for _, body in messages for variable in _variables(name, body)}
    if set(declared) != used or len(set(declared)) != len(declared):
        raise PromptInvalid(name, f"it declares {sorted(declared)} and uses {sorted(used)}")
    version = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Prompt(name, version, head["purpose"], declared, messages)


def _head(name: str, text: str) -> dict[str, Any]:
    try:
        head = yaml.safe_load(text)
    except yaml.YAMLError:
        raise PromptInvalid(name, "its head is no YAML") from None
    if not isinstance(head, dict) or set(head) != {"name", "purpose", "variables"} or head["name"] != name:
        raise PromptInvalid(name, "its head must give its own name, a purpose and its variables")
    return head


def _variables(name: str, body: str) -> set[str]:
    try:
        fields = [field for _, field, _, _ in Formatter().parse(body) if field is not None]
    except ValueError as error:
        raise PromptInvalid(name, f"its braces are wrong: {error}") from None
    if any(not field.isidentifier() for field in fields):
        raise PromptInvalid(name, "a variable is a plain word in braces")
    return set(fields)
