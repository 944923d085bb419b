"""Fill the grades of one assignment into a sheet that a system exported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from autograder.course import CourseError
from autograder.lms.archive import LeftOut
from autograder.lms.claims import Owner
from autograder.lms.grades import Grade, Grades
from autograder.lms.tables import Table, number, written_like


@dataclass(frozen=True)
class Sheet:
    """A system's table, understood: the column of the grades and whose each row is.

    `possible` is the most points the system gives, `sample` how it writes them; `locked` says of
    rows that must stay why.
    """

    table: Table
    column: int
    rows: Mapping[int, Owner]
    possible: float | None
    sample: str = ""
    locked: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """A cell that the system has otherwise: its student, what is there and what comes there."""

    student: str
    before: str
    after: str


@dataclass(frozen=True)
class Filled:
    """A filled table, what is different in it, and who is left as he was and why."""

    table: Table
    changes: tuple[Change, ...]
    same: int
    left_out: tuple[LeftOut, ...]


def fill(sheet: Sheet, grades: Grades, scale: bool) -> Filled:
    """Return the sheet with all grades in it; nothing else is different.

    Raises CourseError when the system's points are others, unless they are to be scaled.
    """
    factor = _factor(sheet, grades, scale)
    rows = [list(row) for row in sheet.table.rows]
    changes, left, same = [], [], 0
    placed: dict[str, int] = {}
    for place, owner in sheet.rows.items():
        grade, reason = _grade(owner, grades)
        if grade and placed.setdefault(grade.student.id, place) != place:
            raise CourseError(f"{sheet.table.name} has two rows of {grade.student.id}")
        reason = sheet.locked.get(place, reason)
        if grade is None or reason:
            left.append(LeftOut(str(owner), f"{reason}; left as it is", expected=True))
            continue
        before = rows[place][sheet.column]
        after = written_like(factor * grade.score, sheet.sample)
        if number(before) == number(after):
            same += 1
        else:
            rows[place][sheet.column] = after
            changes.append(Change(grade.student.id, before.strip(), after))
    left += _not_there(grades, placed, sheet.table.name)
    return Filled(replace(sheet.table, rows=rows), tuple(changes), same, tuple(left))


def _factor(sheet: Sheet, grades: Grades, scale: bool) -> float:
    if sheet.possible is None or sheet.possible == grades.max_score:
        return 1.0
    if not scale or not grades.max_score:
        raise CourseError(
            f"{sheet.table.name} gives {sheet.possible:g} points for {grades.assignment}, the "
            f"gradebook {grades.max_score:g}: change one of them, or use --scale"
        )
    return sheet.possible / grades.max_score


def _grade(owner: Owner, grades: Grades) -> tuple[Grade | None, str]:
    """Return the grade for a row, or why there is none."""
    # A name is trusted only where the gradebook does not have the system's own ids.
    by_name = "" if owner.lms_id and grades.students.has_lms_ids else owner.name
    student = grades.students.find(owner.lms_id, owner.ids, by_name)
    if student is None:
        return None, "is not in the gradebook"
    grade = grades.by_student.get(student.id)
    return (grade, "") if grade else (None, "has no graded hand-in")


def _not_there(grades: Grades, placed: Mapping[str, int], name: str) -> list[LeftOut]:
    """Return whose grade has no row, and whose is not complete."""
    left = []
    for student, grade in sorted(grades.by_student.items()):
        if student not in placed:
            left.append(LeftOut(student, f"has a grade but no row in {name}"))
        elif grade.waiting:
            reason = f"{grade.waiting:g} points wait for a person; exported without them"
            left.append(LeftOut(student, reason, expected=True))
    return left
