"""The class that nbgrader's gradebook remembers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader import api
from nbgrader.api import Gradebook

from autograder.lms.roster import read_class
from autograder.lms.students import ClassList, Student


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
