"""The home tab: what is loaded, how to ask, what this person asked lately."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bot.slack.blocks import Run, divider, header, literal, said, small, small_literal
from bot.slack.limits import VIEW_BLOCKS, Block, clipped
from bot.slack.ports import LoadedReport, Overview
from bot.store import Question

REPORT_BLOCKS = 60
RECENT_CHARS = 150

HOW_TO_ASK = (
    "• *In a channel:* mention {bot} with your question; the answer comes in the thread. "
    "Go on asking there{follow}.\n"
    "• *Here:* write in the *Messages* tab.\n"
    "• *Only for you:* `/ask` and your question, in any channel. You can share the answer afterwards."
)

OUTCOMES = {
    "answered": "answered",
    "not_found": "not found",
    "clarify": "asked back",
    "out_of_scope": "out of scope",
    "unavailable": "not available",
}


def home_view(
    overview: Overview, suggestions: Sequence[str], recent: Sequence[Question], bot_user: str, *, mention_only: bool
) -> dict[str, Any]:
    """The whole tab."""
    follow = " with a mention" if mention_only else " without a mention"
    blocks: list[Block] = [
        header("Ask the inspection reports"),
        said("Every answer names the paragraph it stands in. What is not in the reports is not answered."),
        said(HOW_TO_ASK.format(bot=f"<@{bot_user}>", follow=follow)),
    ]
    if suggestions:
        blocks += small_literal("For example: " + " / ".join(suggestions))
    blocks += [divider(), header("Reports loaded"), *_reports(overview)]
    blocks += [divider(), header("Your recent questions"), *_recent(recent)]
    return {"type": "home", "blocks": blocks[:VIEW_BLOCKS]}


def _reports(overview: Overview) -> list[Block]:
    if not overview.reports:
        return [said("No reports are loaded yet. Whoever looks after this bot puts them into the reports folder.")]
    by_programme: dict[str, list[LoadedReport]] = defaultdict(list)
    for loaded in overview.reports:
        by_programme[loaded.report.programme or "Other reports"].append(loaded)
    runs: list[Run] = []
    for programme, group in sorted(by_programme.items()):
        runs.append((f"{programme}\n", "bold"))
        runs += [(f"• {_line(loaded)}\n", None) for loaded in sorted(group, key=lambda one: one.report.name)]
    blocks = literal(*runs)
    if len(blocks) > REPORT_BLOCKS:
        blocks = [*blocks[:REPORT_BLOCKS], small("_… and more. `verse reports` lists them all._")]
    total = sum(loaded.paragraphs for loaded in overview.reports)
    when = f" · index of {_when(overview.indexed_at)}" if overview.indexed_at else ""
    reports = f"{len(overview.reports)} report{'s' * (len(overview.reports) != 1)}"
    return [*blocks, *small_literal(f"{reports}, {total:,} paragraphs{when}")]


def _line(loaded: LoadedReport) -> str:
    report = loaded.report
    dates = [
        f"published {report.published}" if report.published else "",
        f"fieldwork {report.fieldwork}" if report.fieldwork else "",
    ]
    return ", ".join(filter(None, (report.name, *dates, f"{loaded.paragraphs} paragraphs")))


def _recent(recent: Sequence[Question]) -> list[Block]:
    if not recent:
        return [said("Nothing yet.")]
    lines = [
        f"• {clipped(' '.join(question.text.split()), RECENT_CHARS)} ({OUTCOMES.get(question.outcome or '', '')}, "
        f"{datetime.fromtimestamp(question.taken_at, UTC):%d %b %Y})"
        for question in recent
    ]
    return literal("\n".join(lines))


def _when(moment: str) -> str:
    try:
        return f"{datetime.fromisoformat(moment):%d %b %Y, %H:%M}"
    except ValueError:
        return moment
