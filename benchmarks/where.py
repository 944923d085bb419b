"""Say where the milliseconds of one hand-in go: `python benchmarks/where.py [FOLDER]`.

Grades the notebooks in FOLDER (default: the solved ones in source/derivatives) in one worker,
under Python's profiler, and prints each step's share: what the student's own code needs
stands apart from what grading adds.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.course import find_course
from autograder.exam import Exam, open_exam, read_config
from autograder.grade import as_json, grade_notebook
from autograder.gradebook import cell_grades
from autograder.pool import cores, pin
from autograder.process import Zygote
from autograder.sitting import TimeLimits

ROUNDS = 5
STEPS = {
    "fork a process and cage it": ("process.py", "_request"),
    "wait until it is ready": ("process.py", "__init__"),
    "run the cells": ("process.py", "run_cell"),
    "run the probes": ("sitting.py", "probe"),
    "judge the hidden tests": ("judgement.py", "judge_task"),
    "read the notebook": ("notebook.py", "parse"),
    "repair it": ("repair.py", "repair"),
    "write outputs into it": ("render.py", "show_result"),
    "make JSON of it": ("grade.py", "as_json"),
    "scores for the gradebook": ("gradebook.py", "cell_grades"),
}


def main() -> None:
    """Print a table: steps by notebooks, in milliseconds."""
    course = find_course(Path.cwd())
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else course.source("derivatives")
    config = read_config(course)
    times = {}
    with Zygote(course.source("derivatives")) as zygote:
        pin(cores()[0])
        pin(cores()[0], zygote.pid)
        for name in course.notebooks("derivatives"):
            exam = open_exam(course, "derivatives", name, config, zygote)
            times[name] = profile((folder / f"{name}.ipynb").read_bytes(), exam, zygote)
    Console().print(as_table(times))


def profile(data: bytes, exam: Exam, zygote: Zygote) -> Mapping[str, float]:
    """Return milliseconds by step, `all` included, the mean of some rounds."""
    grade_once(data, exam, zygote)
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(ROUNDS):
        grade_once(data, exam, zygote)
    profiler.disable()
    stats = pstats.Stats(profiler).get_stats_profile().func_profiles
    raw = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    found = {
        step: sum(
            times[3]
            for (path, _, function), times in raw.items()
            if (Path(path).name, function) == where
        )
        for step, where in STEPS.items()
    }
    found["all"] = stats["grade_once"].cumtime
    return {step: 1000 * seconds / ROUNDS for step, seconds in found.items()}


def grade_once(data: bytes, exam: Exam, zygote: Zygote) -> None:
    """Grade a notebook and make all that a batch would write."""
    graded = grade_notebook(data, exam, zygote, TimeLimits())
    if graded.notebook:
        as_json(graded.notebook)
        cell_grades(graded.notebook)


def as_table(times: Mapping[str, Mapping[str, float]]) -> Table:
    """Return the table; what no step accounts for stands as `the rest`."""
    table = Table("milliseconds", *times, "sum")
    for step in STEPS:
        row = [one[step] for one in times.values()]
        table.add_row(step, *(f"{value:.1f}" for value in [*row, sum(row)]))
    rest = [one["all"] - sum(one[step] for step in STEPS) for one in times.values()]
    table.add_row("the rest", *(f"{value:.1f}" for value in [*rest, sum(rest)]))
    total = [one["all"] for one in times.values()]
    table.add_row("all", *(f"{value:.1f}" for value in [*total, sum(total)]), style="bold")
    return table


if __name__ == "__main__":
    main()
