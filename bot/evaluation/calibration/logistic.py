"""Logistic regression by gradient descent, with a ridge: small enough to read, and the same on every machine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def fit(features: Matrix, labels: Matrix, weights: Matrix | None = None, ridge: float = 1e-3) -> tuple[Matrix, float]:
    """
    Coefficients (d,) and intercept for features (n, d) and labels (n,) of 0 and 1; `weights` (n,) count a row more.

    Features are standardised inside, so that the ridge treats them alike.
    """
    mean, spread = features.mean(0), features.std(0) + 1e-9
    x = (features - mean) / spread
    counted = np.ones(len(x)) if weights is None else weights / weights.mean()
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(4000):
        p = 1 / (1 + np.exp(-(x @ w + b)))
        error = (p - labels) * counted
        w -= 0.3 * (x.T @ error / len(x) + ridge * w)
        b -= 0.3 * error.mean()
    raw = w / spread
    return raw, float(b - mean @ raw)


def fit_pairs(better: Matrix, worse: Matrix, ridge: float = 1e-2) -> Matrix:
    """Non-negative coefficients (d,) under which `better` rows (n, d) score above `worse` ones, pair by pair."""
    difference = better - worse
    spread = difference.std(0) + 1e-9
    x = difference / spread
    w = np.full(x.shape[1], 0.1)
    for _ in range(4000):
        p = 1 / (1 + np.exp(-(x @ w)))
        w += 0.2 * (x.T @ (1 - p) / len(x) - ridge * w)
        # Nothing that speaks for a paragraph may count against it: that would be chance.
        w = np.maximum(w, 0.0)
    weights: Matrix = w / spread
    return weights
