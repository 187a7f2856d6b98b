"""Fixtures that the tests of the store and of Slack share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.store.postgres import Cluster, cluster, server_binaries


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A real PostgreSQL server."""
    binaries = server_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL server binaries here: apt-get install postgresql")
    with cluster(binaries) as running:
        yield running
