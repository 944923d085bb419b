"""Measure everything side by side: `python -m benchmarks.run`.

Grade the same four-notebook hand-ins with `autograder grade`, a stock `nbgrader autograde` and a
stock `otter run`, as commands, start-up included; run the same cells and probes with nothing
around them (the floor); and split one hand-in's milliseconds. nbgrader and Otter grade the
first `--sample` of the class, since they need minutes for a few. Writes RESULTS.md and
speed.svg beside this file.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from autograder.course import Course
from autograder.pool import cores
from benchmarks.classes import hand_in, honest_hand_ins
from benchmarks.floor import seconds_a_handin
from benchmarks.graders import Timing, time_autograder, time_nbgrader, time_otter
from benchmarks.plot import draw
from benchmarks.where import as_rows, split
from tests.proofs.course_copy import ASSIGNMENT, copy_course

HERE = Path(__file__).parent
SMALLER = (8, 4, 1)  # parts of the class: its half, its quarter …


def main() -> None:
    """Run the comparison and write the table and the plot."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--handins", type=int, default=200)
    parser.add_argument("--sample", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        course = copy_course(Path(folder))
        origins = honest_hand_ins(course)
        ours = [
            time_autograder(course, hand_in(course, origins, options.handins // part), jobs)
            for part in SMALLER
            for jobs in range(1, len(cores()) + 1)
        ]
        students = hand_in(course, origins, options.handins)[: options.sample]
        theirs = [time_nbgrader(course, students), time_otter(course, students)]
        floor = seconds_a_handin(course, origins)
        steps = as_rows(split(Course(course), Course(course).source(ASSIGNMENT)))
    report = as_text(ours, theirs, floor, steps)
    (HERE / "RESULTS.md").write_text(report, encoding="utf-8")
    draw(ours, HERE / "speed.svg")
    print(report)


def as_text(ours: list[Timing], theirs: list[Timing], floor: float, steps: list[list[str]]) -> str:
    """Return the figures as Markdown; the largest class on all cores is the measure."""
    measure = ours[-1]
    head = "| grader | hand-ins | seconds, start-up included | seconds a hand-in | times ours |"
    rows = [
        f"| {one.grader} | {one.handins} | {one.seconds:.1f} | {one.each:.3f} "
        f"| {one.each / measure.each:.1f} |"
        for one in [*ours, *theirs]
    ]
    more = marginal([one for one in ours if one.grader == measure.grader])
    said = (
        f"One more hand-in costs {more:.3f} s; its cells and probes alone, in a warm process a "
        f"core with nothing around them, {floor:.3f} s: {more / floor:.2f} times that floor."
    )
    table = ["# Benchmark", "", head, "|---|--:|--:|--:|--:|", *rows, "", said, ""]
    split = ["## One hand-in's milliseconds", "", "All answers right, under Python's profiler:", ""]
    return "\n".join([*table, *split, *as_markdown(steps), ""])


def as_markdown(rows: list[list[str]]) -> list[str]:
    """Return the lines of a table whose first row are the headings."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [lines[0], f"|---|{'--:|' * (len(rows[0]) - 1)}", *lines[1:]]


def marginal(timings: list[Timing]) -> float:
    """Return seconds for one more hand-in: the slope from the smallest to the largest class."""
    first, last = timings[0], timings[-1]
    return (last.seconds - first.seconds) / (last.handins - first.handins)


if __name__ == "__main__":
    main()
