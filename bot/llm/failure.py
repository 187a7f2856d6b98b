"""Why a model gave no answer: told apart by what can be done, and worded for the person who asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any


class Why(StrEnum):
    """The ways in which a model fails, each worded to follow "The language model"."""

    SLOW = "took too long"
    BUSY = "is busy with other questions"
    RATE = "is asked too often just now"
    DAY = "has used up its budget for today"
    ANSWER = "would cost more than one answer may"
    KEY = "refused the key it was given"
    MODEL = "is not known to its provider"
    AWAY = "cannot be reached"
    SERVER = "had a fault of its own"
    REQUEST = "refused the request"
    LONG = "did not come to an end"
    REFUSED = "declined to answer"
    BROKEN = "gave nothing that can be read"


_PASSING = frozenset({Why.SLOW, Why.RATE, Why.AWAY, Why.SERVER})


@dataclass(eq=False)
class ModelFailed(Exception):
    """
    A call that gave nothing. `retry_after` is what the provider asks to wait, in seconds.

    The provider's own words are not kept: they may hold a key, and help nobody who asks about a report.
    """

    why: Why
    retry_after: float | None = None
    kind: str = ""

    def __str__(self) -> str:
        return f"The language model {self.why.value}"

    @property
    def passing(self) -> bool:
        """Whether another attempt may do better."""
        return self.why in _PASSING


def failure_of(error: BaseException) -> ModelFailed:
    """An error of any provider's library as one of ours."""
    if isinstance(error, ModelFailed):
        return error
    name = type(error).__name__
    # LangChain's classes wrap what the provider's library raised, and not all of them keep its status.
    for cause in _causes(error):
        status = _status(cause)
        if status is not None:
            return ModelFailed(_of_status(status), _retry_after(cause), name)
    told = (_of_name(type(cause).__name__, cause) for cause in _causes(error))
    return ModelFailed(next((why for why in told if why is not Why.BROKEN), Why.BROKEN), None, name)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and those that it was raised from."""
    seen: BaseException | None = error
    for _ in range(8):
        if seen is None:
            return
        yield seen
        seen = seen.__cause__ or seen.__context__


def _of_status(status: int) -> Why:
    if status in (401, 403):
        return Why.KEY
    if status == 404:
        return Why.MODEL
    if status == 429:
        return Why.RATE
    if status == 408:
        return Why.SLOW
    return Why.SERVER if status >= 500 else Why.REQUEST


def _of_name(name: str, error: BaseException) -> Why:
    folded = name.lower()
    if isinstance(error, TimeoutError) or "timeout" in folded:
        return Why.SLOW
    if isinstance(error, OSError) or any(
        part in folded for part in ("connect", "protocolerror", "readerror", "payload", "endpoint")
    ):
        return Why.AWAY
    if "refusal" in folded or "contentfilter" in folded:
        return Why.REFUSED
    if "lengthfinish" in folded:
        return Why.LONG
    if folded == "apierror":  # OpenAI's, for an error event inside a stream
        return Why.SERVER
    return Why.BROKEN


def _status(error: BaseException) -> int | None:
    response: Any = getattr(error, "response", None)
    if isinstance(response, dict):  # botocore's
        found = response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    else:
        # `code` is Google's, who has the response beside it; aiohttp's errors on the way there have a `code` too.
        coded = error if response is not None else None
        holders = ((error, "status_code"), (response, "status_code"), (coded, "code"))
        found = next((v for of, name in holders if isinstance(v := getattr(of, name, None), int)), None)
    return found if isinstance(found, int) and 400 <= found < 600 else None


def _retry_after(error: BaseException) -> float | None:
    """The header in seconds or as a date (RFC 9110, 10.2.3); None where there is none that can be read."""
    headers: Any = getattr(getattr(error, "response", None), "headers", None)
    value = headers.get("retry-after") if headers is not None else None
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    from datetime import UTC, datetime

    return max(0.0, (then - datetime.now(UTC)).total_seconds()) if then.tzinfo else None
