"""Draw evidence as a small SVG picture: what an answer gave, beside what was expected.

Both rows can be told apart without colour: filled discs on a full line, open squares on a
dashed one. The picture needs no font, script or file of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from autograder.evidence import Evidence, Points

WIDTH, HEIGHT = 420, 230
LEFT, RIGHT, TOP, BOTTOM = 66, 14, 14, 44
MAX_MARKS = 60
HUGE = 1e300


@dataclass(frozen=True)
class _Axis:
    """Maps numbers between `low` and `high` to places between `start` and `end`."""

    low: float
    high: float
    start: float
    end: float
    log: bool

    def place(self, value: float) -> float:
        value = math.log10(value) if self.log else value
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self) -> list[tuple[float, str]]:
        """Return places and labels: whole powers of ten, or round steps."""
        if self.log:
            first, last = math.ceil(self.low), math.floor(self.high)
            powers = range(first, last + 1, max(1, math.ceil((last - first + 1) / 5)))
            return [(self.place(10.0**power), f"1e{power}") for power in powers]
        step = _round_step((self.high - self.low) / 4)
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        return [(self.place(one * step), f"{one * step:.4g}") for one in range(first, last + 1)]


def _round_step(about: float) -> float:
    """Return 1, 2 or 5 times a power of ten, at least `about`."""
    power = 10.0 ** math.floor(math.log10(about))
    return next(one * power for one in (1, 2, 5, 10) if one * power >= about * 0.999)


def draw(evidence: Evidence) -> Markup:
    """Return the picture as SVG, or an empty text when nothing of it can be drawn."""
    yours, expected = (_drawable(row, evidence.log) for row in (evidence.yours, evidence.expected))
    if not yours and not expected:
        return Markup("")
    across, up = _axes([*yours, *expected], evidence.log)
    parts = [
        *_frame(across, up, evidence),
        _row(expected, across, up, "expected"),
        _row(yours, across, up, "yours"),
    ]
    head = Markup(
        '<svg class="evidence" role="img" viewBox="0 0 {} {}" width="{}" height="{}">'
        "<title>{}</title><desc>{}</desc>"
    ).format(WIDTH, HEIGHT, WIDTH, HEIGHT, evidence.title, _in_words(evidence))
    return Markup("").join([head, *parts, Markup("</svg>")])


def left_out(evidence: Evidence) -> int:
    """Return how many of the student's points cannot be drawn: not finite, or no logarithm."""
    return len(evidence.yours) - len(_drawable(evidence.yours, evidence.log))


def _drawable(points: Points, log: bool) -> list[tuple[float, float]]:
    finite = [(x, y) for x, y in points if abs(x) < HUGE and abs(y) < HUGE]
    return [(x, y) for x, y in finite if x > 0 and y > 0] if log else finite


def _axes(points: Sequence[tuple[float, float]], log: bool) -> tuple[_Axis, _Axis]:
    xs, ys = _range([x for x, _ in points], log), _range([y for _, y in points], log)
    return (
        _Axis(*xs, LEFT + 8, WIDTH - RIGHT - 8, log),
        _Axis(*ys, HEIGHT - BOTTOM - 8, TOP + 8, log),
    )


def _range(values: Iterable[float], log: bool) -> tuple[float, float]:
    """Return the ends of an axis, apart even where all values are one."""
    scaled = [math.log10(value) if log else value for value in values]
    low, high = min(scaled), max(scaled)
    if high - low <= 1e-9 * max(abs(low), abs(high), 1e-9):
        spread = 0.5 if log else max(abs(low), 1.0) / 2
        return low - spread, high + spread
    return low, high


def _frame(across: _Axis, up: _Axis, evidence: Evidence) -> list[Markup]:
    """Return axes, ticks and their names."""
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = [Markup('<path class="axis" d="M{} {}V{}H{}"/>').format(LEFT, TOP, bottom, right)]
    for place, label in across.ticks():
        parts.append(
            Markup(
                '<path class="tick" d="M{} {}v4"/><text x="{}" y="{}" class="x">{}</text>'
            ).format(place, bottom, place, bottom + 16, label)
        )
    for place, label in up.ticks():
        parts.append(
            Markup(
                '<path class="grid" d="M{} {}H{}"/><text x="{}" y="{}" class="y">{}</text>'
            ).format(LEFT, place, right, LEFT - 6, place + 4, label)
        )
    middle = (LEFT + right) / 2
    parts.append(
        Markup('<text x="{}" y="{}" class="x">{}</text>').format(middle, HEIGHT - 8, evidence.x)
    )
    parts.append(
        Markup('<text transform="translate(13 {}) rotate(-90)" class="x">{}</text>').format(
            (TOP + bottom) / 2, evidence.y
        )
    )
    return parts


def _row(points: Sequence[tuple[float, float]], across: _Axis, up: _Axis, kind: str) -> Markup:
    """Return one row of points: a line, and marks where there is room for them."""
    places = [(across.place(x), up.place(y)) for x, y in points]
    line = Markup("").join(
        Markup("{}{} {}").format("L" if n else "M", *p) for n, p in enumerate(places)
    )
    shape = "M{} {}m-3.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0"
    if kind == "expected":
        shape = "M{} {}m-4-4h8v8h-8z"
    marks = " ".join(shape.format(*place) for place in places) if len(places) <= MAX_MARKS else ""
    return Markup('<path class="line {}" d="{}"/><path class="mark {}" d="{}"/>').format(
        kind, line, kind, marks
    )


def _in_words(evidence: Evidence) -> str:
    """Return the first points of both rows for who cannot see the picture."""
    rows = [
        f"{name}: " + ", ".join(f"({x:.4g}, {y:.4g})" for x, y in points[:8])
        for name, points in (("yours", evidence.yours), ("expected", evidence.expected))
    ]
    return f"{evidence.y} against {evidence.x}; " + "; ".join(rows)
