"""Measure a growing class: `python -m benchmarks.scale [--sizes 100 1000 10000]`.

Each student hands in one notebook. Seconds and the memory of all processes together are taken
for each size; then the class is graded again, unchanged. Writes SCALE.md beside this file.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.classes import hand_in, honest_hand_ins
from benchmarks.watched import Watched, watched
from tests.proofs.course_copy import ASSIGNMENT, copy_course, start_again

RESULTS = Path(__file__).with_name("SCALE.md")
NOTEBOOK = "1_derivative"
COMMAND = ("autograder", "grade", ASSIGNMENT)


@dataclass(frozen=True)
class Size:
    """A class size, its first run, and the run when nothing had changed."""

    handins: int
    first: Watched
    again: Watched


def main() -> None:
    """Measure each size and write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        course = copy_course(Path(folder))
        origins = honest_hand_ins(course)
        found = [measure(course, origins, size) for size in options.sizes]
    report = as_table(found)
    RESULTS.write_text(report, encoding="utf-8")
    print(report)


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
    return "\n".join(["# A growing class", "", head, "|--:|--:|--:|--:|--:|", *rows, ""])


if __name__ == "__main__":
    main()
