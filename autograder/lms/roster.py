"""Read a class list from a CSV file.

It may be of any of these kinds, told apart by the names of their columns: the gradebook Canvas
exports, Moodle's grading worksheet or list of participants, Gradescope's roster, nbgrader's own
(`nbgrader db student import`), or one written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from autograder.course import CourseError
from autograder.lms.students import MAX_ID_BYTES, ClassList, Student, fits_as_id, folded
from autograder.lms.tables import Table, column, read_table

PARTICIPANT = re.compile(r"\D*\d+")  # how Moodle names a participant in any language
ID_COLUMNS = ("student_id", "SIS Login ID", "Username", "ID number", "SIS User ID", "SID")
LMS_COLUMNS = ("lms_user_id", "canvas_id", "moodle_id", "Identifier", "Participant")
NAME_COLUMNS = ("Student", "Full name", "Name")
FIRST_COLUMNS = ("first_name", "FirstName", "First name")
LAST_COLUMNS = ("last_name", "LastName", "Last name", "Surname")
EMAIL_COLUMNS = ("Email address", "Email")
NO_STUDENT = {"points possible", "manual posting", "muted", "student, test"}  # rows of Canvas


def read_class(path: Path) -> ClassList:
    """Read a class list. Raises CourseError for a file, row or id that cannot be used."""
    table = understood(read_table(path))
    students = []
    for number, row in enumerate(table.rows[1:], 2):
        cells = dict(enumerate(row))
        if not _no_student(table, row):
            students.append(_student(table, cells, f"{path.name}, row {number}"))
    if not students:
        raise CourseError(f"{path.name} lists no students")
    _refuse_twins(students)
    return ClassList(students)


def _refuse_twins(students: Iterable[Student]) -> None:
    """Raise CourseError when two students of a list have one id."""
    known: dict[tuple[str, str], Student] = {}
    for one in students:
        for what, key in (("student id", one.id), ("system's id", one.lms_id)):
            other = known.setdefault((what, folded(key)), one)
            if key and other is not one:
                raise CourseError(f"two students have the {what} {key!r}: {other.id}, {one.id}")


def understood(table: Table) -> Table:
    """Return a table whose columns are known; Moodle names its own in the site's language.

    Raises CourseError when no column says who the students are.
    """
    known = (*ID_COLUMNS, *LMS_COLUMNS, *EMAIL_COLUMNS, "id")
    if column(table.header, *known) is not None:
        return table
    rows = [row for row in table.rows[1:] if any(row)]
    if not rows or len(table.header) < 2 or not all(PARTICIPANT.fullmatch(row[0]) for row in rows):
        raise CourseError(
            f"{table.name} has no column that says who the students are: it has "
            f"{', '.join(table.header)}; known are {', '.join(known)}"
        )
    mail = next((n for n in range(2, len(rows[0])) if _all_mail(rows, n)), None)
    names = {0: "Identifier", 1: "Full name", mail: "Email address"}
    header = [names.get(place, name) for place, name in enumerate(table.rows[0])]
    return replace(table, rows=[header, *table.rows[1:]])


def _all_mail(rows: list[list[str]], place: int) -> bool:
    return all(len(row) > place and "@" in row[place] for row in rows)


def _is_canvas(table: Table) -> bool:
    """Say whether this is a gradebook of Canvas, where ID is the system's own."""
    return column(table.header, "Section") is not None


def _no_student(table: Table, row: list[str]) -> bool:
    texts = [cell.strip().casefold() for cell in row if cell.strip()]
    return not texts or (_is_canvas(table) and texts[0] in NO_STUDENT)


def _student(table: Table, cells: dict[int, str], where: str) -> Student:
    def get(*names: str) -> str:
        place = column(table.header, *names)
        return cells.get(place, "").strip() if place is not None else ""

    canvas = _is_canvas(table)
    own = [get(one) for one in ID_COLUMNS]
    lms_id = get(*LMS_COLUMNS) or (get("ID") if canvas else "")
    lms_id = re.sub(r"^\D+(?=\d+$)", "", lms_id)  # Moodle writes `Participant 123`
    email = get(*EMAIL_COLUMNS)
    student_id = next(filter(None, [*own[:1], "" if canvas else get("ID"), *own[1:], email]), "")
    first, last = _names(get(*NAME_COLUMNS), get(*FIRST_COLUMNS), get(*LAST_COLUMNS))
    others = frozenset(one for one in own if one)
    student_id = student_id or lms_id
    if not fits_as_id(student_id):
        raise CourseError(
            f"{where}: {student_id[:40]!r} cannot be a student id: it names a folder, so no "
            f"slash, no dot in front, printable, 1 to {MAX_ID_BYTES} bytes"
        )
    return Student(student_id, lms_id, first, last, email, others)


def _names(whole: str, first: str, last: str) -> tuple[str, str]:
    """Return first and last name; a whole one is `Last, First` or `First Last`."""
    if first or last:
        return first, last
    if "," in whole:
        last, _, first = whole.partition(",")
    else:
        first, _, last = whole.rpartition(" ")
    return first.strip(), last.strip()
