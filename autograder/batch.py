"""Grade everything under `submitted/`: in parallel, one writer, nothing lost.

The main process reads hand-ins, hands them to forked workers and alone writes what comes
back: the autograded notebooks, the gradebook, the record and the result line.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nbformat import v4
from nbgrader import utils
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from autograder.course import Course, CourseError
from autograder.exam import directory, open_exams, read_config, read_specs
from autograder.files import write_atomically
from autograder.gradebook import GradebookWriter
from autograder.handins import HandIn, read_file, read_handin
from autograder.pool import graded_handins
from autograder.records import Records
from autograder.verdict import as_line
from autograder.worker import Batch, GradedHandIn

Graded = Generator[tuple[HandIn, GradedHandIn], None, None]
Spread = Callable[[Batch, Iterable[HandIn], int], Graded]


@dataclass(frozen=True)
class Done:
    """One hand-in that is finished: its result line; `fresh` unless it was graded before."""

    line: dict[str, Any]
    fresh: bool


def find_handins(course: Course, assignment: str, students: Sequence[str]) -> dict[str, Path]:
    """Return each student's folder.

    Raises CourseError for an unknown assignment or when a named student has none.
    """
    course.notebooks(assignment)
    folders = {
        path.parent.name: path
        for path in sorted((course.root / "submitted").glob(f"*/{assignment}"))
        if path.is_dir() and not path.is_symlink() and not path.parent.is_symlink()
    }
    missing = [student for student in students if student not in folders]
    if missing:
        raise CourseError(f"nothing is handed in for {assignment} by {', '.join(missing)}")
    return {name: folders[name] for name in (students or folders)}


def run(
    course: Course,
    assignment: str,
    folders: Mapping[str, Path],
    jobs: int,
    force: bool,
    config: Config | None = None,
    spread: Spread = graded_handins,
) -> Iterator[Done]:
    """Grade the hand-ins in `folders`, `jobs` at a time; yield each when all of it is written.

    Nothing is opened when all were graded before and are unchanged. Raises CourseError when
    the course does not fit together or the gradebook does not fit the course.
    """
    config = config or read_config(course)
    view = directory(course, config)
    records = Records(course, assignment)
    specs = read_specs(course, assignment, config)
    with GradebookWriter(view.db_url, view.course_id, assignment) as book:
        book.check(specs)
        todo, known = [], set() if force else book.students()
        for student, folder in folders.items():
            # A record counts as long as the grades it tells of are there.
            there = student in known and _autograded(view, student, assignment).is_dir()
            line = records.find(read_handin(student, folder, specs)) if there else None
            if line is None:
                todo.append(student)
            else:
                yield Done(line, fresh=False)
        if todo:
            batch = Batch(course, assignment, config, open_exams(course, assignment, config))
            # Read again when it is their turn: the files of a big class do not fit in memory.
            handins = (read_handin(student, folders[student], specs) for student in todo)
            # Closed whatever happens: workers must not outlive a failed write.
            with contextlib.closing(spread(batch, handins, min(jobs, len(todo)))) as graded:
                yield from _written(batch, graded, view, book, records)


def _written(
    batch: Batch,
    graded_handins: Iterator[tuple[HandIn, GradedHandIn]],
    view: Any,
    book: GradebookWriter,
    records: Records,
) -> Iterator[Done]:
    """Write each graded hand-in where it belongs, then yield its result line."""
    for handin, graded in graded_handins:
        line = as_line(graded.verdict)
        _write(batch, view, book, handin, graded)
        records.keep(handin, line)
        yield Done(line, fresh=True)


def _write(
    batch: Batch, view: Any, book: GradebookWriter, handin: HandIn, graded: GradedHandIn
) -> None:
    folder = _autograded(view, handin.student, batch.assignment)
    if folder.is_dir():
        utils.rmtree(folder)  # as nbgrader does: what an earlier hand-in left is not this one's
    folder.mkdir(parents=True)
    _copy_other_files(batch, handin, folder)
    for name, text in graded.notebooks.items():
        write_atomically(folder / f"{name}.ipynb", text)
    late = book.write(handin.student, graded.grades, _timestamp(handin.folder))
    if late > 0:
        _penalise(batch, view, handin, graded)


def _autograded(view: Any, student: str, assignment: str) -> Path:
    return Path(view.format_path(view.autograded_directory, student, assignment))


def _timestamp(folder: Path) -> datetime | None:
    """Return when a hand-in was submitted, as nbgrader's `timestamp.txt` says, if it does."""
    file = read_file(folder / "timestamp.txt", "timestamp.txt")
    try:
        found: datetime = utils.parse_utc(file.data[:100].decode().strip())
    except (ValueError, OverflowError):
        return None
    return found


def _copy_other_files(batch: Batch, handin: HandIn, folder: Path) -> None:
    """Copy what is no notebook: the course's own files, the student's where there is room."""
    for origin in (batch.course.source(batch.assignment), handin.folder):
        for name in utils.find_all_files(str(origin), ["*.ipynb", ".ipynb_checkpoints"]):
            path, target = Path(name), folder / Path(name).relative_to(origin)
            if path.is_file() and not path.is_symlink() and not target.exists():
                # A student's file may have the name of a folder of the course.
                with contextlib.suppress(FileExistsError, NotADirectoryError, PermissionError):
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, target)


def _penalise(batch: Batch, view: Any, handin: HandIn, graded: GradedHandIn) -> None:
    """Let nbgrader's own plugin decide what being late costs."""
    for notebook in graded.grades:
        where = {
            "student": handin.student,
            "assignment": batch.assignment,
            "notebook": notebook,
            "db_url": view.db_url,
        }
        AssignLatePenalties(config=batch.config).preprocess(v4.new_notebook(), {"nbgrader": where})
