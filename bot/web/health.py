"""Whether the process is alive, whether it is ready, and its metrics: for the port of whoever operates it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route


def health_routes(
    parts: Mapping[str, Callable[[], bool]], metrics: Callable[[], bytes], media_type: str
) -> list[Route]:
    """
    `/healthz`: the event loop turns. `/readyz`: all `parts` can be used, with the word on each; 503 where one cannot.
    `/metrics`: what `metrics` gives.
    """

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok")

    # No coroutines: a database or an index that keeps one waiting does not hold up the bot.
    def readyz(_: Request) -> Response:
        found = {part: _usable(look) for part, look in parts.items()}
        return JSONResponse(found, status_code=200 if all(found.values()) else 503)

    def metrics_(_: Request) -> Response:
        return Response(metrics(), media_type=media_type)

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics_)]


def _usable(look: Callable[[], bool]) -> bool:
    try:
        return look()
    except Exception:  # whatever is wrong: what raises cannot be used
        return False
