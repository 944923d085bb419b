"""Grade the same hand-ins with `autograder grade` and with a stock `nbgrader autograde`.

Both run as commands, start-up included, on a copy of the course in a temporary folder. The
class is the demo's right and honestly wrong hand-ins, repeated. nbgrader grades the first
`--sample` of them, since it needs minutes for a few; both figures are seconds a hand-in.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("source", "release", "solutions", "tests/hidden", "demo", "nbgrader_config.py")
STOCK = 'c = get_config()\nc.CourseDirectory.course_id = "why-derivatives-matter"\n'


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


def main() -> None:
    """Run the comparison and write RESULTS.md beside this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--handins", type=int, default=100)
    parser.add_argument("--sample", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        course = copy_course(Path(folder))
        students = write_class(course, options.handins)
        ours = time_autograder(course, students)
        theirs = time_nbgrader(course, students[: options.sample])
    report = as_table([ours, theirs])
    (ROOT / "benchmarks" / "RESULTS.md").write_text(report, encoding="utf-8")
    print(report)


def copy_course(target: Path) -> Path:
    """Copy the course into an empty folder and make its gradebook."""
    for part in PARTS:
        origin = ROOT / part
        (target / part).parent.mkdir(parents=True, exist_ok=True)
        if origin.is_dir():
            shutil.copytree(origin, target / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(origin, target / part)
    command(target, "autograder", "release", "derivatives")
    return target


def write_class(course: Path, size: int) -> list[str]:
    """Write `size` hand-ins, copies of the demo's honest ones; return the students."""
    command(course, "python", "demo/make_class.py", "--course", str(course))
    command(course, "autograder", "grade", "derivatives", "--results", "r.jsonl", allowed=(0, 1))
    lines = [json.loads(line) for line in (course / "r.jsonl").read_text().splitlines()]
    honest = [
        one["student"] for one in lines if not (one["error"] or one["events"] or one["repairs"])
    ]
    demo = course / "submitted"
    demo.rename(course / "demo_class")
    for number, student in enumerate(islice(cycle(honest), size)):
        shutil.copytree(course / "demo_class" / student, demo / f"student{number:05d}")
    return sorted(path.name for path in demo.iterdir())


def time_autograder(course: Path, students: list[str]) -> Timing:
    """Time one run of our command over the whole class."""
    seconds = command(course, "autograder", "grade", "derivatives", "--force")
    return Timing("autograder grade", len(students), seconds)


def time_nbgrader(course: Path, students: list[str]) -> Timing:
    """Time nbgrader with its own settings, one process, over a few students."""
    (course / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
    shutil.rmtree(course / "autograded")
    seconds = sum(
        command(course, "nbgrader", "autograde", "derivatives", "--student", student)
        for student in students
    )
    return Timing("nbgrader autograde (stock)", len(students), seconds)


def command(folder: Path, name: str, *words: str, allowed: tuple[int, ...] = (0,)) -> float:
    """Run a program of this Python's environment in `folder`; return its seconds.

    Exits with the program's own words when it fails.
    """
    program = Path(sys.executable).with_name(name)
    start = time.perf_counter()
    path = os.pathsep.join([str(program.parent), os.environ["PATH"]])  # nbgrader needs alembic
    done = subprocess.run(
        [program, *words],
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ | {"PATH": path},
    )
    seconds = time.perf_counter() - start
    if done.returncode not in allowed:
        sys.exit(f"{name} {' '.join(words)} failed:\n{done.stdout}\n{done.stderr}")
    return seconds


def as_table(timings: list[Timing]) -> str:
    """Return the figures as a Markdown table, the first grader being the measure."""
    rows = [
        f"| {one.grader} | {one.handins} | {one.seconds:.1f} | {one.each:.3f} "
        f"| {one.each / timings[0].each:.1f} |"
        for one in timings
    ]
    head = "| grader | hand-ins | seconds, start-up included | seconds a hand-in | times ours |"
    return "\n".join(["# Benchmark", "", head, "|---|--:|--:|--:|--:|", *rows, ""])


if __name__ == "__main__":
    main()
