"""Run Otter Assign on a source notebook, complete its zip, and prove what came out."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.bundle import files_under
from autograder.course import Course, CourseError
from autograder.exam import Exam
from autograder.grade import grade_notebook
from autograder.otter.handin import untagged
from autograder.otter.judge import Settings
from autograder.otter.master import master
from autograder.otter.package import complete
from autograder.process import Zygote
from autograder.release import REGIONS, secrets_left
from autograder.sitting import TimeLimits
from autograder.spec import CHECK, TEST, NotebookSpec, name

REGION = re.compile(rf"#+ BEGIN ({'|'.join(REGIONS)})\b[^\n]*\n(.*?)#+ END \1", re.DOTALL)
TELLING = 10  # characters of a line that says something


@dataclass(frozen=True)
class Made:
    """What was made of one notebook: its folder under dist/otter/ and its zip."""

    folder: Path
    zip: Path


def make(course: Course, settings: Settings, exam: Exam, zygote: Zygote) -> Made:
    """Make dist/otter/NOTEBOOK with Otter's own tool, prove it, put it in place of the old one.

    Raises CourseError when Otter is missing or refuses, or something is not proven.
    """
    if find_spec("otter") is None:
        raise CourseError("Otter is not installed: pip install 'autograder[otter]'")
    target = course.root / "dist" / "otter" / exam.spec.name
    if target.exists() and not target.is_dir():
        raise CourseError(f"{target} is in the way: a folder is to be made there")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".making-") as folder:
        made = assigned(Path(folder), course, settings.assignment, exam.spec)
        complete(made.zip, course, settings)
        problems = list(_problems(made, course, settings.assignment, exam, zygote))
        if problems:
            raise CourseError(f"{exam.spec.name} for Otter: " + "; ".join(problems))
        shutil.rmtree(target, ignore_errors=True)
        made.folder.rename(target)
    return Made(target, target / "autograder" / made.zip.name)


def assigned(folder: Path, course: Course, assignment: str, spec: NotebookSpec) -> Made:
    """Run `otter assign` on the master notebook in a folder of its own.

    What it makes is plain Otter's; `make` puts our judge into it. Raises CourseError.
    """
    notebook = spec.name
    source = course.source(assignment)
    others = [path for path in files_under(source) if path.suffix != ".ipynb"]
    files = [path.relative_to(source) for path in others]
    for path, file in zip(others, files, strict=True):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / file)
    read = nbformat.read(course.notebook(assignment, notebook), as_version=4)
    path = folder / f"{notebook}.ipynb"
    nbformat.write(master(read, spec, [str(file) for file in files]), path)
    result = folder / "made"
    command = [sys.executable, "-P", "-m", "otter", "assign", str(path), str(result), "--no-pdfs"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        raise CourseError(f"otter assign refuses {notebook}: {last}")
    return Made(result, next((result / "autograder").glob("*.zip")))


def _problems(
    made: Made, course: Course, assignment: str, exam: Exam, zygote: Zygote
) -> Iterator[str]:
    """Yield what is secret in the student's folder, and what the two notebooks get wrongly."""
    notebook = exam.spec.name
    source = nbformat.read(course.notebook(assignment, notebook), as_version=4)
    path = made.folder / "student" / f"{notebook}.ipynb"
    student = nbformat.read(path, as_version=4)
    yield from hidden_text(source, student, exam)
    for cell in student.cells:
        cell.source = untagged(cell.source)
    yield from _changed(source, student)
    cells = {CHECK + task for task in exam.tasks} | {TEST + task for task in exam.tasks}
    yield from secrets_left(student, exam, absent=cells)
    yield from _graded(path.read_bytes(), exam, zygote, full=False)
    solved = made.folder / "autograder" / f"{notebook}.ipynb"
    yield from _graded(solved.read_bytes(), exam, zygote, full=True)


def _changed(source: NotebookNode, student: NotebookNode) -> Iterator[str]:
    """Yield the cells of the lesson, those that nbgrader does not know, that are not as written."""
    there = {cell.id: cell.source for cell in student.cells}
    for cell in source.cells:
        if not name(cell) and there.get(cell.id, "").strip() != cell.source.strip():
            yield f"the cell {cell.id} is not as in the source"


def _graded(data: bytes, exam: Exam, zygote: Zygote, full: bool) -> Iterator[str]:
    verdict = grade_notebook(data, exam, zygote, TimeLimits()).verdict
    which = "solved" if full else "untouched"
    for task in verdict.tasks:
        if not task.manual and task.score != (task.max_score if full else 0.0):
            yield f"the {which} notebook gets {task.score:g} points in {task.task}"
    if full:
        failed = ((check.task, check.message) for check in verdict.checks if not check.passed)
        yield from (f"the visible check of {task} fails in it: {why}" for task, why in failed)
    if not full:
        yield from (f"the untouched notebook is not understood: {one}" for one in verdict.repairs)


def hidden_text(source: NotebookNode, student: NotebookNode, exam: Exam) -> Iterator[str]:
    """Yield the lines of the source's hidden regions that stand anywhere in a student's notebook.

    What stands in the lesson too is no secret.
    """
    free = [cell.source for cell in source.cells if "nbgrader" not in cell.metadata]
    public = "\n".join([*free, *exam.spec.released.values()])
    regions = [found[1] for cell in source.cells for found in REGION.findall(cell.source)]
    hidden = {line.strip() for region in regions for line in region.splitlines()}
    given = "\n".join(_texts(student))
    for line in sorted(hidden):
        if len(line) >= TELLING and line in given and line not in public:
            yield f"students would get the hidden line {line!r}"


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a notebook, those in its metadata included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from _texts(key)
            yield from _texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _texts(inside)
