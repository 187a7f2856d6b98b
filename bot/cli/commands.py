"""The commands by name. A command is imported when it is called: `verse ask` does not wait for what `serve` needs."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any

import typer
import typer.main
from typer.core import TyperGroup

PLACES = {
    "ask": "bot.cli.ask:ask",
    "chat": "bot.cli.chat:chat",
    "show": "bot.cli.show:show",
    "reports": "bot.cli.reports:reports",
    "index": "bot.cli.index:index",
    "backup": "bot.cli.backup:backup",
    "restore": "bot.cli.backup:restore",
    "export": "bot.cli.export:export",
    "audit": "bot.cli.audit:audit",
    "eval": "bot.cli.evaluating:evaluate",
    "serve": "bot.cli.serve:serve",
    "doctor": "bot.cli.doctor:doctor",
    "forget": "bot.cli.feedback:forget",
    "feedback": "bot.cli.feedback:feedback",
    "gold": "bot.cli.gold:gold",
}
"""Module and name of each command, in the order of the help."""
SHORT_HELP = {
    "restore": "Make the library what it was in a backup.",
    "eval": "Run gold questions, and hold the answers to account.",
}
"""What the list of commands says where the first sentence of a command's own help is too long for it."""


class Commands(TyperGroup):
    """`verse` itself."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = _WhenCalled()


class _WhenCalled(MutableMapping[str, Any]):
    """The commands, each made when it is first looked up."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _command(name, PLACES[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]


def _command(name: str, place: str) -> Any:
    module, _, attribute = place.partition(":")
    found = getattr(import_module(module), attribute)
    if isinstance(found, typer.Typer):
        command: Any = typer.main.get_group(found)
    else:
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
        alone.command(name, short_help=SHORT_HELP.get(name))(found)
        command = typer.main.get_command(alone)
    command.name = name
    return command
