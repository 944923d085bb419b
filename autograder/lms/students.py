"""Who is who: a class list that maps a system's ids and names to student ids.

It is read from a CSV file of any of these kinds, told apart by the names of their columns:
the gradebook Canvas exports, Moodle's grading worksheet or list of participants, Gradescope's
roster, nbgrader's own (`nbgrader db student import`), or one written by hand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nbgrader import api
from nbgrader.api import Gradebook

from autograder.course import CourseError
from autograder.lms.tables import Table, column, read_table

PARTICIPANT = re.compile(r"\D*\d+")  # how Moodle names a participant in any language
MAX_ID_BYTES = 128  # of nbgrader's column, and of a folder's name
ID_COLUMNS = ("student_id", "SIS Login ID", "Username", "ID number", "SIS User ID", "SID")
LMS_COLUMNS = ("lms_user_id", "canvas_id", "moodle_id", "Identifier", "Participant")
NAME_COLUMNS = ("Student", "Full name", "Name")
FIRST_COLUMNS = ("first_name", "FirstName", "First name")
LAST_COLUMNS = ("last_name", "LastName", "Last name", "Surname")
EMAIL_COLUMNS = ("Email address", "Email")
NO_STUDENT = {"points possible", "manual posting", "muted", "student, test"}  # rows of Canvas


@dataclass(frozen=True)
class Student:
    """One student: the id of nbgrader's folders, and what a system may know them by."""

    id: str
    lms_id: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    others: frozenset[str] = frozenset()

    @property
    def names(self) -> set[str]:
        """Return the name in both orders, letters and digits only."""
        first, last = self.first_name, self.last_name
        return {plain(first + last), plain(last + first)} - {""}


class ClassList:
    """A class, to look students up in by id, or by a name that only one of them has."""

    def __init__(self, students: Iterable[Student]) -> None:
        self.students = tuple(students)
        self._lms = _grouped((_folded(one.lms_id), one) for one in self.students)
        self._own = _grouped((_folded(one.id), one) for one in self.students)
        self._others = _grouped(
            (_folded(key), one) for one in self.students for key in (one.email, *one.others)
        )
        self._names = _grouped((name, one) for one in self.students for name in one.names)

    @property
    def has_lms_ids(self) -> bool:
        """Say whether the system's own ids are known, so that names need not be trusted."""
        return bool(self._lms)

    def find(self, lms_id: str = "", ids: Iterable[str] = (), name: str = "") -> Student | None:
        """Return the student with the system's id, with another id, or alone with this name."""
        found = self.by_lms_id(lms_id)
        for key in map(_folded, ids):
            found = found or _only(self._own, key) or _only(self._others, key)
        return found or _only(self._names, plain(name))

    def by_lms_id(self, lms_id: str) -> Student | None:
        """Return the student with the system's id; one that two have is nobody's."""
        return _only(self._lms, _folded(lms_id))


def _folded(key: str) -> str:
    return key.strip().casefold()


def _refuse_twins(students: Iterable[Student]) -> None:
    """Raise CourseError when two students of a list have one id."""
    known: dict[tuple[str, str], Student] = {}
    for one in students:
        for what, key in (("student id", one.id), ("system's id", one.lms_id)):
            other = known.setdefault((what, _folded(key)), one)
            if key and other is not one:
                raise CourseError(f"two students have the {what} {key!r}: {other.id}, {one.id}")


def _grouped(pairs: Iterable[tuple[str, Student]]) -> dict[str, set[Student]]:
    found: dict[str, set[Student]] = {}
    for key, student in pairs:
        found.setdefault(key, set()).add(student)
    found.pop("", None)
    return found


def _only(groups: dict[str, set[Student]], key: str) -> Student | None:
    group = groups.get(key, set())
    return next(iter(group)) if len(group) == 1 else None


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


def class_list(path: Path | None, view: Any) -> ClassList | None:
    """Return the class in a file, or the one that nbgrader's gradebook remembers.

    None when there is neither. `view` is nbgrader's view of the course. Raises CourseError.
    """
    if path is not None:
        return read_class(path)
    with Gradebook(view.db_url, view.course_id) as book:
        known = known_class(book)
    # Students whom only grading has added have nothing but their id.
    return known if any(one.lms_id or one.email or one.names for one in known.students) else None


def known_class(book: Gradebook) -> ClassList:
    """Return the students of nbgrader's gradebook. Raises CourseError when they cannot be told."""
    return ClassList(map(known_student, book.students))


def known_student(row: Any) -> Student:
    """Return a student of nbgrader's gradebook."""
    return Student(
        str(row.id),
        str(row.lms_user_id or ""),
        str(row.first_name or ""),
        str(row.last_name or ""),
        str(row.email or ""),
    )


def remember(students: ClassList, book: Gradebook) -> list[str]:
    """Write names, mail addresses and the system's ids into nbgrader's gradebook, all or none.

    An id that another student of the gradebook had is his no longer; return who these are.
    """
    known = {row.id: row for row in book.students}
    new = {one.lms_id: one.id for one in students.students if one.lms_id}
    moved = [row for row in known.values() if new.get(row.lms_user_id, row.id) != row.id]
    for row in moved:
        row.lms_user_id = None
    for one in students.students:
        row = known.get(one.id)
        if row is None:
            row = api.Student(id=one.id)
            book.db.add(row)
        row.first_name = one.first_name or row.first_name
        row.last_name = one.last_name or row.last_name
        row.email = one.email or row.email
        row.lms_user_id = one.lms_id or row.lms_user_id
    book.db.commit()
    return sorted(str(row.id) for row in moved)


def fits_as_id(student_id: str) -> bool:
    """Say whether an id can name a folder and stand in nbgrader's gradebook."""
    size = len(student_id.encode("utf-8", "surrogateescape"))
    unfit = student_id.startswith(".") or "/" in student_id or "\\" in student_id
    return student_id.isprintable() and not unfit and 0 < size <= MAX_ID_BYTES


def plain(name: str) -> str:
    """Return a name's letters and digits, folded: `O’Neil, Zoë` and `zoë oneil` compare."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


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
