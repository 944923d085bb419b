"""Compare graders on the same hand-ins, and our own cost with the least that it could be."""

from __future__ import annotations

from pathlib import Path

from autograder.course import Course
from autograder.pool import cores
from benchmarks.classes import hand_in
from benchmarks.floor import seconds_a_handin
from benchmarks.graders import Timing, time_autograder, time_nbgrader, time_otter
from benchmarks.plot import draw
from benchmarks.where import as_rows, split
from tests.proofs.course_copy import ASSIGNMENT

SMALLER = (8, 4, 1)  # parts of the class: an eighth, a quarter, all


def as_text(course: Path, origins: list[Path], size: int, sample: int, picture: Path) -> str:
    """Time each grader, draw ours as a picture; return the figures as Markdown."""
    ours = [
        time_autograder(course, hand_in(course, origins, size // part), jobs)
        for part in SMALLER
        for jobs in range(1, len(cores()) + 1)
    ]
    draw(ours, picture)
    students = hand_in(course, origins, size)[:sample]
    theirs = [time_nbgrader(course, students), time_otter(course, students)]
    floors = [seconds_a_handin(course, origins, whole) for whole in (True, False)]
    steps = as_rows(split(Course(course), Course(course).source(ASSIGNMENT)))
    return "\n".join([*_graders(ours, theirs), *_floors(ours, *floors), *_steps(steps), ""])


def _graders(ours: list[Timing], theirs: list[Timing]) -> list[str]:
    """Return the table of all graders; the largest class on all cores is the measure."""
    measure = ours[-1]
    head = "| grader | hand-ins | seconds, start-up included | seconds a hand-in | times ours |"
    rows = [
        f"| {one.grader} | {one.handins} | {one.seconds:.1f} | {one.each:.3f} "
        f"| {one.each / measure.each:.1f} |"
        for one in [*ours, *theirs]
    ]
    return ["## Graders", "", head, "|---|--:|--:|--:|--:|", *rows, ""]


def _floors(ours: list[Timing], whole: float, less: float) -> list[str]:
    more = marginal([one for one in ours if one.grader == ours[-1].grader])
    head = (
        f"One more hand-in costs {more:.3f} s. With nothing around them, in a warm process a core:"
    )
    rows = [
        f"- all its cells and its probes: {whole:.3f} s; ours is {more / whole:.2f} times that",
        "- the cells and probes that our grader runs (it leaves illustrations out): "
        f"{less:.3f} s; ours is {more / less:.2f} times that",
    ]
    return ["## The floor", "", head, "", *rows, ""]


def marginal(timings: list[Timing]) -> float:
    """Return seconds for one more hand-in: the slope from the smallest to the largest class."""
    first, last = timings[0], timings[-1]
    return (last.seconds - first.seconds) / (last.handins - first.handins)


def _steps(rows: list[list[str]]) -> list[str]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    table = [lines[0], f"|---|{'--:|' * (len(rows[0]) - 1)}", *lines[1:]]
    title = "## One hand-in's milliseconds"
    return [title, "", "All answers right, one process, under Python's profiler:", "", *table]
