"""The modal with a reference and its quote, ready to copy."""

from __future__ import annotations

from typing import Any

from bot.slack.blocks import is_web_address, preformatted, small
from bot.slack.limits import VIEW_BLOCKS
from bot.slack.views.paragraph import modal


def citation_view(
    label: str, quote: str, title: str, publisher: str, year: int | None, url: str | None
) -> dict[str, Any]:
    """The quote with where it stands."""
    report = ". ".join(filter(None, (title, publisher, str(year) if year else "")))
    address = f"\n{url}" if is_web_address(url) else ""
    text = f"“{quote}”\n\n{label}\n{report}{address}"
    blocks = [small("Select the text to copy it into your document."), *preformatted(text)]
    return modal("Citation", blocks[:VIEW_BLOCKS])
