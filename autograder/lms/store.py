"""Put a hand-in on nbgrader's shelf, `submitted/STUDENT/ASSIGNMENT/`, whole or not at all.

What was collected before is never destroyed: it is moved to `.autograder/earlier/`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.lms.archive import LeftOut, Unreadable
from autograder.lms.claims import Claim
from autograder.timestamp import TIMESTAMP, submitted_at

MAX_HANDIN_BYTES = 128 << 20


@dataclass(frozen=True)
class Stored:
    """What became of a student's hand-in: `new`, `unchanged`, `replaced` or `older`.

    `earlier` is where the hand-in it replaced is kept.
    """

    student: str
    files: int
    what: str
    earlier: Path | None = None


class Shelf:
    """Where the hand-ins of one assignment are."""

    def __init__(self, course: Course, view: Any, assignment: str) -> None:
        self._course, self._view, self._assignment = course, view, assignment
        self._own = course.root / ".autograder"

    def store(
        self, student: str, files: Mapping[str, Claim], time: datetime | None
    ) -> tuple[Stored | None, list[LeftOut]]:
        """Store a hand-in; return what became of it and which of its files could not be read.

        A place that cannot be written to costs this hand-in alone.
        """
        try:
            with tempfile.TemporaryDirectory(prefix=".collecting-", dir=self._room()) as place:
                folder = Path(place, "handin")
                failed = _fill(folder, files)
                _stamp(folder, time)
                if len(failed) == len(files):
                    return None, failed
                return self._put(student, folder, len(files) - len(failed)), failed
        except OSError as error:
            reason = f"{student}'s hand-in cannot be stored: {error}"
            return None, [LeftOut(str(one.member.path), reason) for one in files.values()]

    def _room(self) -> Path:
        """Return a folder to write to, from which hand-ins can be renamed into their place."""
        view = self._view
        shelf = Path(view.format_path(view.submitted_directory, "x", self._assignment)).parents[1]
        for folder in (self._own, shelf):
            folder.mkdir(parents=True, exist_ok=True)
        return self._own if self._own.stat().st_dev == shelf.stat().st_dev else shelf

    def _put(self, student: str, folder: Path, files: int) -> Stored:
        view = self._view
        target = Path(view.format_path(view.submitted_directory, student, self._assignment))
        if not os.path.lexists(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            os.rename(folder, target)
            return Stored(student, files, "new")
        if _digest(folder) == _digest(target):
            return Stored(student, files, "unchanged")
        before, now = submitted_at(target), submitted_at(folder)
        if before and now and now < before:
            return Stored(student, files, "older")
        earlier = self._set_aside(student, target)
        os.rename(folder, target)
        return Stored(student, files, "replaced", earlier)

    def _set_aside(self, student: str, target: Path) -> Path:
        kept = self._own / "earlier" / self._assignment / student
        kept.mkdir(parents=True, exist_ok=True)
        number = 1 + len(list(kept.iterdir()))
        while os.path.lexists(kept / str(number)):
            number += 1
        shutil.move(target, kept / str(number))
        return kept / str(number)


def _fill(folder: Path, files: Mapping[str, Claim]) -> list[LeftOut]:
    """Write a hand-in's files into a new folder; return those that cannot be."""
    folder.mkdir(mode=0o755)
    failed, room = [], MAX_HANDIN_BYTES
    for name, claim in files.items():
        path = folder / name
        try:
            data = claim.member.read()
            if len(data) > room:
                raise Unreadable(f"the hand-in is larger than {MAX_HANDIN_BYTES >> 20} MiB")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            room -= len(data)
        except Unreadable as error:
            failed.append(LeftOut(str(claim.member.path), str(error)))
        except (FileExistsError, IsADirectoryError, NotADirectoryError):
            reason = "a file and a folder of the hand-in have the same name"
            failed.append(LeftOut(str(claim.member.path), reason))
    return failed


def _stamp(folder: Path, time: datetime | None) -> None:
    """Write when it was handed in where nbgrader looks for it."""
    if time is not None:
        (folder / TIMESTAMP).write_text(time.strftime("%Y-%m-%d %H:%M:%S.%f %Z"), encoding="utf-8")


def _digest(folder: Path) -> str:
    """Return a fingerprint of a folder's files; what is no plain file counts by its name."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            name = os.fsencode(path.relative_to(folder))
            digest.update(name + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()
