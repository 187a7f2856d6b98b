"""The request at hand: a reference that stands in each of its log lines, and that Slack users see when it fails."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_request: ContextVar[str | None] = ContextVar("request", default=None)


def request_id() -> str | None:
    """The reference of the request at hand; None outside of any."""
    return _request.get()


def new_reference() -> str:
    """A reference for something that is no stored question: a click, a command, an event."""
    return uuid.uuid4().hex[:8].upper()


def begin_request(reference: str) -> None:
    """From now on this task (or thread) works on a request, as do the tasks that it starts."""
    _request.set(reference)


@contextmanager
def in_request(reference: str) -> Iterator[None]:
    """Work on a request while the block runs."""
    before = _request.set(reference)
    try:
        yield
    finally:
        _request.reset(before)
