"""The growth of an answer's time with the number of paragraphs, as an SVG drawing."""

from __future__ import annotations

import math
from pathlib import Path

from tests.bench.measuring import Figures

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 320, 60, 50, 30, 160
LINES = {
    "unfiltered": ("#1f6f8b", "all reports"),
    "named": ("#b5541c", "named reports"),
    "bare": ("#777777", "bare query"),
}


def write_plot(stages: list[Figures], file: Path) -> None:
    """Draw median times in milliseconds over paragraphs, on a logarithmic axis."""
    sizes = [stage["indexing"]["paragraphs"] for stage in stages]
    times = {name: [stage["answering"][name]["answer"] * 1e3 for stage in stages] for name in ("unfiltered", "named")}
    times["bare"] = [stage["answering"]["unfiltered"]["bare"] * 1e3 for stage in stages]
    most = max(max(values) for values in times.values()) * 1.15
    low, high = math.log(sizes[0]), math.log(sizes[-1])

    def x(paragraphs: float) -> float:
        share = (math.log(paragraphs) - low) / (high - low) if high > low else 0.5
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(milliseconds: float) -> float:
        return HEIGHT - BOTTOM - milliseconds / most * (HEIGHT - BOTTOM - TOP)

    parts = [_text(LEFT, 18, "Median time of a warm answer, milliseconds", "start", "bold")]
    step = _step(most)
    for tick in range(0, int(most) + 1, step):
        parts.append(f'<path d="M{LEFT} {y(tick):.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(_text(LEFT - 8, y(tick) + 4, str(tick), "end"))
    parts += [_text(x(size), HEIGHT - BOTTOM + 20, f"{size:,}", "middle") for size in sizes]
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "paragraphs", "middle"))
    for name, (colour, said) in LINES.items():
        points = [(x(size), y(value)) for size, value in zip(sizes, times[name], strict=True)]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.5" fill="{colour}"/>' for a, b in points]
        parts.append(
            _text(points[-1][0] + 10, points[-1][1] + 4, f"{said}: {times[name][-1]:.0f}", "start", colour=colour)
        )
    drawing = "\n".join(parts)
    file.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="12">\n<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n{drawing}\n</svg>\n',
        encoding="utf-8",
    )


def _step(most: float) -> int:
    """A round distance between some five lines."""
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500):
        if most / step <= 6:
            return step
    return 1_000


def _text(x: float, y: float, said: str, anchor: str, weight: str = "normal", colour: str = "#333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}" fill="{colour}">{said}</text>'
