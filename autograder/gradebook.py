"""Write verdicts into nbgrader's gradebook: one transaction a hand-in, nbgrader's own models.

What a person entered (manual scores, comments, extra credit) is never touched.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import func, text
from sqlalchemy.orm import joinedload, selectinload

from autograder.course import CourseError
from autograder.spec import NotebookSpec, name

# Columns by which rows are looked up; nbgrader has no index for them, so each look would read
# the grades of the whole class. They change nothing else, and make nbgrader's pages faster too.
INDEXES = {"submitted_notebook": "assignment_id", "grade": "notebook_id", "comment": "notebook_id"}


@dataclass(frozen=True)
class CellGrades:
    """What nbgrader keeps of a graded notebook: scores and comments by grade id.

    A score of None waits for a person.
    """

    scores: Mapping[str, float | None]
    comments: Mapping[str, str | None]


def cell_grades(notebook: NotebookNode) -> CellGrades:
    """Return what nbgrader's SaveAutoGrades would save of an autograded notebook."""
    scores, comments = {}, {}
    for cell in notebook.cells:
        if utils.is_grade(cell):
            scores[cell.metadata.nbgrader.grade_id] = utils.determine_grade(cell)[0]
        if utils.is_solution(cell):
            untouched = cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
            comments[cell.metadata.nbgrader.grade_id] = "No response." if untouched else None
    return CellGrades(scores, comments)


def no_grades(spec: NotebookSpec, damaged: bool) -> CellGrades:
    """Return what nbgrader saves of a notebook that was not handed in: zero everywhere.

    A damaged one waits for a person instead.
    """
    graded = [name(cell) for cell in spec.cells if cell.metadata.nbgrader.grade]
    return CellGrades(dict.fromkeys([*graded, *spec.manual], None if damaged else 0.0), {})


def grades_of(book: Gradebook, assignment: str, *columns: Any) -> Any:
    """Return a query of these columns for each grade of an assignment, its owner's among them."""
    return (
        book.db.query(*columns)
        .select_from(Grade)
        .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .filter(Assignment.name == assignment)
    )


class GradebookWriter:
    """The one writer of an assignment's grades; use as a context manager."""

    def __init__(self, url: str, course_id: str, assignment: str) -> None:
        self._url, self._course_id, self._assignment = url, course_id, assignment

    def __enter__(self) -> GradebookWriter:
        self._book = Gradebook(self._url, self._course_id)
        for table, column in INDEXES.items():
            name = f"autograder_{table}_{column}"
            self._book.db.execute(text(f"CREATE INDEX IF NOT EXISTS {name} ON {table} ({column})"))
        self._book.db.commit()
        return self

    def __exit__(self, *exception: object) -> None:
        self._book.close()

    def check(self, specs: Mapping[str, NotebookSpec]) -> None:
        """Raise CourseError unless the database knows the assignment as the source has it."""
        try:
            assignment: Assignment = self._book.find_assignment(self._assignment)
        except MissingEntry:
            raise CourseError(
                f"the gradebook knows no assignment {self._assignment!r}: "
                f"run `autograder release {self._assignment}` first"
            ) from None
        stored = {
            notebook.name: {cell.name: float(cell.max_score) for cell in _graded(notebook)}
            for notebook in assignment.notebooks
        }
        if stored != {name: _points(spec) for name, spec in specs.items()}:
            raise CourseError(
                "tasks or points in source/ are not those in the gradebook: "
                f"run `autograder release {self._assignment}` again"
            )

    def points(self) -> dict[tuple[str, str], float]:
        """Return the points by tests that the gradebook has, by student and notebook."""
        owner = (SubmittedAssignment.student_id, Notebook.name)
        query = grades_of(self._book, self._assignment, *owner, func.sum(Grade.auto_score))
        found = query.group_by(*owner)
        return {(student, name): float(points or 0.0) for student, name, points in found}

    def write(
        self,
        student: str,
        notebooks: Mapping[str, CellGrades],
        timestamp: datetime | None,
        is_rewritten: Callable[[str], bool],
    ) -> float:
        """Save a hand-in's grades in one transaction; return how many seconds it is late.

        `is_rewritten` says of a notebook in which a person gave points whether the written work
        in it is new, so that the person has to look again.
        """
        with self._uncommitted():
            self._add_student(student)
            submission, rows = self._submission(student)
        if timestamp is not None:
            submission.timestamp = timestamp
        for notebook in rows:
            notebook.late_submission_penalty = None  # until it is decided anew
            grades = notebooks.get(notebook.notebook.name)
            if grades is not None:
                marked = any(one.manual_score is not None for one in notebook.grades)
                _save(notebook, grades, marked and is_rewritten(notebook.notebook.name))
        self._book.db.commit()
        return float(submission.total_seconds_late)

    @contextlib.contextmanager
    def _uncommitted(self) -> Iterator[None]:
        """Only write what nbgrader would commit at each step: a hand-in is one transaction."""
        session = self._book.db
        session.commit = session.flush
        try:
            yield
        finally:
            del session.commit

    def _add_student(self, student: str) -> None:
        try:
            self._book.find_student(student)
        except MissingEntry:
            self._book.add_student(student)

    def _submission(self, student: str) -> tuple[Any, list[SubmittedNotebook]]:
        """Return the student's submission and its notebooks; of a new one all is there already."""
        try:
            found = self._book.find_submission(self._assignment, student)
        except MissingEntry:
            made: Any = self._book.add_submission(self._assignment, student)
            return made, list(made.notebooks)
        return found, self._rows(found)

    def _rows(self, submission: Any) -> list[SubmittedNotebook]:
        """Return the submission's notebooks with their grades and comments, in few queries."""
        query = self._book.db.query(SubmittedNotebook).filter(
            SubmittedNotebook.assignment_id == submission.id
        )
        return list(
            query.options(
                joinedload(SubmittedNotebook.notebook),
                selectinload(SubmittedNotebook.grades).joinedload(Grade.cell.of_type(BaseCell)),
                selectinload(SubmittedNotebook.comments).joinedload(Comment.cell),
            )
        )


def _save(notebook: SubmittedNotebook, grades: CellGrades, rewritten: bool) -> None:
    for grade in notebook.grades:
        if grade.cell.name in grades.scores:
            score = grades.scores[grade.cell.name]
            grade.auto_score = score
            grade.needs_manual_grade = grade.manual_score is not None or score is None
        elif grade.manual_score is None:
            # Written work is a person's to grade, also when it was missing, so zero, before.
            grade.auto_score, grade.needs_manual_grade = None, True
        elif rewritten:
            grade.needs_manual_grade = True
    for comment in notebook.comments:
        if comment.cell.name in grades.comments:
            comment.auto_comment = grades.comments[comment.cell.name]


def _graded(notebook: Any) -> list[Any]:
    return [*notebook.grade_cells, *notebook.task_cells]


def _points(spec: NotebookSpec) -> dict[str, float]:
    graded = [cell for cell in spec.cells if cell.metadata.nbgrader.grade]
    return {name(cell): float(cell.metadata.nbgrader.points) for cell in graded} | spec.manual
