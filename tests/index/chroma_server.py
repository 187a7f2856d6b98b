"""A real Chroma server for tests: `chroma run` on a free port of this machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

CHROMA = Path(sys.executable).with_name("chroma")
STARTS_WITHIN = 60.0
"""Seconds after which a server that does not answer is a failure of the test's surroundings."""


class RunningServer:
    """The server; it can be killed, and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [CHROMA, "run", "--path", self.folder, "--host", "127.0.0.1", "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
        )
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if httpx.get(f"{self.url}/api/v2/heartbeat", timeout=1, trust_env=False).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.05)  # between two tries, not to pass the time
        raise RuntimeError("chroma run did not start")

    def kill(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def collections(self) -> list[str]:
        database = f"{self.url}/api/v2/tenants/default_tenant/databases/default_database"
        return [collection["name"] for collection in httpx.get(f"{database}/collections", trust_env=False).json()]
