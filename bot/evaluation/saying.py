"""What the commands that learn and measure print while they run."""

from __future__ import annotations

import sys


def say(text: str) -> None:
    """Print a line at once: what follows may take minutes, and the output may be a file."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
