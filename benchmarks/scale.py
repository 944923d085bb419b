"""Measure a growing class.

Each student hands in one notebook. Seconds and the memory of all processes together are taken
for each size; then the class is graded again, unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.classes import hand_in
from benchmarks.watched import Watched, watched
from tests.proofs.course_copy import ASSIGNMENT, start_again

NOTEBOOK = "1_derivative"
COMMAND = ("autograder", "grade", ASSIGNMENT)


@dataclass(frozen=True)
class Size:
    """A class size, its first run, and the run when nothing had changed."""

    handins: int
    first: Watched
    again: Watched


def as_text(course: Path, origins: list[Path], sizes: list[int]) -> str:
    """Measure each size; return the figures as Markdown."""
    return as_table([measure(course, origins, size) for size in sizes])


def measure(course: Path, origins: list[Path], size: int) -> Size:
    """Grade a class of one size, twice."""
    start_again(course)
    hand_in(course, origins, size, only=NOTEBOOK)
    first = watched(course, *COMMAND)
    return Size(size, first, watched(course, *COMMAND))


def as_table(found: list[Size]) -> str:
    """Return the figures as a Markdown table."""
    head = "| hand-ins of one notebook | seconds | a hand-in | peak of memory | again, unchanged |"
    rows = [
        f"| {one.handins} | {one.first.seconds:.1f} | {one.first.seconds / one.handins:.4f} "
        f"| {one.first.peak / 2**20:.0f} MiB | {one.again.seconds:.1f} s |"
        for one in found
    ]
    return "\n".join(["## A growing class", "", head, "|--:|--:|--:|--:|--:|", *rows, ""])
