"""Time each grader as a command, start-up included, on the same hand-ins."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Course
from autograder.exam import read_config, read_specs
from autograder.otter.assign import assigned
from tests.proofs.course_copy import ASSIGNMENT, ROOT, run, start_again, use_stock_nbgrader

CONFIG = "otter_config.json"


@dataclass(frozen=True)
class Timing:
    """What a grader needed: seconds of wall clock for a number of hand-ins."""

    grader: str
    handins: int
    seconds: float

    @property
    def each(self) -> float:
        """Return seconds a hand-in."""
        return self.seconds / self.handins


def time_autograder(course: Path, students: list[str], jobs: int) -> Timing:
    """Time one run of our command over the whole class."""
    start_again(course)
    seconds = run(course, "autograder", "grade", ASSIGNMENT, "--jobs", str(jobs))
    return Timing(f"autograder grade --jobs {jobs}", len(students), seconds)


def time_nbgrader(course: Path, students: list[str]) -> Timing:
    """Time one run of nbgrader with its own settings, over these students only."""
    start_again(course)
    use_stock_nbgrader(course)
    whole, few = course / "submitted", course / "few"
    whole.rename(few)
    for student in students:
        shutil.copytree(few / student, whole / student)
    seconds = run(course, "nbgrader", "autograde", ASSIGNMENT)
    shutil.rmtree(whole)
    few.rename(whole)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    return Timing("nbgrader autograde (stock)", len(students), seconds)


def time_otter(course: Path, students: list[str]) -> Timing:
    """Time `otter run` with an ordinary Otter zip, one notebook after the other, as it works."""
    found = Course(course)
    specs = read_specs(found, ASSIGNMENT, read_config(found))
    with tempfile.TemporaryDirectory() as folder:
        zips = {}
        for name, spec in specs.items():
            (Path(folder) / name).mkdir()
            zips[name] = stock(assigned(Path(folder) / name, found, ASSIGNMENT, spec).zip)
        start = time.perf_counter()
        for student in students:
            for name, path in zips.items():
                notebook = course / "submitted" / student / ASSIGNMENT / f"{name}.ipynb"
                _otter_run(notebook, path, Path(folder))
        return Timing("otter run (stock)", len(students), time.perf_counter() - start)


def stock(zip_file: Path) -> Path:
    """Return a copy of an Otter zip without our plugin: Otter itself runs cells and checks."""
    plain = zip_file.with_name("stock.zip")
    with zipfile.ZipFile(zip_file) as given, zipfile.ZipFile(plain, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            if name == CONFIG:
                data = json.dumps(json.loads(data) | {"plugins": []}).encode()
            made.writestr(name, data)
    return plain


def _otter_run(notebook: Path, zip_file: Path, folder: Path) -> None:
    otter = Path(sys.executable).with_name("otter")
    command = [otter, "run", str(notebook), "-a", str(zip_file), "-o", str(folder), "--no-logo"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"otter run {notebook.name} failed:\n{done.stdout}\n{done.stderr}")
