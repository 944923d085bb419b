"""Say what this machine can do: the cage's layers, versions, cores, the database."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from autograder import cage, database
from autograder.course import CourseError, find_course
from autograder.exam import directory, read_config
from autograder.pool import cores
from autograder.process import Zygote

PACKAGES = ("autograder", "nbgrader", "jupyterlab", "ipython", "numpy", "torch", "pytest")
LAYERS = {
    "limits": "CPU, memory, file size and open files are limited",
    "unprivileged": "a student process cannot act as the grader's user",
    "landlock": "only the Python installation can be read, only a scratch folder written",
    "seccomp": "no new process, no socket, no way at other processes",
}


@dataclass(frozen=True)
class Finding:
    """One thing the doctor looked at; `good` is False for what weakens the grader."""

    what: str
    found: str
    good: bool = True


def examine(start: Path, db: str | None = None) -> Iterator[Finding]:
    """Yield what was found, the cage first; `db` is another gradebook's URL than the course's."""
    yield Finding("system", f"{platform.system()} {platform.release()}, {platform.machine()}")
    yield Finding("Python", platform.python_version())
    for package in PACKAGES:
        yield Finding(package, version(package))
    yield Finding("cores", str(len(cores())))
    available = cage.available()
    for layer, meaning in LAYERS.items():
        yield Finding(f"cage: {layer}", _layer(available[layer], meaning), available[layer])
    yield from _student_process()
    yield from _course(start)
    yield _gradebook(start, db)


def _layer(there: bool, meaning: str) -> str:
    return meaning if there else f"MISSING on this machine, so not promised: {meaning}"


def _student_process() -> Iterator[Finding]:
    with Zygote() as zygote, zygote.student() as student:
        layers = student.layers
    there = "own network and System V IPC, one more wall behind the others"
    absent = "not allowed here; Landlock and seccomp do without"
    yield Finding("cage: namespaces", there if "namespaces" in layers else absent)
    yield Finding("student process", f"starts; active layers: {', '.join(layers)}")


def _course(start: Path) -> Iterator[Finding]:
    """Yield whether other users of this machine can read the course; not everybody has such."""
    try:
        secrets = find_course(start).root / "solutions"
    except CourseError:
        return
    is_open = secrets.is_dir() and cage.open_to_all(secrets)
    advice = "every user of this machine can read it; if students are among them: chmod go-rwx"
    yield Finding("course folder", advice if is_open else "closed to other users")


def _gradebook(start: Path, db: str | None) -> Finding:
    try:
        course = find_course(start)
    except CourseError as error:
        return Finding("gradebook", str(error))
    try:
        kind = database.reach(directory(course, read_config(course, db)).db_url)
    except CourseError as error:
        return Finding("gradebook", str(error), good=False)
    return Finding("gradebook", f"{kind}, can be opened")
