"""One part of the bench in a process of its own: `python -m tests.bench.apart PART JSON` prints its figures as JSON."""

from __future__ import annotations

import json
import sys
from importlib import import_module

from tests.bench.measuring import load, memory


def main() -> None:
    part, given = sys.argv[1:]
    figures = import_module(f"tests.bench.{part}").measure(**json.loads(given))
    print(json.dumps({**figures, "memory": memory(), "load": load()}))  # noqa: T201 - its output


if __name__ == "__main__":
    main()
