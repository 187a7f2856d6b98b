"""The buttons under a source: the paragraph between its neighbours, and the citation to copy."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.blocks import said
from bot.slack.client import Refused, call
from bot.slack.parts import Parts
from bot.slack.source import NEAREST, Source
from bot.slack.views.answer import CITE, SHOW
from bot.slack.views.citation import citation_view
from bot.slack.views.paragraph import OPEN_REPORT, TURN_BACK, TURN_ON, missing_paragraph_view, modal, paragraph_view
from retrieval.domain import Paragraph, label


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to the buttons in messages and in the modal."""

    async def show(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await _open(body, parts, paragraph=True)

    async def cite(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await _open(body, parts, paragraph=False)

    async def turn(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        old = body["view"]

        async def update(view: dict[str, Any]) -> None:
            await call(lambda: parts.client.views_update(view_id=old["id"], hash=old["hash"], view=view))

        async def failed(reference: str) -> None:
            await update(_failure(reference))

        async with parts.said_if_failed(failed):
            try:
                await update(await _paragraph(Source.decoded(body["actions"][0]["value"]), parts))
            except Refused as error:
                if error.code != "hash_conflict":  # a second click was quicker
                    raise

    async def leave(ack: AsyncAck) -> None:
        await ack()  # the link opens by itself, and Slack tells all the same

    app.action(SHOW)(show)
    app.action(CITE)(cite)
    app.action(TURN_BACK)(turn)
    app.action(TURN_ON)(turn)
    app.action(OPEN_REPORT)(leave)


async def _open(body: dict[str, Any], parts: Parts, *, paragraph: bool) -> None:
    async def open_(view: dict[str, Any]) -> None:
        await call(lambda: parts.client.views_open(trigger_id=body["trigger_id"], view=view))

    async def failed(reference: str) -> None:
        await open_(_failure(reference))

    async with parts.said_if_failed(failed):
        if reason := await parts.access.refusal(body["user"]["id"], body["channel"]["id"]):
            await open_(modal("Sorry", [said(reason)]))
            return
        source = Source.decoded(body["actions"][0]["value"])
        await open_(await (_paragraph if paragraph else _citation)(source, parts))


async def _paragraph(source: Source, parts: Parts) -> dict[str, Any]:
    kept = await _kept(source, parts)
    here = await parts.pool(parts.answerer.paragraph, source.paragraph)
    if here is None:
        return missing_paragraph_view(kept)
    quote = kept["quote"] if kept and kept["paragraph_id"] == source.paragraph else None
    before = await _neighbour(here.previous, parts)
    after = await _neighbour(here.next, parts)
    return paragraph_view(here, source, quote, before, after)


async def _neighbour(paragraph_id: str | None, parts: Parts) -> Paragraph | None:
    if paragraph_id is None:
        return None
    found = await parts.pool(parts.answerer.paragraph, paragraph_id)
    return found.paragraph if found else None


async def _citation(source: Source, parts: Parts) -> dict[str, Any]:
    kept = await _kept(source, parts)
    here = await parts.pool(parts.answerer.paragraph, source.paragraph)
    url = here.report.url if here else None
    if kept:
        report = kept["report"]
        return citation_view(kept["label"], kept["quote"], report["title"], report["publisher"], report["year"], url)
    if here:
        place = label(here.report.name, here.paragraph.locator, here.paragraph.kind)
        report_ = here.report
        return citation_view(place, here.paragraph.text, report_.title, report_.publisher, report_.year, url)
    return missing_paragraph_view(None)


async def _kept(source: Source, parts: Parts) -> dict[str, Any] | None:
    """The citation as it was given, from the stored answer; None when that is no longer kept."""
    question = await parts.pool(parts.store.questions.get, source.question)
    answer = (question.answer if question else None) or {}
    shelf = "nearest" if source.key.startswith(NEAREST) else "citations"
    number = int(source.key.removeprefix(NEAREST))
    citations = answer.get(shelf, [])
    return citations[number - 1] if 0 < number <= len(citations) else None


def _failure(reference: str) -> dict[str, Any]:
    return modal("Sorry", [said(f"That did not work. Please try again (reference *{reference}*).")])
