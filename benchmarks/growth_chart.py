"""Seconds over articles as a small SVG: both axes logarithmic, so that growth in step with the corpus is a diagonal."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 760, 460
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 150, 24, 48
_LABEL_HEIGHT = 15
# Okabe and Ito's colors, told apart by nearly everybody.
_COLORS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#7f7f7f", "#8c6d31", "#5e4fa2")
_STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #333 }
  .grid { stroke: #ddd } .step { stroke: #999; stroke-dasharray: 4 4 }
  polyline { fill: none; stroke-width: 1.8 } .all { stroke-width: 3 }
  @media (prefers-color-scheme: dark) {
    svg { color: #eee } text { fill: #ddd } .grid { stroke: #444 } .back { fill: #1b1b1b }
  }
"""


def render_chart(seconds: Mapping[str, Mapping[int, float]]) -> str:
    """Draw a line for each stage.

    Parameters
    ----------
    seconds : mapping of stage to (mapping of articles to seconds)
        The stage ``all`` is drawn thick, and beside it what growth in step with the corpus would be.
    """
    lines = {
        stage: points
        for stage, found in seconds.items()
        if (points := [(size, time) for size, time in sorted(found.items()) if time > 0])
    }
    if not lines:
        return _document([])
    scale = _Scale(point for points in lines.values() for point in points)
    return _document([*_axes(scale), *_step(scale, lines.get("all", [])), *_lines(scale, lines)])


class _Scale:
    """Articles and seconds -> places on the paper; both axes begin and end at powers of ten."""

    def __init__(self, points: Iterable[tuple[int, float]]) -> None:
        sizes, times = zip(*points, strict=True)
        self.x_powers = _powers(sizes)
        self.y_powers = _powers(times)

    def x(self, size: float) -> float:
        low, high = self.x_powers[0], self.x_powers[-1]
        return round(_LEFT + (math.log10(size) - low) / (high - low) * (WIDTH - _LEFT - _RIGHT), 1)

    def y(self, time: float) -> float:
        low, high = self.y_powers[0], self.y_powers[-1]
        return round(HEIGHT - _BOTTOM - (math.log10(time) - low) / (high - low) * (HEIGHT - _TOP - _BOTTOM), 1)


def _powers(values: Iterable[float]) -> range:
    logs = [math.log10(value) for value in values]
    low = math.floor(min(logs))
    return range(low, max(low + 1, math.ceil(max(logs))) + 1)


def _axes(scale: _Scale) -> Iterator[str]:
    right, bottom = WIDTH - _RIGHT, HEIGHT - _BOTTOM
    for power in scale.x_powers:
        x = scale.x(10**power)
        yield f'<line class="grid" x1="{x}" y1="{_TOP}" x2="{x}" y2="{bottom}"/>'
        yield f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{10**power:,}</text>'
    for power in scale.y_powers:
        y = scale.y(10.0**power)
        yield f'<line class="grid" x1="{_LEFT}" y1="{y}" x2="{right}" y2="{y}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{10.0**power:,g} s</text>'
    yield f'<text x="{(_LEFT + right) / 2}" y="{HEIGHT - 8}" text-anchor="middle">articles</text>'


def _step(scale: _Scale, points: list[tuple[int, float]]) -> Iterator[str]:
    if len(points) > 1:
        (small, time), (large, _) = points[0], points[-1]
        top = 10.0 ** scale.y_powers[-1]
        large = min(large, int(small * top / time))
        ends = f'x1="{scale.x(small)}" y1="{scale.y(time)}" x2="{scale.x(large)}" y2="{scale.y(time * large / small)}"'
        yield f'<line class="step" {ends}><title>in step with the corpus</title></line>'


def _lines(scale: _Scale, lines: Mapping[str, list[tuple[int, float]]]) -> Iterator[str]:
    # Labels stand at the ends of their lines, moved apart from below where they would meet.
    free = float(HEIGHT)
    for number, (stage, points) in enumerate(sorted(lines.items(), key=lambda line: line[1][-1][1])):
        color = "currentColor" if stage == "all" else _COLORS[number % len(_COLORS)]
        places = " ".join(f"{scale.x(size)},{scale.y(time)}" for size, time in points)
        kind = ' class="all"' if stage == "all" else ""
        yield f'<polyline{kind} points="{places}" stroke="{color}"/>'
        end, time = points[-1]
        free = min(scale.y(time), free - _LABEL_HEIGHT)
        label = f"{escape(stage)} {time:,.3g} s"
        yield f'<text x="{scale.x(end) + 8}" y="{free + 4:.1f}" style="fill: {color}">{label}</text>'


def _document(parts: Iterable[str]) -> str:
    inner = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" color="#111" role="img" '
        f'aria-label="Seconds for each stage over the number of articles">\n<style>{_STYLE}</style>\n'
        f'<rect class="back" width="100%" height="100%" fill="#fff"/>\n{inner}\n</svg>\n'
    )
