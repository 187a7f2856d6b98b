"""How many processor cores this process may use."""

from __future__ import annotations

import os
from pathlib import Path

QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""A container's share: "200000 100000" is two cores, "max 100000" all (Linux, cgroup v2)."""


def cores() -> int:
    """At least 1; the least of what the machine has, the process is bound to, and the container is given."""
    bound = getattr(os, "sched_getaffinity", None)
    found = len(bound(0)) if bound else os.cpu_count() or 1
    try:
        quota, period = QUOTA.read_text().split()
        found = min(found, -(-int(quota) // int(period)))
    except (OSError, ValueError):
        pass
    return max(1, found)
