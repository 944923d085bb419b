"""Judge handed-in folders with the course that came in an Otter zip.

    python -m autograder.otter.judge CAGED SUBMISSION RESULTS [SUBMISSION RESULTS …]

CAGED is the zip's folder of that name, RESULTS the file to write for a SUBMISSION. Otter's plugin
and Gradescope's `run_autograder` both run this, in a process of its own. Student code runs in the
cage alone. When nothing can be judged here there are no results, but the reason and exit code 1.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from traitlets.config import Config

from autograder import cage
from autograder.course import Course, CourseError
from autograder.exam import open_exam, read_specs
from autograder.filenames import PROGRAMS, printable
from autograder.files import write_atomically
from autograder.handins import read_handin
from autograder.otter.results import as_results
from autograder.process import Zygote
from autograder.verdict import NotebookVerdict
from autograder.worker import Batch, Worker

COURSE, ENGINE, SETTINGS = "course", "engine", "settings.json"
MOST_NAMES = 10
NOBODY_IN_PARTICULAR = "hand-in"  # whose it is, Otter and Gradescope know


@dataclass(frozen=True)
class Settings:
    """What an Otter zip is for: one notebook, when its hidden tests are shown, nbgrader's settings.

    `no_cage` lets it grade where layers of the cage are missing.
    """

    assignment: str
    notebook: str
    visibility: str
    no_cage: bool
    config: Config


def read_settings(caged: Path) -> Settings:
    """Return the settings in an unpacked zip. Raises CourseError when they cannot be read."""
    try:
        found = json.loads((caged / SETTINGS).read_text(encoding="utf-8"))
        return Settings(**{**found, "config": Config(found["config"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CourseError(f"the zip's {SETTINGS} cannot be read: {error}") from error


@contextlib.contextmanager
def open_bench(course: Course, settings: Settings) -> Iterator[Callable[[Path], NotebookVerdict]]:
    """Give what judges a handed-in folder, ready for many. Raises CourseError."""
    missing = [layer for layer, there in cage.available().items() if not there]
    if missing and not settings.no_cage:
        raise CourseError(f"the cage is not whole on this machine: {', '.join(missing)} missing")
    name, config = settings.assignment, settings.config
    config.CourseDirectory.root = str(course.root)
    with contextlib.ExitStack() as stack:
        zygote = Zygote()
        zygote.start()  # it becomes warm while the course is read
        stack.callback(zygote.__exit__)
        specs = read_specs(course, name, config)
        zygote.wait()
        exam = open_exam(course, name, settings.notebook, config, zygote)
        worker = Worker(Batch(course, name, config, {settings.notebook: exam}), zygote)

        def judge(submission: Path) -> NotebookVerdict:
            folder = inner_folder(submission)
            handin = read_handin(NOBODY_IN_PARTICULAR, folder, specs)
            if settings.notebook in handin.files:
                return worker.grade(handin).verdict.notebooks[0]
            missing = not_handed_in(settings.notebook, folder)
            return worker.give_up(handin, missing).verdict.notebooks[0]

        yield judge


def not_handed_in(notebook: str, folder: Path) -> str:
    """Say in one line that a notebook is missing, and what is there instead."""
    names = sorted(printable(path.name) for path in folder.iterdir() if path.name not in PROGRAMS)
    there = ", ".join(names[:MOST_NAMES]) + (" and more" if len(names) > MOST_NAMES else "")
    return (
        f"{notebook}.ipynb was not handed in, and no other notebook with its answers; what was "
        f"handed in: {there or 'nothing'}"
    )


def inner_folder(folder: Path) -> Path:
    """Return the folder that holds the hand-in: a folder with nothing but one in it is opened."""
    while True:
        with os.scandir(folder) as entries:
            inside = [one for one in entries if one.name not in PROGRAMS]
        if len(inside) != 1 or not inside[0].is_dir(follow_symlinks=False):
            return folder
        folder = Path(inside[0].path)


def main(caged: Path, *paths: Path) -> None:
    """Judge each submission of `paths` and write its results. Raises CourseError."""
    warnings.simplefilter("ignore")
    start = time.perf_counter()
    handed_in = list(zip(paths[::2], paths[1::2], strict=True))
    for _, results in handed_in:
        results.unlink(missing_ok=True)
    settings = read_settings(caged)
    with open_bench(Course((caged / COURSE).resolve()), settings) as judge:
        for submission, results in handed_in:
            verdict = judge(submission)
            # The first one's time is all that it took to be ready, too.
            seconds, start = time.perf_counter() - start, time.perf_counter()
            found = as_results(replace(verdict, seconds=seconds), settings.visibility)
            write_atomically(results, json.dumps(found, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    try:
        main(*map(Path, sys.argv[1:]))
    except CourseError as error:
        sys.exit(f"autograder: {error}")
