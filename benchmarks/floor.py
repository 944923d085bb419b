"""The floor: the same cells and probes in one warm process a core, nothing around them.

No cage, no fork, no file, no database, no judging, no safety: what a hand-in's own code needs.
`autograder grade` is measured against it.
"""

from __future__ import annotations

import multiprocessing
import pickle
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder import student
from autograder.course import Course
from autograder.exam import Exam, open_exams, read_config
from autograder.grade import illustrations_of
from autograder.illustrations import used_names
from autograder.notebook import parse
from autograder.pool import cores, pin
from autograder.process import Zygote
from autograder.repair import repair
from tests.proofs.course_copy import ASSIGNMENT

ROUNDS = 3


@dataclass(frozen=True)
class Work:
    """What one notebook makes a process run: sources of cells, shipped probes."""

    cells: tuple[str, ...]
    probes: tuple[bytes, ...]


def seconds_a_handin(course: Path, origins: Sequence[Path], whole: bool) -> float:
    """Return wall-clock seconds a hand-in, one process a core side by side.

    All its cells are run when it is `whole`, else those that the grader runs.
    """
    found = Course(course)
    with Zygote(found.source(ASSIGNMENT)) as zygote:
        exams = open_exams(found, ASSIGNMENT, read_config(found), [zygote])
    handins = [works(origin, exams, whole) for origin in origins]
    context = multiprocessing.get_context("spawn")
    with context.Pool(len(cores())) as pool:
        jobs = [(core, handins, ROUNDS) for core in cores()]
        seconds = pool.starmap(run_all, jobs, chunksize=1)
    return max(seconds) / (ROUNDS * len(handins) * len(cores()))


def works(origin: Path, exams: dict[str, Exam], whole: bool) -> list[Work]:
    """Read a hand-in's notebooks as the grader does, before any clock runs."""
    found = []
    for name, exam in exams.items():
        submission = parse((origin / ASSIGNMENT / f"{name}.ipynb").read_bytes())
        repair(submission, exam.spec)
        code = [cell for cell in submission.notebook.cells if cell.cell_type == "code"]
        tests = [cell for cell in code if cell.metadata.get("nbgrader", {}).get("points")]
        drawn = illustrations_of(submission, exam)
        needless = set() if whole else drawn.needless(used_names(drawn.unread))
        answers = submission.answers()
        left_out = [*tests, *(answers[number] for number in needless)]
        cells = tuple(cell.source for cell in code if cell not in left_out)
        probes = [probe for task in exam.tasks.values() for probe in task.probes]
        found.append(Work(cells, tuple(probes)))
    return found


def run_all(core: int, handins: Sequence[Sequence[Work]], rounds: int) -> float:
    """Run every hand-in `rounds` times in this process on its core; return the seconds."""
    pin(core)
    shell = student.warm_up()
    for work in handins[0]:
        run_one(shell, work)
    start = time.perf_counter()
    for _ in range(rounds):
        for handin in handins:
            for work in handin:
                run_one(shell, work)
    return time.perf_counter() - start


def run_one(shell: student.NotebookShell, work: Work) -> None:
    """Run a notebook's cells in a fresh namespace, then its probes."""
    shell.user_ns.clear()
    shell.init_user_ns()  # type: ignore[no-untyped-call]
    student.seed(0)
    for source in work.cells:
        shell.run(source)
    names = {name: value for name, value in shell.user_ns.items() if name.isidentifier()}
    answers = student.Names(**names)
    for probe in work.probes:
        try:
            with shell.captured():
                pickle.loads(probe)(answers)
        except Exception:  # a wrong answer's error is an outcome like any other
            shell.recorder.take()
