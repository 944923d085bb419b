"""What nbgrader's gradebook says of a graded notebook: points, manual ones included, comments."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy.orm import joinedload, selectinload


@dataclass(frozen=True)
class CellMark:
    """A cell's points and comment.

    It `waits` for a person's points, or these are `given`, maybe to be looked at `again`.
    """

    score: float = 0.0
    max_score: float = 0.0
    waits: bool = False
    given: bool = False
    again: bool = False
    comment: str = ""


@dataclass(frozen=True)
class Marks:
    """A notebook's points, what being late cost, and its cells by grade id."""

    score: float = 0.0
    max_score: float = 0.0
    penalty: float = 0.0
    cells: Mapping[str, CellMark] = field(default_factory=dict)

    def of(self, *names: str) -> CellMark:
        """Return the mark of the first of these cells that has one."""
        return next((self.cells[name] for name in names if name in self.cells), CellMark())


def read_marks(
    book: Gradebook, assignment: str, students: Collection[str]
) -> dict[str, dict[str, Marks]]:
    """Return the marks of these students, by student and notebook; who has none is left out."""
    query = (
        book.db.query(SubmittedNotebook)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .filter(Assignment.name == assignment, SubmittedAssignment.student_id.in_(students))
        .options(
            joinedload(SubmittedNotebook.notebook),
            joinedload(SubmittedNotebook.assignment),
            selectinload(SubmittedNotebook.grades).joinedload(Grade.cell.of_type(BaseCell)),
            selectinload(SubmittedNotebook.comments).joinedload(Comment.cell),
        )
    )
    found: dict[str, dict[str, Marks]] = {}
    for row in query:
        found.setdefault(row.assignment.student_id, {})[row.notebook.name] = _marks(row)
    return found


def _marks(row: Any) -> Marks:
    comments = {one.cell.name: one.comment or "" for one in row.comments}
    cells = {grade.cell.name: _mark(grade, comments) for grade in row.grades}
    alone = {name: CellMark(comment=text) for name, text in comments.items() if name not in cells}
    return Marks(
        score=sum(one.score for one in cells.values()),
        max_score=sum(one.max_score for one in cells.values()),
        penalty=float(row.late_submission_penalty or 0.0),
        cells=cells | alone,
    )


def _mark(grade: Any, comments: Mapping[str, str]) -> CellMark:
    return CellMark(
        score=float(grade.score),
        max_score=float(grade.cell.max_score),
        waits=bool(grade.needs_manual_grade) and grade.manual_score is None,
        given=grade.manual_score is not None,
        again=bool(grade.needs_manual_grade) and grade.manual_score is not None,
        comment=comments.get(grade.cell.name, ""),
    )
