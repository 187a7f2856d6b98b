"""What a learnt decision is worth on reports that it was not learnt from."""

from __future__ import annotations

import numpy as np

from bot.evaluation.calibration.crossed import auroc, crossed, refused


def test_auroc_counts_pairs_in_order_and_ties_by_half() -> None:
    labels = np.array([1.0, 1.0, 0.0, 0.0])
    assert auroc(np.array([0.9, 0.8, 0.2, 0.1]), labels) == 1.0
    assert auroc(np.array([0.5, 0.5, 0.5, 0.5]), labels) == 0.5


def test_the_shares_refused_at_a_threshold() -> None:
    labels = np.array([1.0, 1.0, 0.0, 0.0])
    assert refused(np.array([0.9, 0.4, 0.6, 0.1]), labels, 0.5) == (0.5, 0.5)


def test_a_sign_that_holds_in_one_report_alone_is_worth_nothing_on_it() -> None:
    # One sign tells right from wrong everywhere; another gives the labels away in one report only.
    everywhere = np.tile([1.0, 0.0], 40)
    groups = [f"report-{i // 10}" for i in range(80)]
    labels = everywhere.copy()
    given_away = np.where(np.array(groups) == "report-0", 1 - labels, 0.0)
    signs = np.stack([everywhere, given_away], axis=1)
    found = crossed(signs, labels, np.ones(80), groups, np.zeros(2))
    assert auroc(found, labels) == 1.0
