"""Remember what was graded, so that an unchanged hand-in is not graded twice.

One small file a student under `.autograder/ASSIGNMENT/`: the fingerprint of everything the
verdict depends on, and the result line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.files import write_atomically
from autograder.handins import HandIn, read_file


class Records:
    """The records of one assignment's graded hand-ins."""

    def __init__(self, course: Course, assignment: str) -> None:
        self._folder = course.root / ".autograder" / assignment
        self._base = _digest(_judging_files(course, assignment))

    def key(self, handin: HandIn) -> str:
        """Return the fingerprint of a hand-in's files and of all that judges them."""
        digest = hashlib.sha256(self._base.encode())
        for name, file in sorted(handin.files.items()):
            told = (name, file.name, file.error or "", *file.repairs)
            content = hashlib.sha256(file.data).hexdigest()
            digest.update("\0".join((*told, content)).encode() + b"\n")
        digest.update(read_file(handin.folder / "timestamp.txt", "timestamp.txt").data)
        return digest.hexdigest()

    def find(self, handin: HandIn) -> dict[str, Any] | None:
        """Return the result line of a hand-in graded before and unchanged since, or None."""
        try:
            record = json.loads(self._path(handin).read_text(encoding="utf-8"))
            line: dict[str, Any] = record["line"]
            return line if record["key"] == self.key(handin) else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, handin: HandIn, line: dict[str, Any]) -> None:
        """Remember a graded hand-in."""
        record = {"key": self.key(handin), "line": line}
        write_atomically(self._path(handin), json.dumps(record, ensure_ascii=False))

    def _path(self, handin: HandIn) -> Path:
        return self._folder / f"{handin.student}.json"


def _judging_files(course: Course, assignment: str) -> Iterable[Path]:
    """Return every file a verdict depends on: source, tests, answers, settings, engine."""
    yield course.root / "nbgrader_config.py"
    yield from sorted(course.source(assignment).glob("*.ipynb"))
    yield from sorted((course.root / "solutions" / assignment).glob("*.py"))
    yield from sorted((course.root / "tests" / "hidden" / assignment).glob("*.py"))
    yield from sorted(Path(__file__).parent.glob("*.py"))


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
