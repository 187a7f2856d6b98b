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
_BYTE = 127


@cache
def digest() -> str:
    """Names the additions: eight characters that change when they do."""
    return hashlib.sha256(_content()).hexdigest()[:8]


def added(weights: Weights) -> Weights:
    """The weights with the additions: to each (out, in) its `up` (out, rank), scaled, times `down` (rank, in)."""
    from safetensors.numpy import load

    additions: Weights = load(_content())
    changed = dict(weights)
    for name in sorted({key.rpartition(".")[0] for key in additions}):
        up, down = (additions[f"{name}.{part}"].astype(np.float32) for part in ("up", "down"))
        changed[f"{name}.weight"] = weights[f"{name}.weight"] + (up * additions[f"{name}.scale"]) @ down
    return changed


def in_bytes(up: npt.NDArray[Any], down: npt.NDArray[Any]) -> Weights:
    """What `added` reads, a byte a number: `up` (out, rank), `down` (rank, in), and a `scale` for each of the rank."""
    largest = [np.maximum(np.abs(up).max(0), 1e-12), np.maximum(np.abs(down).max(1), 1e-12)]
    scale = (largest[0] * largest[1] / _BYTE**2).astype(np.float32)
    whole = (np.rint(matrix * _BYTE).astype(np.int8) for matrix in (up / largest[0], down / largest[1][:, None]))
    return {**dict(zip(("up", "down"), whole, strict=True)), "scale": scale}


@cache
def _content() -> bytes:
    return files(__package__).joinpath(FILE).read_bytes()
