"""Risk against coverage: how many answers would be wrong if only the surest were given."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from bot.evaluation.result import Result

Point = tuple[float, float]
"""Coverage and risk, both 0 to 1."""


def risk_coverage(results: Sequence[Result]) -> list[Point]:
    """
    From the surest answer on: the share of all items answered so far, and the share of those that are wrong.

    Answers of equal confidence come in together, so that the order of items does not matter. Without confidences
    there is one point: all answers given. El-Yaniv and Wiener, "On the Foundations of Noise-free Selective
    Classification", JMLR 2010.
    """
    given = [r for r in results if r.outcome == "answered"]
    if not given:
        return []
    levels = sorted({r.confidence or 0.0 for r in given}, reverse=True)
    points = []
    for level in levels:
        kept = [r for r in given if (r.confidence or 0.0) >= level]
        points.append((len(kept) / len(results), sum(r.wrong for r in kept) / len(kept)))
    return points


def area_under(points: Sequence[Point]) -> float | None:
    """The mean risk over the coverage reached, by the trapezoid rule; None without points."""
    if not points:
        return None
    reached = points[-1][0]
    if len(points) == 1 or reached == 0:
        return points[-1][1]
    area = points[0][0] * points[0][1]
    area += sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in itertools.pairwise(points))
    return area / reached


def svg(points: Sequence[Point], marks: Sequence[tuple[str, Point]] = ()) -> str:
    """
    The plot as an inline SVG that takes its colours from the page. `marks` are named single points (baselines).

    The risk axis ends at the highest risk shown, at least at 0.1.
    """
    width, height, left, bottom, top, right = 640, 300, 52, 40, 16, 24
    highest = max([0.1, *(risk for _, risk in points), *(risk for _, (_, risk) in marks)])

    def x(coverage: float) -> float:
        return round(left + coverage * (width - left - right), 1)

    def y(risk: float) -> float:
        return round(height - bottom - risk / highest * (height - bottom - top), 1)

    parts = [
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="Share of wrong answers against share of '
        'questions answered">'
    ]
    for step in range(5):
        share, risk = step / 4, highest * step / 4
        parts.append(f'<line class="grid" x1="{left}" x2="{width - right}" y1="{y(risk)}" y2="{y(risk)}"/>')
        parts.append(f'<text x="{left - 8}" y="{y(risk) + 4}" text-anchor="end">{risk:.0%}</text>')
        parts.append(f'<text x="{x(share)}" y="{height - bottom + 18}" text-anchor="middle">{share:.0%}</text>')
    parts.append(f'<text x="{x(0.5)}" y="{height - 4}" text-anchor="middle">answered, of all questions</text>')
    parts.append(f'<text x="{left}" y="{top - 4}">wrong, of those answered</text>')
    if len(points) > 1:
        line = " ".join(f"{x(c)},{y(r)}" for c, r in points)
        parts.append(f'<polyline class="curve" points="{line}"/>')
    if points:
        coverage, risk = points[-1]
        parts.append(f'<circle class="now" cx="{x(coverage)}" cy="{y(risk)}" r="5"/>')
    for name, (coverage, risk) in marks:
        parts.append(f'<circle class="mark" cx="{x(coverage)}" cy="{y(risk)}" r="4"><title>{name}</title></circle>')
        anchor = "end" if coverage > 0.7 else "start"
        offset = -8 if anchor == "end" else 8
        parts.append(f'<text x="{x(coverage) + offset}" y="{y(risk) + 4}" text-anchor="{anchor}">{name}</text>')
    parts.append("</svg>")
    return "\n".join(parts)
