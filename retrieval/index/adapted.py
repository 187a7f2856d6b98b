"""
all-MiniLM-L6-v2 taught how staff ask: low-rank additions to its weights, learnt on questions about reports.

Every linear layer has two thin matrices beside it, whose product is added to its weight when the graph is built; what
runs is as large and as fast as what was published. (Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models",
2021.) They are learnt by `bot/evaluation/adapting` and stand in `adapter.safetensors`.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

Weights = dict[str, npt.NDArray[Any]]

FILE = "adapter.safetensors"


@cache
def digest() -> str:
    """Names the additions: eight characters that change when they do."""
    return hashlib.sha256(_content()).hexdigest()[:8]


def added(weights: Weights) -> Weights:
    """The published weights with the additions: to each (out, in) its `up` (out, rank) times `down` (rank, in)."""
    from safetensors.numpy import load

    additions: Weights = load(_content())
    changed = dict(weights)
    for name in sorted({key.rpartition(".")[0] for key in additions}):
        up, down = (additions[f"{name}.{part}"].astype(np.float32) for part in ("up", "down"))
        changed[f"{name}.weight"] = weights[f"{name}.weight"] + up @ down
    return changed


@cache
def _content() -> bytes:
    return files(__package__).joinpath(FILE).read_bytes()
