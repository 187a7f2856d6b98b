"""What the Dockerfile says of a container, so that it can be rehearsed where no container engine is."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

CONTAINER = Path(__file__).resolve().parents[2] / "deploy" / "Dockerfile"


@dataclass(frozen=True, slots=True)
class Container:
    """The last stage: who runs what, with which environment, and what says that it is well."""

    user: str
    environment: dict[str, str]
    entrypoint: list[str]
    command: list[str]
    healthcheck: list[str]


def read_container(file: Path = CONTAINER) -> Container:
    """Raises ValueError for a Dockerfile whose last stage says something of this in another form, or not at all."""
    text = re.sub(r"^#.*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    joined = re.sub(r"\\\n\s*", " ", text)
    said: dict[str, str] = {}
    for line in joined[joined.rindex("\nFROM ") + 1 :].splitlines():
        name, _, rest = line.partition(" ")
        said[name] = rest
    try:
        return Container(
            user=said["USER"],
            environment=dict(pair.split("=", 1) for pair in said["ENV"].split()),
            entrypoint=json.loads(said["ENTRYPOINT"]),
            command=json.loads(said["CMD"]),
            healthcheck=json.loads(said["HEALTHCHECK"].split(" CMD ", 1)[1]),
        )
    except (KeyError, IndexError) as missing:
        raise ValueError(f"{file.name} does not say {missing} in the form that is read here") from missing
