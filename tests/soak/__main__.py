"""
The soak at full length: `make soak`. Prints its figures as JSON; exits 1 where something failed.

    python -m tests.soak [--seconds 600] [--seed 1]
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.soak.soak import soak
from tests.store.postgres import server_binaries


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.5, help="questions a second")
    parser.add_argument("--every", type=float, default=5.0, help="seconds between two faults")
    parser.add_argument("--log", type=Path, help="where to keep the bot's log")
    chosen = parser.parse_args()
    binaries = server_binaries()
    if binaries is None:
        sys.exit("There are no PostgreSQL server binaries here: apt-get install postgresql")
    with TemporaryDirectory(prefix="verse-soak-") as folder:
        figures = soak(
            Path(folder), binaries, seconds=chosen.seconds, seed=chosen.seed, rate=chosen.rate, every=chosen.every
        )
        if chosen.log:
            chosen.log.write_bytes((Path(folder) / "serve.log").read_bytes())
    print(json.dumps(figures, indent=1))  # noqa: T201 - the figures are what it is for
    return 1 if figures["failures"] else 0


if __name__ == "__main__":
    sys.exit(main())
