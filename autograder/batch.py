"""Grade everything under `submitted/`: in parallel, one writer, nothing lost, nothing twice.

The main process reads hand-ins, hands them to workers, and its clerk alone writes what comes
back: the autograded notebooks, the gradebook, the record.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout
from traitlets.config import Config

from autograder.clerk import Clerk, Done
from autograder.course import Course, CourseError
from autograder.exam import directory, open_exams, read_config, read_specs, refuse_twin_tasks
from autograder.gradebook import GradebookWriter
from autograder.handins import HandIn, read_handin
from autograder.pool import graded_handins
from autograder.process import Zygote, starting
from autograder.worker import Batch, GradedHandIn

MAX_STUDENT = 128  # characters of a student's id in nbgrader's database

Graded = Generator[tuple[HandIn, GradedHandIn], None, None]
Spread = Callable[[Batch, Iterable[HandIn], Sequence[Zygote]], Graded]


@dataclass(frozen=True)
class Plan:
    """What a run is to do: how many processes, everything anew, nothing written."""

    jobs: int
    force: bool = False
    dry_run: bool = False


def find_handins(course: Course, assignment: str, students: Sequence[str]) -> dict[str, Path]:
    """Return each student's folder.

    Raises CourseError for an unknown assignment or when a named student has none.
    """
    course.notebooks(assignment)
    found = _folders(course, assignment)
    folders = {name: path for name, path in found.items() if not _unfit(name)}
    missing = [student for student in students if student not in folders]
    if missing:
        raise CourseError(f"nothing is handed in for {assignment} by {', '.join(missing)}")
    return {name: folders[name] for name in (students or folders)}


def passed_over(course: Course, assignment: str) -> dict[str, str]:
    """Return the students' folders that are not graded, and why, their names fit to be shown."""
    closed = {
        path.name: "what is in it cannot be read: Permission denied"
        for path in (course.root / "submitted").glob("*")
        if path.is_dir() and not os.access(path, os.R_OK | os.X_OK)
    }
    unfit = {name: _unfit(name) for name in _folders(course, assignment)} | closed
    return {
        name.encode("utf-8", "replace").decode(): reason for name, reason in unfit.items() if reason
    }


def _folders(course: Course, assignment: str) -> dict[str, Path]:
    return {
        path.parent.name: path
        for path in sorted((course.root / "submitted").glob(f"*/{assignment}"))
        if path.is_dir() and not path.is_symlink() and not path.parent.is_symlink()
    }


def _unfit(name: str) -> str:
    """Return why a folder's name cannot be a student's id, '' if it can."""
    if not name.isprintable():
        return "its name is no plain text in UTF-8; rename it"
    if len(name) > MAX_STUDENT:
        return f"its name is longer than the {MAX_STUDENT} characters of the gradebook; rename it"
    return ""


def run(
    course: Course,
    assignment: str,
    folders: Mapping[str, Path],
    plan: Plan,
    config: Config | None = None,
    spread: Spread = graded_handins,
) -> Iterator[Done]:
    """Grade the hand-ins in `folders`; yield each when all of it is written.

    Nothing is opened when all were graded before and are unchanged. Raises CourseError when
    the course does not fit together, the gradebook does not fit the course, or another
    batch is at work.
    """
    config = config or read_config(course)
    view = directory(course, config)
    specs = read_specs(course, assignment, config)
    refuse_twin_tasks(specs)
    with (
        _alone(course, assignment),
        GradebookWriter(view.db_url, view.course_id, assignment) as book,
    ):
        book.check(specs)
        clerk = Clerk(course, assignment, config, view, book)
        todo = []
        for student, folder in folders.items():
            handin = read_handin(student, folder, specs)
            wanted = tuple(specs) if plan.force else clerk.to_grade(handin, specs)
            if wanted:
                todo.append((student, wanted))
            else:
                yield clerk.unchanged(handin)
        if todo:
            needed = {name for _, wanted in todo for name in wanted}
            # Read again when it is their turn: the files of a big class do not fit in memory.
            handins = (
                replace(read_handin(student, folders[student], specs), wanted=wanted)
                for student, wanted in todo
            )
            with starting(course.source(assignment), min(plan.jobs, len(todo))) as zygotes:
                exams = open_exams(course, assignment, config, zygotes, needed)
                spreading = spread(Batch(course, assignment, config, exams), handins, zygotes)
                # Closed whatever happens: workers must not outlive a failed write.
                with contextlib.closing(spreading) as found:
                    for handin, graded in found:
                        yield clerk.finish(handin, graded, written=not plan.dry_run)


def _alone(course: Course, assignment: str) -> contextlib.AbstractContextManager[object]:
    """Take the assignment's lock, to be let go at the end. Raises CourseError if it is taken."""
    path = course.root / ".autograder" / f"{assignment}.lock"
    path.parent.mkdir(exist_ok=True)
    try:
        return FileLock(path).acquire(timeout=0)
    except Timeout:
        raise CourseError(f"another batch is grading {assignment}; wait until it is done") from None
