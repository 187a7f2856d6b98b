"""
`verse serve`, with its waits shortened: what takes thirty seconds after a kill takes three here.

    python -m tests.soak.bot_process [OPTIONS OF VERSE SERVE]
"""

from __future__ import annotations

import sys
from dataclasses import replace

from bot.cli import serve
from bot.cli.errors import run

if __name__ == "__main__":
    configured = serve.slack_config
    serve.slack_config = lambda settings: replace(
        configured(settings), lease_seconds=3.0, poll_seconds=0.25, ping_seconds=1.0, answer_seconds=30.0
    )
    sys.exit(run(["serve", *sys.argv[1:]]))
