"""
How reports usually treat a question of such a meaning, by its vector alone, before anything is looked for.

Reports seldom print a name, a sum, or the figure of a small group; what they think of a service they always say. The
numbers of `usual.json` are learnt with the refusal (`python -m bot.evaluation.calibrate`), and hold for one embedder.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray


def usually_answered(vector: NDArray[np.float32], embedder: str) -> float:
    """The log-odds that such a question is answered, for its vector of length 1; 0 with an embedder not learnt for."""
    model = _model()
    if model["embedder"] != embedder:
        return 0.0
    return float(vector @ model["weights"] + model["intercept"])


@cache
def _model() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(files(__package__).joinpath("usual.json").read_text("utf-8"))
    return loaded | {"weights": np.asarray(loaded["weights"], np.float32)}
