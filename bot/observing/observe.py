"""
Telling what happened. The way to whoever listens is that of Python's logging: nothing is imported for it, nothing is
configured by it, and where nobody listens (at the command line) it costs next to nothing.
"""

from __future__ import annotations

import logging

from bot.observing.event import Event

LOGGER = "bot"
"""The logger of all events."""


def observe(event: Event, error: BaseException | None = None) -> None:
    """Tell of an event, with the error that it is about, if any."""
    logging.getLogger(LOGGER).log(event.level, event.name(), extra={"event": event}, exc_info=error)


def event_of(record: logging.LogRecord) -> Event | None:
    """The event of a log record; None for what a library logged."""
    event = getattr(record, "event", None)
    return event if isinstance(event, Event) else None
