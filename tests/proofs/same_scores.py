"""Prove that nbgrader gives the scores `autograder grade` gives, to the last digit.

    .venv/bin/python -m tests.proofs.same_scores [--students N] [--stock N]

The demo class is graded three times in a copy of the course: by `autograder grade`, by
`nbgrader autograde` with the course's settings, and (honest hand-ins only) by a stock
nbgrader without them. Every grade of every cell is compared.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = ("source", "release", "solutions", "tests/hidden", "demo", "nbgrader_config.py")
STOCK = 'c = get_config()\nc.CourseDirectory.course_id = "why-derivatives-matter"\n'
ASSIGNMENT = "derivatives"

Grades = dict[tuple[str, str], float]


@dataclass(frozen=True)
class Comparison:
    """How many grades were compared, of how many students, and those that differ."""

    grader: str
    students: int
    grades: int
    different: list[str]


def compare(folder: Path, students: int | None, stock: int) -> list[Comparison]:
    """Grade the first `students` of the demo class three times in `folder` (all for None)."""
    course = copy_course(folder)
    keep_only(course, sorted(path.name for path in (course / "submitted").iterdir())[:students])
    run(course, "autograder", "grade", ASSIGNMENT, "--results", "results.jsonl", allowed=(0, 1))
    ours = grades(course)
    honest = honest_students(course / "results.jsonl")
    start_again(course)
    run(course, "nbgrader", "autograde", ASSIGNMENT, allowed=(0, 1))
    configured = difference("nbgrader with our settings", ours, grades(course))
    keep_only(course, honest[:stock])
    start_again(course)
    (course / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
    if honest[:stock]:
        run(course, "nbgrader", "autograde", ASSIGNMENT)
    return [configured, difference("stock nbgrader, honest hand-ins", ours, grades(course))]


def copy_course(folder: Path) -> Path:
    """Copy the course into `folder`, release it and write the demo class."""
    for part in PARTS:
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)
    run(folder, "autograder", "release", ASSIGNMENT)
    shutil.copy(folder / "gradebook.db", folder / "fresh.db")
    run(folder, "python", "demo/make_class.py", "--course", str(folder))
    return folder


def keep_only(course: Path, students: list[str]) -> None:
    """Remove all other hand-ins."""
    for path in (course / "submitted").iterdir():
        if path.name not in students:
            shutil.rmtree(path)


def start_again(course: Path) -> None:
    """Forget every grade."""
    shutil.rmtree(course / "autograded", ignore_errors=True)
    shutil.copy(course / "fresh.db", course / "gradebook.db")


def honest_students(results: Path) -> list[str]:
    """Return the students whose hand-in was whole and ended no process."""
    lines = map(json.loads, results.read_text(encoding="utf-8").splitlines())
    return [
        line["student"]
        for line in lines
        if not (line["error"] or line["events"] or line["repairs"])
    ]


def grades(course: Path) -> Grades:
    """Return the automatic score of every graded cell of every student; none is 0."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        return {
            (submission.student.id, grade.name): grade.auto_score or 0.0
            for submission in book.assignment_submissions(ASSIGNMENT)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def difference(grader: str, ours: Grades, theirs: Grades) -> Comparison:
    """Compare another grader's grades with ours."""
    different = [
        f"{student} {cell}: {ours[student, cell]!r} and {score!r}"
        for (student, cell), score in sorted(theirs.items())
        if ours[student, cell] != score
    ]
    return Comparison(grader, len({student for student, _ in theirs}), len(theirs), different)


def run(folder: Path, name: str, *words: str, allowed: tuple[int, ...] = (0,)) -> None:
    """Run a program of this Python's environment. Exits with its words when it fails."""
    program = Path(sys.executable).with_name(name)
    path = os.pathsep.join([str(program.parent), os.environ["PATH"]])  # nbgrader needs alembic
    done = subprocess.run(
        [program, *words],
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ | {"PATH": path},
    )
    if done.returncode not in allowed:
        sys.exit(f"{name} {' '.join(words)} failed:\n{done.stdout}\n{done.stderr}")


def main() -> int:
    """Print the comparison; return 1 when a grade differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=None, help="how many of the class")
    parser.add_argument("--stock", type=int, default=5, help="how many for the stock nbgrader")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = compare(Path(folder), options.students, options.stock)
    for one in found:
        count = f"{one.grades} grades of {one.students} students, {len(one.different)} different"
        print("\n".join([f"{one.grader}: {count}", *one.different]))
    return int(any(one.different for one in found))


if __name__ == "__main__":
    sys.exit(main())
