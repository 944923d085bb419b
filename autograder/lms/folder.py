"""A folder, or a zip file of one, with one folder a student: `STUDENT/file`.

As nbgrader lays them out, `STUDENT/ASSIGNMENT/file` is understood too, and one folder around all.
A `timestamp.txt` beside the files counts: whoever arranged the folder is trusted with the time.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from autograder.lms.archive import Export, LeftOut, Member
from autograder.lms.claims import Claim, Claims, Owner, Reader, sort_out
from autograder.lms.students import ClassList


def reader(assignment: str, students: ClassList | None) -> Reader:
    """Return the reader of folders of an assignment's hand-ins."""

    def read(export: Export) -> tuple[Claims, list[LeftOut]]:
        """Return whose the files are, and which are nobody's."""
        around = _around(export, students)

        def read_one(member: Member) -> tuple[Claim, ...] | str:
            parts = member.path.parts[around:]
            inside = parts[2:] if len(parts) > 2 and parts[1] == assignment else parts[1:]
            return _claims(member, parts[0], inside) if inside else "in no student's folder"

        return sort_out(export.members, read_one)

    return read


def _claims(member: Member, student: str, inside: tuple[str, ...]) -> tuple[Claim, ...]:
    """Return the folder's name read as an id, and read as a name."""
    owners = Owner(student, (student,), student), Owner("", (), student)
    return tuple(Claim(member, str(PurePosixPath(*inside)), (owner,)) for owner in owners)


def _around(export: Export, students: ClassList | None) -> int:
    """Return 1 when one folder is around all students' folders, else 0."""
    tops = {member.path.parts[0] for member in export.members}
    if students is None or len(tops) != 1:
        return 0
    top = tops.pop()
    return 0 if students.find(top, [top], top) else 1
