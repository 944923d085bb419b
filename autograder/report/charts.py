"""Charts as rows of bars, told apart by pattern and by the number beside them, not by colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.report.items import TaskItem
from autograder.report.stops import Stop

FULL, NAMED, UNNAMED, OPEN = "solid", "hatched", "dotted", "empty"
BINS = 10


@dataclass(frozen=True)
class Segment:
    """A part of a bar: where it begins and how wide it is, in percent, and what it stands for."""

    start: float
    width: float
    pattern: str
    says: str


@dataclass(frozen=True)
class Bar:
    """One row of a chart: its label, the bar and the numbers in words."""

    label: str
    segments: tuple[Segment, ...]
    says: str


def _bar(label: str, parts: Iterable[tuple[int, str, str]], whole: int, says: str) -> Bar:
    """Return a bar of parts (count, pattern, words); `whole` is 100 percent."""
    start, segments = 0.0, []
    for count, pattern, words in parts:
        width = 100 * count / whole if whole else 0.0
        if count:
            segments.append(Segment(round(start, 3), round(width, 3), pattern, words))
        start += width
    return Bar(label, tuple(segments), says)


def of_points(points: Sequence[float], most: float) -> list[Bar]:
    """Return how many hand-ins have how many points, in ten equal steps up to `most`."""
    counts = [0] * BINS
    for one in points:
        step = int(BINS * one / most) if most else 0
        counts[min(BINS - 1, max(0, step))] += 1
    edges = [most * number / BINS for number in range(BINS + 1)]
    return [
        _bar(
            f"{edges[at]:g} to {edges[at + 1]:g}",
            [(count, FULL, f"{count} hand-ins")],
            max(counts),
            str(count),
        )
        for at, count in enumerate(counts)
    ]


def of_tasks(items: Iterable[TaskItem]) -> list[Bar]:
    """Return for each task how many are right, wrong with and without a name, and open."""
    return [
        _bar(
            one.task,
            [
                (one.full, FULL, f"{one.full} right"),
                (one.named, NAMED, f"{one.named} wrong, named"),
                (one.unnamed, UNNAMED, f"{one.unnamed} wrong, unnamed"),
                (one.handins - one.attempted, OPEN, f"{one.handins - one.attempted} open"),
            ],
            one.handins,
            f"{one.full} · {one.named} · {one.unnamed} · {one.handins - one.attempted}",
        )
        for one in items
    ]


def of_stops(found: Sequence[Stop]) -> list[Bar]:
    """Return for each task how many came so far."""
    most = max((one.reached for one in found), default=0)
    return [
        _bar(
            one.task,
            [
                (one.attempted, FULL, f"{one.attempted} attempted it"),
                (one.skipped, OPEN, f"{one.skipped} went on without it"),
            ],
            most,
            f"{one.attempted}" + (f", {one.stopped} stop here" if one.stopped else ""),
        )
        for one in found
    ]
