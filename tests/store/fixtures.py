"""Fixtures that the tests of the store and of Slack share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.store.postgres import Cluster, cluster, needed_binaries


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A real PostgreSQL server."""
    with cluster(needed_binaries()) as running:
        yield running
