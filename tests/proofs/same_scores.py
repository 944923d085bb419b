"""Prove that nbgrader gives the scores `autograder grade` gives, to the last digit.

    .venv/bin/python -m tests.proofs.same_scores [--students N] [--stock N]

The demo class is graded three times in a copy of the course: by `autograder grade`, by
`nbgrader autograde` with the course's settings, and (honest hand-ins only) by a stock
nbgrader without them. Every grade of every cell is compared.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook

from tests.proofs.course_copy import (
    ASSIGNMENT,
    copy_course,
    is_honest,
    run,
    start_again,
    use_stock_nbgrader,
)

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
    use_stock_nbgrader(course)
    if honest[:stock]:
        run(course, "nbgrader", "autograde", ASSIGNMENT)
    return [configured, difference("stock nbgrader, honest hand-ins", ours, grades(course))]


def keep_only(course: Path, students: list[str]) -> None:
    """Remove all other hand-ins."""
    for path in (course / "submitted").iterdir():
        if path.name not in students:
            shutil.rmtree(path)


def honest_students(results: Path) -> list[str]:
    """Return the students whose hand-in was whole and ended no process."""
    lines = map(json.loads, results.read_text(encoding="utf-8").splitlines())
    return [line["student"] for line in lines if is_honest(line)]


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
