"""An index of two small reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.index.world import ASHMERE, NORTHFOLD, build


@pytest.fixture
def data(tmp_path: Path) -> Path:
    build(tmp_path / "data", ASHMERE, NORTHFOLD)
    return tmp_path / "data"
