"""What the gradebook adds to the result lines: points a person gave, and full names."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import or_
from sqlalchemy.engine import make_url


@dataclass(frozen=True)
class Book:
    """By student and task: points a person gave, None where one is still awaited.

    `names` are the students' other names: given name, family name, address.
    """

    points: dict[tuple[str, str], float | None] = field(default_factory=dict)
    names: tuple[str, ...] = ()


def read_book(url: str, course_id: str, assignment: str) -> Book:
    """Return what the gradebook at `url` knows; a missing file knows nothing.

    Raises SQLAlchemyError when it is no gradebook.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
        return Book()
    with Gradebook(url, course_id) as book:
        return Book(_points(book, assignment), _names(book))


def _points(book: Gradebook, assignment: str) -> dict[tuple[str, str], float | None]:
    rows = (
        book.db.query(
            SubmittedAssignment.student_id,
            BaseCell.name,
            Grade.needs_manual_grade,
            Grade.manual_score,
        )
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .filter(Assignment.name == assignment)
        .filter(or_(Grade.needs_manual_grade, Grade.manual_score.is_not(None)))
    )
    return {(student, cell): None if waits else points for student, cell, waits, points in rows}


def _names(book: Gradebook) -> tuple[str, ...]:
    rows = book.db.query(Student.first_name, Student.last_name, Student.email)
    return tuple(name for row in rows for name in row if name)
