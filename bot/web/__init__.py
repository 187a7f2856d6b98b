"""HTTP: a server for routes that others bring, and the routes of health and metrics."""

from bot.web.health import health_routes
from bot.web.server import serving

__all__ = ["health_routes", "serving"]
