"""`python -m bot.cli` is `verse`."""

from bot.cli.errors import main

main()
