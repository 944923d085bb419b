"""An assignment's files as bytes, for a machine that has no course folder."""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Course
from autograder.filenames import CHECKPOINTS

SKIPPED = {"__pycache__", CHECKPOINTS}

# Removes a folder when its standard input ends; what asks a whole group to stop is ignored.
KEEPER = 'trap "" HUP INT TERM; read -r _; rm -rf -- "$1"'


@dataclass(frozen=True)
class Bundle:
    """Files by their path in the course folder."""

    files: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """Return a hash of all names and contents."""
        digest = hashlib.sha256()
        for name, data in sorted(self.files.items()):
            digest.update(f"{name}\0{len(data)}\0".encode() + data)
        return digest.hexdigest()

    def unpack(self, folder: Path) -> Course:
        """Write the files under `folder`; return the course they make. Raises OSError."""
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return Course(folder.resolve())


def pack(course: Course, assignment: str) -> Bundle:
    """Return what grading an assignment needs of its course: source, answers, hidden tests."""
    folders = (
        course.source(assignment),
        course.root / "solutions" / assignment,
        course.root / "tests" / "hidden" / assignment,
    )
    paths = [path for folder in folders for path in files_under(folder)]
    return Bundle({path.relative_to(course.root).as_posix(): path.read_bytes() for path in paths})


def files_under(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder, however deep, without what Python and Jupyter leave there."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not SKIPPED.intersection(path.relative_to(folder).parts):
            yield path


@contextlib.contextmanager
def own_folder(parent: Path) -> Iterator[Path]:
    """Make a folder nobody else can enter; it goes with this process, even a killed one.

    The shell that removes it waits for the end of a pipe only this process holds.
    """
    folder = tempfile.mkdtemp(prefix="course-", dir=parent)
    command = ["sh", "-c", KEEPER, "sh", folder]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True, cwd="/"):
        yield Path(folder)
