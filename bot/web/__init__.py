"""HTTP: health, readiness and the routes that others bring."""

from bot.web.server import serving, web_app

__all__ = ["serving", "web_app"]
