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

from autograder.course import Course, find_course
from autograder.exam import Exam, open_exam, read_config
from autograder.grade import as_json, grade_notebook
from autograder.gradebook import cell_grades
from autograder.pool import cores, pin
from autograder.process import Zygote
from autograder.sitting import TimeLimits
from tests.proofs.course_copy import ASSIGNMENT

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
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else course.source(ASSIGNMENT)
    table = Table("milliseconds")
    rows = as_rows(split(course, folder))
    for heading in rows[0][1:]:
        table.add_column(heading, justify="right")
    for row in rows[1:]:
        table.add_row(*row)
    Console().print(table)


def split(course: Course, folder: Path) -> dict[str, Mapping[str, float]]:
    """Return the milliseconds of each step by the notebooks in `folder`."""
    config, times = read_config(course), {}
    core = cores()[0]
    with Zygote(course.source(ASSIGNMENT)) as zygote:
        pin(core)
        pin(core, zygote.pid)
        for name in course.notebooks(ASSIGNMENT):
            exam = open_exam(course, ASSIGNMENT, name, config, zygote)
            times[name] = profile((folder / f"{name}.ipynb").read_bytes(), exam, zygote)
    return times


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


def as_rows(times: Mapping[str, Mapping[str, float]]) -> list[list[str]]:
    """Return a table's rows, headings first; what no step accounts for stands as `the rest`."""
    found = {step: [one[step] for one in times.values()] for step in [*STEPS, "all"]}
    known = (sum(found[step][number] for step in STEPS) for number in range(len(times)))
    rest = [total - part for total, part in zip(found["all"], known, strict=True)]
    found = {**{step: found[step] for step in STEPS}, "the rest": rest, "all": found["all"]}
    rows = [[step, *(f"{value:.1f}" for value in [*row, sum(row)])] for step, row in found.items()]
    return [["milliseconds", *times, "sum"], *rows]


if __name__ == "__main__":
    main()
