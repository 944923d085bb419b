"""Find out which student of the class each file of an export is from.

An id goes before a name. A name is trusted only where the class list does not have the system's
own ids, and only for one user of the system: whoever takes on another's name gets nothing, and
a name that may be read as two students' is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.lms.archive import LeftOut
from autograder.lms.claims import Claim, Claims, Owner
from autograder.lms.students import ClassList, Student, fits_as_id, plain


@dataclass(frozen=True)
class _Match:
    """A file's owner that was found in the class, and by what."""

    student: str
    claim: Claim
    owner: Owner
    by_name: bool
    names: frozenset[str] = frozenset()


def by_student(
    claims: Claims, students: ClassList | None
) -> tuple[dict[str, list[Claim]], list[LeftOut]]:
    """Return each student's files, and the files nobody of the class owns with the reason."""
    matches: dict[str, list[_Match]] = {}
    left = []
    for readings in claims:
        found, reasons = _matched(readings, students)
        for match in found:
            matches.setdefault(match.student, []).append(match)
        left += [LeftOut(str(readings[0].member.path), reason) for reason in reasons]
    hands = {}
    for student, group in matches.items():
        doubtful = dict(_doubtful(group))
        left += [LeftOut(str(one.claim.member.path), doubtful[one]) for one in doubtful]
        hands[student] = [one.claim for one in group if one not in doubtful]
    return {student: mine for student, mine in hands.items() if mine}, left


def owned(readings: tuple[Claim, ...], students: ClassList | None) -> tuple[Claim, set[str]]:
    """Return the first reading of a file that has a known owner, and these owners' ids."""
    found, _ = _matched(readings, students)
    return (found[0].claim if found else readings[0]), {one.student for one in found}


def _matched(
    readings: tuple[Claim, ...], students: ClassList | None
) -> tuple[list[_Match], list[str]]:
    """Return a file's owners, and why others, or all, have no part in it."""
    rivals = _rivals(readings, students)
    if len(rivals) > 1:
        return [], [f"its name can be read as of {' and as of '.join(sorted(rivals))}"]
    tried = [_owners(claim, students) for claim in readings]
    return next((one for one in tried if one[0]), tried[0])


def _rivals(readings: tuple[Claim, ...], students: ClassList | None) -> set[str]:
    """Return whose a file is by the system's ids, each reading of its name taken for true."""
    if students is None:
        return set()
    ids = (owner.lms_id for claim in readings for owner in claim.owners if owner.lms_id)
    return {found.id for one in ids if (found := students.by_lms_id(one))}


def _owners(claim: Claim, students: ClassList | None) -> tuple[list[_Match], list[str]]:
    found, reasons = [], []
    for owner in claim.owners:
        if students is None:
            match = _unlisted(claim, owner)
            reason = "cannot be a student id: give a class list"
        else:
            match, reason = _listed(claim, owner, students)
        found += [match] if match else []
        reasons += [] if match else [f"{owner} {reason}"]
    return found, reasons


def _unlisted(claim: Claim, owner: Owner) -> _Match | None:
    """Return an owner without a class list: what the system calls a student is its id."""
    own = owner.lms_id or next(iter(owner.ids), "")
    return _Match(own, claim, owner, by_name=False) if fits_as_id(own) else None


def _listed(claim: Claim, owner: Owner, students: ClassList) -> tuple[_Match | None, str]:
    by_name = False
    found = students.find(owner.lms_id, owner.ids)
    if found and not owner.sure and not _fits(owner, found):
        return None, f"is not the name of {found.id}, who has this number"
    if found is None and not (owner.lms_id and students.has_lms_ids):
        found, by_name = students.find(name=owner.name), True
    if found is None:
        return None, "is not in the class list"
    return _Match(found.id, claim, owner, by_name, frozenset(found.names)), ""


def _fits(owner: Owner, student: Student) -> bool:
    """Say whether a name has a word in common with a student's, if that is known."""
    words = f"{student.first_name} {student.last_name}".split()
    known = [word for word in map(plain, words) if word]
    return not known or any(word in plain(owner.name) for word in known)


def _doubtful(group: list[_Match]) -> Iterator[tuple[_Match, str]]:
    """Yield the files of one student that may be another's, and why."""
    owners = {one.owner for one in group}
    names: dict[str, set[str]] = {}  # by the system's number, which has just one
    for owner in owners:
        names.setdefault(owner.lms_id, set()).add(plain(owner.name))
    several = {number for number, found in names.items() if number and len(found) > 1}
    for one in group:
        if len(owners) > 1 and one.by_name:
            yield one, f"several users of the system have the name of {one.student}"
        elif one.owner.lms_id in several and plain(one.owner.name) not in one.names:
            yield one, f"number {one.owner.lms_id} stands with several names in this export"
