"""A folder, or a zip file of one, with one folder a student: `STUDENT/file`.

As nbgrader lays them out, `STUDENT/ASSIGNMENT/file` is understood too, and one folder around all.
A `timestamp.txt` beside the files counts: whoever arranged the folder is trusted with the time.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePosixPath

from autograder.course import CourseError
from autograder.lms.archive import Export, LeftOut, Member
from autograder.lms.claims import Claim, Claims, Owner, Reader, sort_out
from autograder.lms.students import ClassList


def reader(assignment: str, known: Collection[str], students: ClassList | None) -> Reader:
    """Return the reader of folders of an assignment's hand-ins.

    `known` are the course's assignments: what stands in the folder of another one is left out,
    and so is what a student has beside a folder of this one.
    """

    def read(export: Export) -> tuple[Claims, list[LeftOut]]:
        """Return whose the files are, and which are nobody's. Raises CourseError."""
        around = _around(export, assignment, students)
        laid_out = {
            member.path.parts[around]
            for member in export.members
            if member.path.parts[around + 1 : -1][:1] == (assignment,)
        }

        def read_one(member: Member) -> tuple[Claim, ...] | str:
            student, *inside = member.path.parts[around:]
            if not inside:
                return "in no student's folder"
            if len(inside) > 1 and inside[0] == assignment:
                return _claims(member, student, inside[1:])
            if len(inside) > 1 and (inside[0] in known or student in laid_out):
                return f"not in a folder {assignment}, but in {inside[0]}"
            if student in laid_out:
                return f"not in the student's folder {assignment}"
            return _claims(member, student, inside)

        return sort_out(export.members, read_one)

    return read


def _claims(member: Member, student: str, inside: list[str]) -> tuple[Claim, ...]:
    """Return the folder's name read as an id, and read as a name."""
    owners = Owner(student, (student,), student), Owner("", (), student)
    return tuple(Claim(member, str(PurePosixPath(*inside)), (owner,)) for owner in owners)


def _around(export: Export, assignment: str, students: ClassList | None) -> int:
    """Return 1 when one folder is around all students' folders, else 0.

    Raises CourseError when it cannot be told.
    """
    tops = {member.path.parts[0] for member in export.members}
    if len(tops) != 1:
        return 0
    top = tops.pop()
    if students is not None:
        return 0 if students.find(top, [top], top) else 1
    inner = {member.path.parts[1] for member in export.members if len(member.path.parts) > 2}
    files = any(len(member.path.parts) == 2 for member in export.members)
    if files or len(inner) < 2 or assignment in inner:
        return 0
    raise CourseError(
        f"all is in one folder {top!r}: a student, or the class? Give the class (--students), or "
        f"collect the folder {top!r} itself"
    )
