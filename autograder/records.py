"""Remember what was graded, so that an unchanged notebook is not graded twice.

One small file a student under `.autograder/ASSIGNMENT/`: for each notebook the fingerprint of
everything its verdict depends on, its part of the result line, and the size of the
autograded notebook, so that one that was lost or cut off is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.files import size, write_atomically
from autograder.fingerprint import fingerprint, judging_files
from autograder.handed import read_file
from autograder.handins import HandIn
from autograder.timestamp import TIMESTAMP
from autograder.verdict import joined_line

PARTS = ("key", "size", "line")
Lines = dict[str, dict[str, Any]]


class Records:
    """The records of one assignment's graded hand-ins: what is in the gradebook at `db_url`."""

    def __init__(self, course: Course, assignment: str, db_url: str) -> None:
        self._course, self._assignment = course, assignment
        # A course that moves takes the gradebook in it along.
        book = db_url.replace(str(course.root), "")
        engine = fingerprint(sorted(_engine()), book)
        self._judges = {
            notebook: fingerprint(judging_files(course, assignment, notebook), engine)
            for notebook in course.notebooks(assignment)
        }

    def unchanged(self, handin: HandIn, autograded: Path) -> Lines:
        """Return the parts of the result line that still hold, by notebook.

        `autograded` is the folder with the hand-in's autograded notebooks.
        """
        return {
            notebook: record["line"]
            for notebook, record in _read(self._path(handin.student)).items()
            if notebook in self._judges
            and record["size"] == size(autograded / f"{notebook}.ipynb")
            and record["key"] == self._key(handin, notebook)
        }

    def last(self, student: str) -> Lines:
        """Return what a student's notebooks got when they were graded last, by notebook."""
        return _lines(_read(self._path(student)))

    def forget(self, student: str) -> None:
        """Forget a student's record: what it tells of is about to be written anew."""
        self._path(student).unlink(missing_ok=True)

    def keep(self, handin: HandIn, autograded: Path, lines: Mapping[str, dict[str, Any]]) -> None:
        """Remember a graded hand-in, all its notebooks."""
        record = {
            notebook: {
                "key": self._key(handin, notebook),
                "size": size(autograded / f"{notebook}.ipynb"),
                "line": line,
            }
            for notebook, line in lines.items()
        }
        write_atomically(self._path(handin.student), json.dumps(record, ensure_ascii=False))

    def _key(self, handin: HandIn, notebook: str) -> str:
        """Return the fingerprint of a handed-in notebook and of all that judges it."""
        file = handin.files.get(notebook)
        told = (file.name, file.error or "", *file.repairs) if file else ("not handed in",)
        digest = hashlib.sha256(self._judges[notebook].encode())
        digest.update("\0".join(told).encode() + b"\n" + (file.data if file else b""))
        digest.update(read_file(handin.folder / TIMESTAMP, TIMESTAMP).data)
        return digest.hexdigest()

    def _path(self, student: str) -> Path:
        return record_of(self._course, self._assignment, student)


def record_of(course: Course, assignment: str, student: str) -> Path:
    """Return the file with the record of a student's hand-in."""
    return course.root / ".autograder" / assignment / f"{student}.json"


def recorded(
    course: Course, assignment: str, students: Iterable[str] | None = None
) -> Iterator[tuple[str, Lines]]:
    """Yield students whose hand-ins were graded, and the parts of their result lines, by name.

    All of them, or those of `students`; one at a time, since a big class does not fit in memory.
    """
    folder = course.root / ".autograder" / assignment
    if students is None:
        students = [path.stem for path in folder.glob("*.json")]
    for student in sorted(students):
        record = _read(folder / f"{student}.json")
        if record:
            yield student, _lines(record)


def _lines(record: Mapping[str, Mapping[str, Any]]) -> Lines:
    return {notebook: one["line"] for notebook, one in record.items()}


def _read(path: Path) -> dict[str, dict[str, Any]]:
    """Return one student's record; a missing or damaged one is empty."""
    with contextlib.suppress(OSError, ValueError, AttributeError, TypeError, KeyError):
        record = json.loads(path.read_text(encoding="utf-8"))
        for one in record.values():
            joined_line("", "", {"": one["line"]})  # raises for one that is no line's part
        return {name: {part: one[part] for part in PARTS} for name, one in record.items()}
    return {}


def _engine() -> Iterable[Path]:
    return Path(__file__).parent.rglob("*.py")
