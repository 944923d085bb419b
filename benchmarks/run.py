"""Measure: `python -m benchmarks.run`.

Grade the same hand-ins with `autograder grade` and with a stock `nbgrader autograde`.

Both run as commands, start-up included, on a copy of the course in a temporary folder. The
class is the demo's right and honestly wrong hand-ins, repeated. nbgrader grades the first
`--sample` of them, since it needs minutes for a few; both figures are seconds a hand-in.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from tests.proofs.course_copy import ASSIGNMENT, copy_course, is_honest, run, use_stock_nbgrader

RESULTS = Path(__file__).with_name("RESULTS.md")


@dataclass(frozen=True)
class Timing:
    """What a grader needed: seconds of wall clock for a number of hand-ins."""

    grader: str
    handins: int
    seconds: float

    @property
    def each(self) -> float:
        """Return seconds a hand-in."""
        return self.seconds / self.handins


def main() -> None:
    """Run the comparison and write RESULTS.md beside this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--handins", type=int, default=100)
    parser.add_argument("--sample", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        course = copy_course(Path(folder))
        students = write_class(course, options.handins)
        ours = time_autograder(course, students)
        theirs = time_nbgrader(course, students[: options.sample])
    report = as_table([ours, theirs])
    RESULTS.write_text(report, encoding="utf-8")
    print(report)


def write_class(course: Path, size: int) -> list[str]:
    """Write `size` hand-ins, copies of the demo's honest ones; return the students."""
    run(course, "autograder", "grade", ASSIGNMENT, "--results", "r.jsonl", allowed=(0, 1))
    lines = [json.loads(line) for line in (course / "r.jsonl").read_text().splitlines()]
    honest = [line["student"] for line in lines if is_honest(line)]
    demo = course / "submitted"
    demo.rename(course / "demo_class")
    for number, student in enumerate(islice(cycle(honest), size)):
        shutil.copytree(course / "demo_class" / student, demo / f"student{number:05d}")
    return sorted(path.name for path in demo.iterdir())


def time_autograder(course: Path, students: list[str]) -> Timing:
    """Time one run of our command over the whole class."""
    seconds = run(course, "autograder", "grade", ASSIGNMENT, "--force")
    return Timing("autograder grade", len(students), seconds)


def time_nbgrader(course: Path, students: list[str]) -> Timing:
    """Time one run of nbgrader with its own settings, over these students only."""
    use_stock_nbgrader(course)
    shutil.rmtree(course / "autograded")
    (course / "submitted").rename(course / "class")
    for student in students:
        shutil.copytree(course / "class" / student, course / "submitted" / student)
    seconds = run(course, "nbgrader", "autograde", ASSIGNMENT)
    return Timing("nbgrader autograde (stock)", len(students), seconds)


def as_table(timings: list[Timing]) -> str:
    """Return the figures as a Markdown table, the first grader being the measure."""
    rows = [
        f"| {one.grader} | {one.handins} | {one.seconds:.1f} | {one.each:.3f} "
        f"| {one.each / timings[0].each:.1f} |"
        for one in timings
    ]
    head = "| grader | hand-ins | seconds, start-up included | seconds a hand-in | times ours |"
    return "\n".join(["# Benchmark", "", head, "|---|--:|--:|--:|--:|", *rows, ""])


if __name__ == "__main__":
    main()
