"""The modal that shows a paragraph between its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.slack.blocks import Run, actions, button, is_web_address, link_button, literal, plain, quoted, small_literal
from bot.slack.limits import VIEW_BLOCKS, Block, clipped
from bot.slack.ports import Neighbourhood
from bot.slack.source import Source
from retrieval.domain import Paragraph, Report, label

TURN_BACK = "previous_paragraph"
TURN_ON = "next_paragraph"
OPEN_REPORT = "open_report"

NEIGHBOUR_CHARS = 400
"""So much of a neighbour is shown; the whole is one click away."""

OTHER_BLOCKS = 10
"""Blocks of the modal besides those of the paragraph."""


def paragraph_view(
    here: Neighbourhood, source: Source, quote: str | None, before: Paragraph | None, after: Paragraph | None
) -> dict[str, Any]:
    """A paragraph with the quote in it set bold, its neighbours, and buttons to turn to them."""
    report, paragraph = here.report, here.paragraph
    name = label(report.name, paragraph.locator, paragraph.kind)
    blocks = [*literal((name, "bold")), *small_literal(about(report))]
    if before:
        blocks += small_literal(f"Before: {_short(before)}")
    body = quoted(*_highlighted(paragraph.text, quote))
    blocks += body[: VIEW_BLOCKS - OTHER_BLOCKS]
    if len(body) > VIEW_BLOCKS - OTHER_BLOCKS:
        blocks += small_literal("… The paragraph is longer than Slack can show here.")
    if after:
        blocks += small_literal(f"After: {_short(after)}")
    buttons = _buttons(here, source)
    if buttons:
        blocks.append(actions(*buttons))
    return modal("Paragraph", blocks)


def missing_paragraph_view(kept: dict[str, Any] | None) -> dict[str, Any]:
    """A paragraph that the index no longer holds: what the answer had cited, if the answer is still kept."""
    if kept is None:
        return modal("Paragraph", small_literal("This answer is no longer kept. Please ask the question again."))
    blocks = [
        *literal((str(kept["label"]), "bold")),
        *quoted(*_highlighted(str(kept["text"]), str(kept["quote"]))),
        *small_literal("The report was changed or removed since: this is the paragraph as it was when it was cited."),
    ]
    return modal("Paragraph", blocks[:VIEW_BLOCKS])


def modal(title: str, blocks: Sequence[Block]) -> dict[str, Any]:
    """A modal that is only read."""
    return {"type": "modal", "title": plain(title), "close": plain("Close"), "blocks": list(blocks)}


def about(report: Report) -> str:
    """A report in a line: title, publisher, when it was published and when the inspectors were there."""
    published = f"published {report.published}" if report.published else (str(report.year) if report.year else "")
    fieldwork = f"fieldwork {report.fieldwork}" if report.fieldwork else ""
    return " · ".join(filter(None, (report.title, report.publisher, published, fieldwork)))


def _highlighted(text: str, quote: str | None) -> list[Run]:
    if not quote or quote not in text or quote == text:
        return [(text, None)]
    head, tail = text.split(quote, 1)
    return [(head, None), (quote, "bold"), (tail, None)]


def _short(paragraph: Paragraph) -> str:
    number = f"{paragraph.locator.number} " if paragraph.locator.number else ""
    return clipped(number + paragraph.text, NEIGHBOUR_CHARS)


def _buttons(here: Neighbourhood, source: Source) -> list[dict[str, Any]]:
    buttons = []
    if here.previous:
        to = Source(source.question, source.key, here.previous)
        buttons.append(button(TURN_BACK, "◀ Previous", to.encoded(), label="Previous paragraph"))
    if here.next:
        to = Source(source.question, source.key, here.next)
        buttons.append(button(TURN_ON, "Next ▶", to.encoded(), label="Next paragraph"))
    if is_web_address(here.report.url):
        buttons.append(link_button(OPEN_REPORT, "Open the report", str(here.report.url)))
    return buttons
