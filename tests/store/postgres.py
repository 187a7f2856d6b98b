"""A private PostgreSQL cluster in a temporary folder, for the tests that want the real thing."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest


@dataclass(frozen=True)
class Cluster:
    """A running server that trusts its machine. `control` calls `pg_ctl` for it."""

    port: int
    control: Callable[..., None]

    def stop(self) -> None:
        """As if the machine lost its power."""
        self.control("-m", "immediate", "stop")

    def start(self) -> None:
        """Again, with the same data on the same port."""
        self.control("start")

    def new_database(self) -> str:
        """The URL of a fresh database."""
        name = f"verse_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(self._dsn("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self._dsn(name)

    def _dsn(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"


def server_binaries() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, of the newest version that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def needed_binaries() -> Path:
    """The same. Skips the test where no PostgreSQL server is installed."""
    found = server_binaries()
    if found is None:
        pytest.skip("no PostgreSQL server binaries here: apt-get install postgresql")
    return found


@contextmanager
def cluster(binaries: Path) -> Iterator[Cluster]:
    """Start a server that goes away with its data. As root it runs as the user postgres, which the server demands."""
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="verse-pg-"))
    if user:
        shutil.chown(folder, user, user)
    data = folder / "data"

    def run(*arguments: str) -> None:
        # Output into a file: a server that inherits a pipe keeps it open, and the reader waits for ever.
        with (folder.parent / f"{folder.name}.log").open("ab") as log:
            subprocess.run(arguments, check=True, cwd="/", stdout=log, stderr=log, user=user, group=user)

    try:
        run(
            str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust", "--no-sync",
            "--encoding=UTF8", "--locale=C",
        )  # fmt: skip
        port = free_port()
        options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c max_connections=60"

        def control(*arguments: str) -> None:
            own = (str(binaries / "pg_ctl"), "-D", str(data), "-w", "-o", options, "-l", str(folder / "server.log"))
            run(*own, *arguments)

        running = Cluster(port, control)
        running.start()
        try:
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        (folder.parent / f"{folder.name}.log").unlink(missing_ok=True)


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
