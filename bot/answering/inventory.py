"""What is loaded, said without a search."""

from __future__ import annotations

from bot.answering.draft import Draft
from bot.answering.holdings import Holdings
from bot.answering.query import Query


def inventory(query: Query, holdings: Holdings) -> Draft:
    """The reports that are loaded, each cited by its first paragraph."""
    from bot.answering.draft import Point, whole

    points = []
    for report_id in query.reports.ids or tuple(holdings.by_id):
        report = holdings.by_id[report_id]
        paragraphs = holdings.paragraphs(report_id)
        first = next((p for p in paragraphs if report.area and report.area.lower() in p.text.lower()), None)
        if first is None:
            first = paragraphs[0]
        points.append(Point(f"{report.title} ({report.programme})", (whole(report, first),)))
    count = len(points)
    return Draft(tuple(points), lead=f"{count} report{'s' if count != 1 else ''} loaded:")
