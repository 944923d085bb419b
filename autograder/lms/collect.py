"""Collect a system's export: find out whose each file is, then store it as nbgrader does.

Nothing is dropped silently: every file of the export is in a hand-in or listed with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from traitlets.config import Config

from autograder.course import Course, CourseError
from autograder.exam import directory
from autograder.lms import canvas, folder, gradescope, moodle
from autograder.lms.archive import LeftOut, open_export
from autograder.lms.claims import Claim, Reader
from autograder.lms.match import by_student
from autograder.lms.pick import pick
from autograder.lms.store import Shelf, Stored
from autograder.lms.students import ClassList
from autograder.timestamp import TIMESTAMP

SYSTEMS = ("canvas", "moodle", "gradescope", "folder")


@dataclass(frozen=True)
class Collected:
    """What a collection did: the stored hand-ins by student, who is late, and what is left.

    `late` are late by the system's account, `untimed` those of whom it says no time.
    """

    stored: tuple[Stored, ...]
    late: tuple[str, ...]
    untimed: tuple[str, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def complete(self) -> bool:
        """Say whether nothing is left for a person to look at."""
        return all(one.expected for one in self.left_out)


def collect(
    course: Course,
    config: Config,
    assignment: str,
    source: Path,
    system: str,
    students: ClassList | None,
) -> Collected:
    """Store the hand-ins of a system's export under `submitted/`.

    `students` is the class; without one, what the system calls a student becomes the student
    id. Raises CourseError when the assignment, the system or the export cannot be used.
    """
    notebooks = course.notebooks(assignment)
    read = _reader(system, assignment, course, students)
    with open_export(source) as export:
        claims, strays = read(export)
        hands, unmatched = by_student(claims, students)
        shelf = Shelf(course, directory(course, config), assignment)
        stored, late, untimed = [], [], []
        left = [*export.left_out, *strays, *unmatched]
        for student, mine in sorted(hands.items()):
            files, passed_over = pick(mine, notebooks, trusted=system == "folder")
            moment = _latest_time(mine)
            done, failed = shelf.store(student, files, moment)
            stored += [done] if done else []
            late += [student] if any(claim.late for claim in mine) else []
            untimed += [student] if done and not moment and TIMESTAMP not in files else []
            left += [*passed_over, *failed]
    return Collected(tuple(stored), tuple(late), tuple(untimed), tuple(left))


def _reader(system: str, assignment: str, course: Course, students: ClassList | None) -> Reader:
    known: dict[str, Reader] = {
        "canvas": canvas.read,
        "moodle": moodle.read,
        "gradescope": gradescope.read,
        "folder": folder.reader(assignment, course.assignments(), students),
    }
    if system not in known:
        raise CourseError(f"there is no system {system!r}; there is: {', '.join(SYSTEMS)}")
    return known[system]


def _latest_time(claims: Iterable[Claim]) -> datetime | None:
    return max((claim.time for claim in claims if claim.time), default=None)
