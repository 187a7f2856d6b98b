"""What a decision learnt on some reports is worth on others: grouped cross-validation, AUROC and what is refused."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.evaluation.calibration.logistic import RIDGE, Matrix, fit

_FOLDS = 8


def crossed(
    signs: Matrix,
    labels: Matrix,
    weights: Matrix,
    groups: Sequence[str],
    towards: Matrix | None = None,
    ridge: float = RIDGE,
) -> Matrix:
    """The probability (n,) of each row, by a model that has seen no row of its group; of weight 0 it learns nothing."""
    names = sorted(set(groups))
    # By size, so that the folds are alike.
    names.sort(key=lambda name: (-list(groups).count(name), name))
    fold_of = {name: i % _FOLDS for i, name in enumerate(names)}
    fold = np.array([fold_of[group] for group in groups])
    found = np.zeros(len(labels))
    for held in range(_FOLDS):
        out = fold == held
        if out.any() and not out.all():
            coefficients, intercept = fit(signs[~out], labels[~out], weights[~out], towards, ridge)
            found[out] = 1 / (1 + np.exp(-(signs[out] @ coefficients + intercept)))
    return found


def auroc(scores: Matrix, labels: Matrix) -> float:
    """The chance that a row of label 1 scores above one of label 0; a tie counts half."""
    ones, zeros = scores[labels == 1], scores[labels == 0]
    above = (ones[:, None] > zeros[None, :]).mean()
    return float(above + (ones[:, None] == zeros[None, :]).mean() / 2)


def refused(scores: Matrix, labels: Matrix, threshold: float) -> tuple[float, float]:
    """The shares refused at a threshold: of what was to be refused, and of what was right."""
    below = scores < threshold
    return float(below[labels == 0].mean()), float(below[labels == 1].mean())
