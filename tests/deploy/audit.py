"""
Known vulnerabilities of what is pinned: `python -m tests.deploy.audit PIP-AUDIT LOCK…`.

pip-audit asks a service in the network, and passes where that knows nothing. Here it is said how much was looked up.
The exit code is 1 for a vulnerability, and 0 also where the service cannot be asked: that is no fault of the code.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any


def audited(program: str, lock: str) -> tuple[str, bool]:
    """What was found of a lock file, in a sentence, and whether it is well."""
    options = ["--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run([program, "-r", lock, *options], capture_output=True, text=True)
    except OSError as error:
        return f"{lock} was not audited: there is no pip-audit here ({error.strerror}).", True
    try:
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except ValueError:
        return f"{lock} was not audited: pip-audit could not run ({last_line(done.stderr)}).", True
    looked_up = [package for package in packages if "skip_reason" not in package]
    if not looked_up:
        return f"{lock} was not audited: the service knows none of its {len(packages)} packages from here.", True
    bad = [
        f"{package['name']} {package['version']}: {found['id']}" for package in looked_up for found in package["vulns"]
    ]
    many = f"{len(looked_up)} of {len(packages)} packages of {lock} were looked up"
    return (
        (f"{many}; vulnerable: {', '.join(bad)}.", False) if bad else (f"{many}; none is known to be vulnerable.", True)
    )


def last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it said nothing"])[-1]


def main(program: str, locks: list[str]) -> int:
    results = [audited(program, lock) for lock in locks]
    for said, _ in results:
        print(said)  # noqa: T201 - its output
    return 0 if all(well for _, well in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
