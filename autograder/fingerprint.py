"""Tell whether what judges a hand-in has changed: a fingerprint of files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from autograder.beside import own_files
from autograder.course import Course


def judging_files(course: Course, assignment: str, notebook: str) -> Iterable[Path]:
    """Return the files of the course that a notebook's verdicts depend on."""
    yield course.root / "nbgrader_config.py"
    yield course.notebook(assignment, notebook)
    yield course.answers(assignment, notebook)
    yield course.hidden(assignment, notebook)
    yield from importable_files(course, assignment)


def importable_files(course: Course, assignment: str) -> list[Path]:
    """Return the files beside the source notebooks, which student code can import."""
    source = course.source(assignment)
    return [source / path for path in sorted(own_files(source))]


def fingerprint(paths: Iterable[Path], start: str = "") -> str:
    """Return a digest of the names and contents of files, and of `start`."""
    digest = hashlib.sha256(start.encode())
    for path in paths:
        content = path.read_bytes() if path.is_file() else b"missing"
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()
