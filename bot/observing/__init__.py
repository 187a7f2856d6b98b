"""What happens while the bot runs, as events with a request id: the log writes them, the metrics count them."""

from bot.observing.observe import observe
from bot.observing.request import begin_request, in_request, new_reference, request_id

__all__ = ["begin_request", "in_request", "new_reference", "observe", "request_id"]
