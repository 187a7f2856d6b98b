"""What Slack needs of the rest: an answerer and, over HTTP, a host for its routes. The CLI brings the real ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from starlette.routing import BaseRoute

from bot.answering.answer import Answer
from bot.answering.conversation import Conversation
from retrieval.domain import Paragraph, Report


class Neighbourhood(Protocol):
    """A paragraph with its report; `previous` and `next` are the ids of the paragraphs around it, None at an end."""

    @property
    def report(self) -> Report: ...
    @property
    def paragraph(self) -> Paragraph: ...
    @property
    def previous(self) -> str | None: ...
    @property
    def next(self) -> str | None: ...


class LoadedReport(Protocol):
    """A report and how many paragraphs of it are indexed."""

    @property
    def report(self) -> Report: ...
    @property
    def paragraphs(self) -> int: ...


class Overview(Protocol):
    """What is loaded. `indexed_at` is an ISO date and time, None when unknown; `index` the digest of the index."""

    @property
    def reports(self) -> Sequence[LoadedReport]: ...
    @property
    def indexed_at(self) -> str | None: ...
    @property
    def index(self) -> str: ...


class Answerer(Protocol):
    """The engine: synchronous, thread-safe, pure in the conversation."""

    def answer(
        self, question: str, conversation: Conversation, *, on_stage: Callable[[str], None] | None = None
    ) -> tuple[Answer, Conversation]:
        """Answer; `on_stage` hears in a few words what is being done ("Searching the reports")."""
        ...

    def paragraph(self, paragraph_id: str) -> Neighbourhood | None:
        """A paragraph by id, None when the index no longer holds it."""
        ...

    def overview(self) -> Overview:
        """What is loaded."""
        ...

    def suggestions(self) -> tuple[str, ...]:
        """Up to four questions that the loaded reports answer."""
        ...


class WebHost(Protocol):
    """Serves routes over HTTP for as long as the context lasts (`bot.web.serving`)."""

    def __call__(
        self, routes: Sequence[BaseRoute], *, host: str, port: int, serves: str
    ) -> AbstractAsyncContextManager[None]: ...


Beside = Callable[[Callable[[], bool]], AbstractAsyncContextManager[object]]
"""What runs beside the bot as long as it runs, such as health checks. It is given whether Slack reaches the bot."""
