"""Fill the grades of one assignment into a sheet that a system exported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from autograder.course import CourseError
from autograder.lms.archive import LeftOut
from autograder.lms.claims import Owner
from autograder.lms.grades import Grade, Grades
from autograder.lms.students import Student
from autograder.lms.tables import Table, number, written_like


@dataclass(frozen=True)
class Sheet:
    """A system's table, understood: the column of the grades and whose each row is.

    `possible` is the most points the system gives, `sample` how it writes them; `locked` says of
    rows that must stay why, and `remark` what of it cannot be told.
    """

    table: Table
    column: int
    rows: Mapping[int, Owner]
    possible: float | None
    sample: str = ""
    locked: Mapping[int, str] = field(default_factory=dict)
    remark: str = ""


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
        student = _student(owner, grades)
        if not grades.is_wanted(student):
            continue
        grade, reason = _grade(student, grades)
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
    left += [LeftOut(sheet.table.name, remark, expected=True) for remark in _remarks(sheet, grades)]
    return Filled(replace(sheet.table, rows=rows), tuple(changes), same, tuple(left))


def _factor(sheet: Sheet, grades: Grades, scale: bool) -> float:
    if scale and not (sheet.possible and grades.max_score):
        raise CourseError(f"nothing to --scale to: {sheet.table.name} gives no points")
    if sheet.possible is None or sheet.possible == grades.max_score:
        return 1.0
    if not scale:
        raise CourseError(
            f"{sheet.table.name} gives {sheet.possible:g} points for {grades.assignment}, the "
            f"gradebook {grades.max_score:g}: change one of them, or use --scale"
        )
    return sheet.possible / grades.max_score


def _remarks(sheet: Sheet, grades: Grades) -> Iterator[str]:
    """Yield what could not be looked at."""
    if sheet.possible is None:
        yield f"does not say the most points; the gradebook's are {grades.max_score:g}"
    if sheet.remark:
        yield sheet.remark


def _student(owner: Owner, grades: Grades) -> Student | None:
    """Return whose a row is."""
    # A name is trusted only where the gradebook does not have the system's own ids.
    by_name = "" if owner.lms_id and grades.students.has_lms_ids else owner.name
    return grades.students.find(owner.lms_id, owner.ids, by_name)


def _grade(student: Student | None, grades: Grades) -> tuple[Grade | None, str]:
    """Return a student's grade, or why there is none."""
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
