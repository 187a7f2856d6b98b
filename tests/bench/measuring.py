"""Clocks and scales: median times, memory of this process, size of folders, and a part run in a process of its own."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
Figures = dict[str, Any]


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, by the wall clock."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def processor() -> float:
    """Seconds of processor time that this process has used so far, with the processes that it has waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def middle(values: list[float]) -> float:
    """The median; of nothing, 0."""
    return median(values) if values else 0.0


def tail(values: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20)[-1] if len(values) > 1 else middle(values)


def memory() -> int:
    """The most memory that this process held at once, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def size(folder: Path) -> int:
    """The bytes of the files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def load() -> float:
    """Processes that wanted a core in the last minute, this one included."""
    return os.getloadavg()[0]


def apart(part: str, **arguments: Any) -> Figures:
    """
    The figures of `tests.bench.<part>.measure(**arguments)`, from a process of its own, with its peak memory.

    What an earlier part left in memory or caches would show in the figures of the next.
    """
    given = json.dumps(arguments, default=str)
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.apart", part, given], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    figures: Figures = json.loads(done.stdout.decode().splitlines()[-1])
    return figures


def processor_and_wall(command: list[str]) -> tuple[float, float]:
    """Seconds of processor time and of wall clock that a command takes. Raises CalledProcessError when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime, wall
