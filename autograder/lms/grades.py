"""What nbgrader's gradebook says of an assignment: one grade a student, ready to be exported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from autograder.course import CourseError
from autograder.lms.remembered import known_student
from autograder.lms.students import ClassList, Student


@dataclass(frozen=True)
class Grade:
    """A student's grade in points; `score` is what remains after the penalty for being late.

    `waiting` are the points a person has still to give; `cells` are the scores by notebook and
    grade cell, None where they wait.
    """

    student: Student
    score: float
    raw_score: float
    penalty: float
    waiting: float
    timestamp: datetime | None
    cells: Mapping[str, Mapping[str, float | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class Grades:
    """The grades of an assignment by student id.

    `students` are all of the course, so that a name is one student's alone or nobody's; `wanted`
    are those whose grades are asked for, all when it is None.
    """

    assignment: str
    max_score: float
    students: ClassList
    by_student: Mapping[str, Grade]
    wanted: frozenset[str] | None = None

    def is_wanted(self, student: Student | None) -> bool:
        """Return whether a student's grade is asked for; nobody's is when some are named."""
        return self.wanted is None or (student is not None and student.id in self.wanted)


def read_grades(book: Gradebook, assignment: str, only: Sequence[str] = ()) -> Grades:
    """Return an assignment's grades, of these students only if there are any named.

    Raises CourseError for an unknown assignment or student.
    """
    try:
        max_score = float(book.find_assignment(assignment).max_score)
    except MissingEntry:
        raise CourseError(f"the gradebook knows no assignment {assignment!r}") from None
    people = {one.id: known_student(one) for one in book.students}
    unknown = [one for one in only if one not in people]
    if unknown:
        raise CourseError(f"the gradebook knows no student {', '.join(unknown)}")
    grades = {
        one.student_id: _grade(one, people[one.student_id])
        for one in book.assignment_submissions(assignment)
        if not only or one.student_id in only
    }
    wanted = frozenset(only) if only else None
    return Grades(assignment, max_score, ClassList(people.values()), grades, wanted)


def the_assignment(book: Gradebook, named: Sequence[str]) -> str:
    """Return the one assignment that was named, or that there is. Raises CourseError."""
    names = list(named) or [one.name for one in book.assignments]
    if len(names) != 1:
        raise CourseError(
            f"name one assignment (--assignment): {', '.join(names) or 'the gradebook has none'}"
        )
    return str(names[0])


def _grade(submission: Any, student: Student) -> Grade:
    grades = [one for notebook in submission.notebooks for one in notebook.grades]
    cells: dict[str, dict[str, float | None]] = {}
    for one in grades:
        score = None if _waits(one) else float(one.score)
        cells.setdefault(one.notebook.name, {})[one.cell.name] = score
    raw = float(submission.score)
    penalty = float(submission.late_submission_penalty or 0.0)
    waiting = sum(float(one.max_score) for one in grades if _waits(one))
    time = submission.timestamp
    return Grade(student, max(0.0, raw - penalty), raw, penalty, waiting, time, cells)


def _waits(grade: Any) -> bool:
    """Say whether a person has not graded a cell yet that needs one."""
    return grade.manual_score is None and grade.auto_score is None
