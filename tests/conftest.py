"""What all tests share: no settings from outside, and the sample reports indexed once for the whole run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from bot.answering.engine import Engine
from bot.bootstrap import Parts
from bot.settings import Settings
from tests.real_reports import real_reports_of

SAMPLES = Path(__file__).parent / "reports"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own VERSE_ variables must not change what is tested."""
    for name in [name for name in os.environ if name.upper().startswith("VERSE_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A temporary folder of this test run, the same for all of its worker processes."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def sample_data(run_folder: Path) -> Path:
    """A data folder with the sample reports indexed. Shared: read it, don't write into it."""
    return indexed(SAMPLES, run_folder / "samples")


@pytest.fixture(scope="session")
def engine(sample_data: Path) -> Iterator[Engine]:
    """The extractive engine over the sample reports."""
    with Parts(Settings(data_dir=sample_data)).open() as index:
        yield Engine(index, index.library, index.digest)


@pytest.fixture(scope="session")
def probation_data(run_folder: Path) -> Path:
    """A data folder with the five real probation reports indexed, where they are. Shared: read it only."""
    return indexed(real_reports_of("probation"), run_folder / "probation")


def indexed(reports: Path, data: Path) -> Path:
    """`data` with the reports indexed in it, by whichever worker process comes first."""
    with FileLock(f"{data}.lock"):
        if not (data / "current").exists():
            Parts(Settings(reports_dir=reports, data_dir=data)).sync()
    return data
