"""Prove that a hand-in gets the same score per task everywhere.

    .venv/bin/python -m tests.proofs.same_everywhere [--only demo|hostile] [--table FILE] [NAME …]

The demo class and the kept attacks of `tests/hostile/` are graded by `autograder grade`, by
`nbgrader autograde`, by `otter run` and in Gradescope's layout, in one copy of the course. Every
score of every task is compared with the one of `autograder grade`, to the last digit. NAMEs are
parts of students' names; FILE gets the whole table.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))  # where the attacks' own package is
warnings.simplefilter("ignore")

# ruff: isort: off
from nbgrader.api import Gradebook  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from hostile.attack import attacks  # noqa: E402
from hostile.build import Builder  # noqa: E402
from tests.proofs.course_copy import ASSIGNMENT, copy_course, run, start_again  # noqa: E402
from tests.proofs.elsewhere import (  # noqa: E402
    Elsewhere,
    Scores,
    grade_in_gradescopes_layout,
    grade_with_otter,
    scores_of,
)

GRADERS = ("autograder", "nbgrader", "otter run", "Gradescope")


@dataclass(frozen=True)
class Row:
    """One task of one hand-in: its score by each grader, None where a grader gave none."""

    student: str
    notebook: str
    task: str
    scores: Mapping[str, float | None]

    @property
    def different(self) -> bool:
        """Return whether a grader gave another score than `autograder grade`."""
        return len(set(self.scores.values())) != 1


def compare(folder: Path, only: str, names: Sequence[str]) -> Iterator[Row]:
    """Grade the chosen hand-ins everywhere in `folder`; yield a row for each task."""
    course = copy_course(folder / "course")
    notebooks = dict.fromkeys(path.name for path in (course / "submitted").iterdir())
    if only == "hostile":
        notebooks = {}
    if only != "demo":
        builder = Builder(course, ASSIGNMENT, folder)
        for attack in attacks(slow=True):
            builder.attack(attack)
            notebooks[attack.student] = attack.notebook
    chosen = {
        student: notebook
        for student, notebook in notebooks.items()
        if not names or any(part in student for part in names)
    }
    for path in (course / "submitted").iterdir():
        if path.name not in chosen:
            shutil.rmtree(path)
    yield from _rows(folder, course, chosen)


def _rows(folder: Path, course: Path, chosen: Mapping[str, str | None]) -> Iterator[Row]:
    """Yield the rows; a student's notebook is the only one that was handed in, None for all."""
    results = course / "results.jsonl"
    run(course, "autograder", "grade", ASSIGNMENT, "--results", str(results), allowed=(0, 1))
    ours = scores_of(results)
    print(f"autograder: {len(chosen)} hand-ins", flush=True)
    start_again(course)
    run(course, "nbgrader", "autograde", ASSIGNMENT, allowed=(0, 1))
    nbgrader = _gradebook_scores(course)
    print("nbgrader: done", flush=True)
    wanted = [key[:2] for key in ours if chosen[key[0]] in (None, key[1])]
    elsewhere = Elsewhere(course, folder / "elsewhere", list(dict.fromkeys(wanted)))
    notebooks = sorted({notebook for _, notebook in elsewhere.wanted})
    run(course, "autograder", "otter", *notebooks, "--assignment", ASSIGNMENT)
    gradescope = grade_in_gradescopes_layout(elsewhere)
    print("Gradescope: done", flush=True)
    for student, notebook, otter in grade_with_otter(elsewhere):
        for key, score in ours.items():
            if key[:2] == (student, notebook):
                found = score, nbgrader.get(key, 0.0), otter.get(key[2]), gradescope.get(key)
                yield Row(*key, dict(zip(GRADERS, found, strict=True)))


def _gradebook_scores(course: Path) -> Scores:
    """Return the scores in nbgrader's gradebook; a notebook it could not grade has none."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        return {
            (submission.student.id, notebook.name, grade.name.removeprefix("test_")): score
            for submission in book.assignment_submissions(ASSIGNMENT)
            for notebook in submission.notebooks
            for grade in notebook.grades
            for score in [grade.auto_score or 0.0]
        }


def write(rows: Iterable[Row], path: Path | None) -> list[Row]:
    """Return the rows, each written into a table at `path` as soon as it is known."""
    kept = []
    with contextlib.ExitStack() as stack:
        name = path or os.devnull
        file = stack.enter_context(open(name, "w", encoding="utf-8", newline="", buffering=1))
        lines = csv.writer(file)
        lines.writerow(["hand-in", "notebook", "task", *GRADERS])
        for row in rows:
            lines.writerow([row.student, row.notebook, row.task, *row.scores.values()])
            kept.append(row)
    return kept


def show(console: Console, rows: Sequence[Row]) -> None:
    """Print how many scores of how many hand-ins are the same, and each that is not."""
    different = [row for row in rows if row.different]
    table = Table(*["hand-in", "task", *GRADERS], title="Scores that differ")
    for row in different:
        table.add_row(row.student, row.task, *(str(row.scores[one]) for one in GRADERS))
    if different:
        console.print(table)
    students = len({row.student for row in rows})
    console.print(
        f"{students} hand-ins, {len(rows)} tasks, {len(GRADERS)} graders: "
        f"{len(different)} differences"
    )


def main() -> int:
    """Print the comparison; return 1 when a score differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="parts of students' names; all by default")
    parser.add_argument("--only", choices=("demo", "hostile"), default="")
    parser.add_argument("--table", type=Path, help="write the whole table there, as CSV")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="everywhere-") as folder:
        Path(folder).chmod(0o755)  # for the user a student process becomes
        rows = write(compare(Path(folder), options.only, options.names), options.table)
    show(Console(width=140), rows)
    return int(any(row.different for row in rows) or not rows)


if __name__ == "__main__":
    sys.exit(main())
