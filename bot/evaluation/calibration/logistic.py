"""Logistic regression by gradient descent, with a ridge: small enough to read, and the same on every machine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


RIDGE = 1e-2
_NO_SPREAD = 1e-6


def fit(
    features: Matrix, labels: Matrix, weights: Matrix | None = None, towards: Matrix | None = None, ridge: float = RIDGE
) -> tuple[Matrix, float]:
    """
    Coefficients (d,) and intercept for features (n, d) and labels (n,) of 0 and 1; `weights` (n,) count a row more.

    `towards` (d,) is 1 for a feature that can only speak for the label, -1 for one that can only speak against it: of
    the other sign, a coefficient would be chance. Features are standardised inside: the ridge treats them alike.
    """
    mean, spread = features.mean(0), features.std(0)
    # What hardly differs says nothing: one of MiniLM's 384 numbers is always next to 0.
    spread[spread < _NO_SPREAD] = np.inf
    x = (features - mean) / spread
    counted = np.ones(len(x)) if weights is None else weights / weights.mean()
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(4000):
        p = 1 / (1 + np.exp(-(x @ w + b)))
        error = (p - labels) * counted
        w -= 0.3 * (x.T @ error / len(x) + ridge * w)
        b -= 0.3 * error.mean()
        if towards is not None:
            w = np.where(w * towards < 0, 0.0, w)
    raw = w / spread
    return raw, float(b - mean @ raw)


def fit_pairs(better: Matrix, worse: Matrix, weights: Matrix, ridge: float = 1e-3) -> Matrix:
    """
    Non-negative coefficients (d,) under which `better` rows (n, d) score above `worse` ones, pair by pair.

    `weights` (n,) count a pair more. The features share one scale, 0 to 1: the ridge takes them as they are, so that
    one that hardly ever differs gets no great weight.
    """
    difference = better - worse
    counted = weights / weights.mean()
    w = np.full(difference.shape[1], 0.5)
    for _ in range(6000):
        p = 1 / (1 + np.exp(-(difference @ w)))
        w += 1.0 * (difference.T @ (counted * (1 - p)) / len(difference) - ridge * w)
        # Nothing that speaks for a paragraph may count against it: that would be chance.
        w = np.maximum(w, 0.0)
    learnt: Matrix = w
    return learnt
