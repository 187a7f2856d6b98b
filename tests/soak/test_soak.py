"""The soak in short: every kind of fault once, among questions. `make soak` is the long form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.soak import soak
from tests.store.postgres import needed_binaries


@pytest.mark.timeout(900)  # under a minute on a machine of its own
def test_every_question_is_answered_once_whatever_breaks(tmp_path: Path, sample_data: Path) -> None:
    figures = soak(tmp_path, needed_binaries(), seconds=15, seed=7, rate=2.0, every=0.3, indexed=sample_data)
    assert figures["failures"] == []
    assert sum(figures["outcomes"].values()) == figures["questions"] > 10
    assert len(figures["faults"]) == 10
