"""Who is who: a class list that maps a system's ids and names to student ids."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

MAX_ID_BYTES = 128  # of nbgrader's column, and of a folder's name


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
        self._lms = _grouped((folded(one.lms_id), one) for one in self.students)
        self._own = _grouped((folded(one.id), one) for one in self.students)
        self._others = _grouped(
            (folded(key), one) for one in self.students for key in (one.email, *one.others)
        )
        self._names = _grouped((name, one) for one in self.students for name in one.names)

    @property
    def has_lms_ids(self) -> bool:
        """Say whether the system's own ids are known, so that names need not be trusted."""
        return bool(self._lms)

    def find(self, lms_id: str = "", ids: Iterable[str] = (), name: str = "") -> Student | None:
        """Return the student with the system's id, with another id, or alone with this name."""
        found = self.by_lms_id(lms_id)
        for key in map(folded, ids):
            found = found or _only(self._own, key) or _only(self._others, key)
        return found or _only(self._names, plain(name))

    def by_lms_id(self, lms_id: str) -> Student | None:
        """Return the student with the system's id; one that two have is nobody's."""
        return _only(self._lms, folded(lms_id))


def folded(key: str) -> str:
    """Return an id as ids are compared: without blanks around it, in lower case."""
    return key.strip().casefold()


def _grouped(pairs: Iterable[tuple[str, Student]]) -> dict[str, set[Student]]:
    found: dict[str, set[Student]] = {}
    for key, student in pairs:
        found.setdefault(key, set()).add(student)
    found.pop("", None)
    return found


def _only(groups: dict[str, set[Student]], key: str) -> Student | None:
    group = groups.get(key, set())
    return next(iter(group)) if len(group) == 1 else None


def fits_as_id(student_id: str) -> bool:
    """Say whether an id can name a folder and stand in nbgrader's gradebook."""
    size = len(student_id.encode("utf-8", "surrogateescape"))
    unfit = student_id.startswith(".") or "/" in student_id or "\\" in student_id
    return student_id.isprintable() and not unfit and 0 < size <= MAX_ID_BYTES


def plain(name: str) -> str:
    """Return a name's letters and digits, folded: `O’Neil, Zoë` and `zoë oneil` compare."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
