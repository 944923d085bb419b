"""Find out which student of the class each file of an export is from.

An id goes before a name. A name is trusted only where the class list does not have the system's
own ids, and only for one user of the system: whoever takes on another's name gets nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.lms.archive import LeftOut
from autograder.lms.claims import Claim, Claims, Owner
from autograder.lms.students import ClassList, fits_as_id


@dataclass(frozen=True)
class _Match:
    """A file's owner that was found in the class, and by what."""

    student: str
    claim: Claim
    owner: Owner
    by_name: bool


def by_student(
    claims: Claims, students: ClassList | None
) -> tuple[dict[str, list[Claim]], list[LeftOut]]:
    """Return each student's files, and the files nobody of the class owns with the reason."""
    matches: dict[str, list[_Match]] = {}
    left = []
    for readings in claims:
        found, unknown = _matched(readings, students)
        for match in found:
            matches.setdefault(match.student, []).append(match)
        path = str(readings[0].member.path)
        left += [LeftOut(path, f"{owner} {_unknown(students)}") for owner in unknown]
    left += [one for group in matches.values() for one in _doubtful(group)]
    hands = {student: _sure(group) for student, group in matches.items()}
    return {student: mine for student, mine in hands.items() if mine}, left


def owned(readings: tuple[Claim, ...], students: ClassList | None) -> tuple[Claim, set[str]]:
    """Return the first reading of a file that has a known owner, and these owners' ids."""
    found, _ = _matched(readings, students)
    return (found[0].claim if found else readings[0]), {one.student for one in found}


def _matched(
    readings: tuple[Claim, ...], students: ClassList | None
) -> tuple[list[_Match], list[Owner]]:
    for claim in readings:
        found = [(owner, *_student(owner, students)) for owner in claim.owners]
        if any(student for _, student, _ in found):
            return (
                [
                    _Match(student, claim, owner, named)
                    for owner, student, named in found
                    if student
                ],
                [owner for owner, student, _ in found if not student],
            )
    return [], list(readings[0].owners)


def _student(owner: Owner, students: ClassList | None) -> tuple[str | None, bool]:
    """Return the owner's student id, and whether it was found by name alone."""
    if students is None:
        own = owner.lms_id or next(iter(owner.ids), "")
        return (own if fits_as_id(own) else None), False
    found = students.find(owner.lms_id, owner.ids)
    if found or (owner.lms_id and students.has_lms_ids):
        return (found.id if found else None), False
    found = students.find(name=owner.name)
    return (found.id if found else None), True


def _unknown(students: ClassList | None) -> str:
    return "is not in the class list" if students else "cannot be a student id: give a class list"


def _in_doubt(group: list[_Match]) -> bool:
    """Say whether several users of the system are one student, one of them by name alone."""
    return len({one.owner for one in group}) > 1 and any(one.by_name for one in group)


def _sure(group: list[_Match]) -> list[Claim]:
    return [one.claim for one in group if not (_in_doubt(group) and one.by_name)]


def _doubtful(group: list[_Match]) -> Iterator[LeftOut]:
    for one in group:
        if _in_doubt(group) and one.by_name:
            reason = f"several users of the system have the name of {one.student}"
            yield LeftOut(str(one.claim.member.path), reason)
