"""Collect a system's export: find out whose each file is, then store it as nbgrader does.

Nothing is dropped silently: every file of the export is in a hand-in or listed with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from traitlets.config import Config

from autograder.course import Course, CourseError
from autograder.exam import directory
from autograder.lms import canvas, folder, gradescope, moodle
from autograder.lms.archive import LeftOut, open_export
from autograder.lms.claims import Claim, Claims, Owner, Reader
from autograder.lms.store import TIMESTAMP, Shelf, Stored
from autograder.lms.students import ClassList, fits_as_id

SYSTEMS = ("canvas", "moodle", "gradescope", "folder")
AGAIN = re.compile(r"(.+?)(?:-\d+| ?\(\d+\))")  # Canvas's and browsers' mark of a second file


@dataclass(frozen=True)
class Collected:
    """What a collection did: the stored hand-ins by student, who is late, and what is left."""

    stored: tuple[Stored, ...]
    late: tuple[str, ...]
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
    with open_export(source) as export:
        claims, strays = _reader(system, assignment, students)(export)
        hands, unmatched = _by_student(claims, students)
        shelf = Shelf(course, directory(course, config), assignment)
        stored, late, left = [], [], [*export.left_out, *strays, *unmatched]
        for student, mine in sorted(hands.items()):
            files, superseded = _files(mine, notebooks, trusted=system == "folder")
            done, failed = shelf.store(student, files, _latest_time(mine))
            stored += [done] if done else []
            late += [student] if any(claim.late for claim in mine) else []
            left += [*superseded, *failed]
    return Collected(tuple(stored), tuple(late), tuple(left))


def _reader(system: str, assignment: str, students: ClassList | None) -> Reader:
    known: dict[str, Reader] = {
        "canvas": canvas.read,
        "moodle": moodle.read,
        "gradescope": gradescope.read,
        "folder": folder.reader(assignment, students),
    }
    if system not in known:
        raise CourseError(f"there is no system {system!r}; there is: {', '.join(SYSTEMS)}")
    return known[system]


def _by_student(
    claims: Claims, students: ClassList | None
) -> tuple[dict[str, list[Claim]], list[LeftOut]]:
    """Return each student's files, and the files nobody of the class owns."""
    hands: dict[str, list[Claim]] = {}
    unmatched = []
    for readings in claims:
        claim, ids, unknown = owned(readings, students)
        for student in ids:
            hands.setdefault(student, []).append(claim)
        unmatched += [
            LeftOut(str(claim.member.path), f"{owner} {_unknown(students)}") for owner in unknown
        ]
    return hands, unmatched


def owned(
    readings: tuple[Claim, ...], students: ClassList | None
) -> tuple[Claim, set[str], list[Owner]]:
    """Return the first reading with a known owner, these owners' ids, and the unknown owners."""
    for claim in readings:
        found = {owner: _student(owner, students) for owner in claim.owners}
        ids = {one for one in found.values() if one}
        if ids:
            return claim, ids, [owner for owner, one in found.items() if not one]
    return readings[0], set(), list(readings[0].owners)


def _student(owner: Owner, students: ClassList | None) -> str | None:
    if students is None:
        own = owner.lms_id or next(iter(owner.ids), "")
        return own if fits_as_id(own) else None
    # A name is trusted only where the class list does not have the system's own ids.
    by_name = "" if owner.lms_id and students.has_lms_ids else owner.name
    found = students.find(owner.lms_id, owner.ids, by_name)
    return found.id if found else None


def _unknown(students: ClassList | None) -> str:
    return "is not in the class list" if students else "cannot be a student id: give a class list"


def _latest_time(claims: Iterable[Claim]) -> datetime | None:
    return max((claim.time for claim in claims if claim.time), default=None)


def _files(
    claims: list[Claim], notebooks: list[str], trusted: bool
) -> tuple[dict[str, Claim], list[LeftOut]]:
    """Return a hand-in's files by name, the latest of each, and what it leaves out."""
    left = []
    latest = max(claims, key=lambda claim: (claim.order, claim.submission)).submission
    files: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda claim: claim.order):
        name = released_name(claim.name, notebooks)
        older = files.get(name) if claim.submission == latest else claim
        if name == TIMESTAMP and not trusted:
            left.append(LeftOut(str(claim.member.path), "a student cannot set the time"))
        elif older is claim:
            left.append(_superseded(claim, latest))
        else:
            left += [_superseded(older, str(claim.member.path))] if older else []
            files[name] = claim
    return files, left


def _superseded(claim: Claim, by: str) -> LeftOut:
    return LeftOut(str(claim.member.path), f"superseded by {by}", expected=True)


def released_name(name: str, notebooks: Iterable[str]) -> str:
    """Return the name a notebook was released under: `1_derivative-2.ipynb` is a later
    `1_derivative.ipynb`; other names stay."""
    stem, dot, ending = name.rpartition(".")
    again = AGAIN.fullmatch(stem)
    if ending == "ipynb" and stem not in notebooks and again and again[1] in notebooks:
        return f"{again[1]}{dot}{ending}"
    return name
