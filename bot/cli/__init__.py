"""The command line: one module for each command, `render` for what people read, `errors` for how it ends."""

from bot.cli.errors import main

__all__ = ["main"]
