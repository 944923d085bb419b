"""Seconds and bytes of a feedback page, for the demo class.

Run it with `python -m tests.proofs.feedback` in the course folder; it exits 1 when a page is
larger or slower than promised.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.course import Course
from autograder.exam import read_config
from autograder.feedback import Pages

from .course_copy import ASSIGNMENT, copy_course, run

MAX_BYTES, MAX_SECONDS = 300_000, 0.1


def measure(root: Path, jobs: int) -> tuple[float, list[int]]:
    """Make all pages of a graded class anew; return seconds of one core a page, and sizes."""
    course = Course(root)
    pages = Pages(course, ASSIGNMENT, read_config(course))
    start = time.perf_counter()
    made = [one for one in pages.make([], jobs) if one.fresh]
    seconds = (time.perf_counter() - start) * jobs / len(made)
    sizes = [path.stat().st_size for path in (root / "feedback").rglob("*.html")]
    return seconds, sizes


def main() -> int:
    """Grade the demo class, measure its pages, print the figures; return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_course(Path(folder) / "course")
        run(root, "autograder", "grade", ASSIGNMENT, allowed=(0, 1))
        seconds, sizes = measure(root, jobs=1)
        start = time.perf_counter()
        run(root, "autograder", "feedback", ASSIGNMENT, allowed=(0, 1))
        unchanged = time.perf_counter() - start
    table = Table("pages", "seconds a page", "median bytes", "largest", "command, all unchanged")
    middle = f"{statistics.median(sizes):.0f}"
    row = str(len(sizes)), f"{seconds:.3f}", middle, str(max(sizes)), f"{unchanged:.1f} s"
    table.add_row(*row)
    Console().print(table)
    return 0 if max(sizes) <= MAX_BYTES and seconds <= MAX_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
