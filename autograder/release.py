"""Make the release with nbgrader, then prove it: nothing secret in it, and it grades as it must."""

from __future__ import annotations

import ast
import contextlib
import copy
import inspect
import re
import shutil
import tempfile
import textwrap
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from autograder.answers import Answers
from autograder.course import Course, CourseError, load_answers
from autograder.exam import Exam, directory
from autograder.grade import Graded, grade_notebook
from autograder.process import Zygote
from autograder.sitting import TimeLimits
from autograder.spec import CHECK, name

SUBMITTED = "Cannot modify existing assignment"  # nbgrader's words


@dataclass(frozen=True)
class Proof:
    """What was proven of one released notebook."""

    notebook: str
    tasks: int
    points: float


def generate(course: Course, assignment: str, config: Config) -> None:
    """Run nbgrader's generate_assignment. Raises CourseError with nbgrader's own words."""
    config = copy.deepcopy(config)
    config.GenerateAssignment.pop("post_convert_hook", None)  # what it adds is ours to add
    api = NbGraderAPI(directory(course, config), config=config)
    result = api.generate_assignment(assignment, force=True, create=True)
    if not result["success"]:
        raise CourseError(f"nbgrader could not make the release: {_reason(result)}")


@contextlib.contextmanager
def old_unless_proven(course: Course, assignment: str) -> Iterator[None]:
    """Put the release that was there back, or none, when what is done within fails."""
    folder = course.root / "release" / assignment
    with tempfile.TemporaryDirectory() as kept:
        old = shutil.copytree(folder, Path(kept) / "old") if folder.is_dir() else None
        try:
            yield
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            if old:
                shutil.copytree(old, folder)
            raise


def _reason(result: dict[str, Any]) -> str:
    """Return the line of nbgrader's log that says what went wrong first."""
    lines = f"{result.get('log') or ''}\n{result.get('error') or ''}".splitlines()
    telling = [line.strip() for line in lines if re.match(r"\s*[\w.]*(Error|Exception)\b", line)]
    if any(SUBMITTED in line for line in telling):
        return (
            "nbgrader does not add, remove or rename notebooks of an assignment that has "
            "submissions in the gradebook: make it a new assignment, or, where no grade of it is "
            "needed, `nbgrader db assignment remove` it first"
        )
    return (telling or [line for line in lines if line.strip()] or ["it gave no reason"])[0]


def prove(course: Course, assignment: str, exam: Exam, zygote: Zygote) -> Proof:
    """Prove one released notebook. Raises CourseError naming what is wrong."""
    notebook = exam.spec.name
    released = course.root / "release" / assignment / f"{notebook}.ipynb"
    answers, _ = load_answers(course.answers(assignment, notebook))
    source = course.notebook(assignment, notebook)
    problems = [
        *same_references(nbformat.read(source, as_version=4), answers),
        *secrets_left(nbformat.read(released, as_version=4), exam),
        *_solved(grade_notebook(source.read_bytes(), exam, zygote, TimeLimits())),
        *_untouched(grade_notebook(released.read_bytes(), exam, zygote, TimeLimits())),
    ]
    if problems:
        raise CourseError(f"{notebook}: " + "; ".join(problems))
    return Proof(notebook, len(exam.tasks), sum(exam.spec.points.values()))


def secrets_left(
    released: NotebookNode, exam: Exam, absent: Set[str] = frozenset()
) -> Iterator[str]:
    """Yield what a released notebook holds that students must not get.

    The cells `absent` need not be there.
    """
    for cell in released.cells:
        known = name(cell)
        if any(f"{edge} {part}" in cell.source for edge in ("BEGIN", "END") for part in REGIONS):
            yield f"a marked region is left in the cell {known or cell.id}"
        if cell.get("outputs") or cell.get("execution_count"):
            yield f"the cell {known or cell.id} has output"
        if known and cell.source.strip() != exam.spec.released.get(known, "").strip():
            yield f"the cell {known} is not what the source makes"
    here = {name(cell) for cell in released.cells}
    for known in sorted(set(exam.spec.released) - here - absent):
        yield f"the cell {known} is missing"


REGIONS = ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME")


def same_references(source: NotebookNode, answers: Answers) -> Iterator[str]:
    """Yield the tasks whose reference in the notebook is not the one in `solutions/`."""
    cells = {name(cell): cell for cell in source.cells}
    for task in answers.tasks.values():
        cell = cells.get(task.name)
        if cell is None or task.answer is None:
            yield f"there is no solution cell {task.name}"
        elif _in_notebook(cell.source, task.name) != _in_solutions(task.answer.value):
            yield f"the reference of {task.name} is not the same in source/ and solutions/"


def _in_notebook(source: str, task: str) -> str:
    """Return the last definition of `task` in a cell, without comments and layout."""
    found = ""
    for statement in _statements(source):
        if isinstance(statement, ast.FunctionDef) and statement.name == task:
            found = ast.unparse(statement)
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == task:
            found = ast.unparse(statement.value)
    return found


def _in_solutions(value: Any) -> str:
    """Return a reference, a function or a plain value, without comments and layout."""
    source = inspect.getsource(value) if inspect.isfunction(value) else repr(value)
    for statement in _statements(textwrap.dedent(source)):
        if isinstance(statement, ast.FunctionDef):
            statement.decorator_list = []
        return ast.unparse(statement)
    return "no Python that could be compared"


def _statements(source: str) -> list[ast.stmt]:
    """Return the statements of a piece of source, none when it is no plain Python."""
    try:
        return ast.parse(source).body
    except SyntaxError:
        return []


def _solved(graded: Graded) -> Iterator[str]:
    """Yield what keeps the solved source from full marks and passing checks."""
    for task in graded.verdict.tasks:
        if not task.manual and task.score != task.max_score:
            yield f"the solved source gets {task.score} of {task.max_score} in {task.task}"
    for text in graded.verdict.events:
        yield f"the solved source misbehaves: {text}"
    for cell in graded.notebook.cells if graded.notebook else []:
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            kind = "visible check" if name(cell).startswith(CHECK) else "cell"
            yield f"the {kind} {name(cell) or cell.id} fails in the solved source"


def _untouched(graded: Graded) -> Iterator[str]:
    """Yield the tasks for which the untouched release gets points."""
    for task in graded.verdict.tasks:
        if task.score != 0:
            yield f"the untouched release gets {task.score} points in {task.task}"


def released_files(course: Course, assignment: str) -> list[Path]:
    """Return what stands in the release folder."""
    return sorted(
        path for path in (course.root / "release" / assignment).rglob("*") if path.is_file()
    )
