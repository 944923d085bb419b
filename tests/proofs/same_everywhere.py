"""Prove that a hand-in gets the same score per task everywhere.

    .venv/bin/python -m tests.proofs.same_everywhere
        [--only demo|hostile|FAMILY] [--table FILE] [--batch N] [NAME …]

The demo class and the kept attacks of `tests/hostile/` are graded by `autograder grade`, by
`nbgrader autograde`, by `otter run` and in Gradescope's layout, in one copy of the course. Every
score of every task is compared with the one of `autograder grade`, to the last digit.

FAMILY is a folder of `tests/hostile/`, NAMEs are parts of students' names. N hand-ins at a time
go through all four graders and are then written to FILE; hand-ins that FILE already holds are
not graded again, so that a proof that was stopped goes on.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))  # where the attacks' own package is
warnings.simplefilter("ignore")

# ruff: isort: off
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from hostile.attack import FAMILIES, attacks  # noqa: E402
from hostile.build import Builder  # noqa: E402
from tests.proofs.course_copy import ASSIGNMENT, copy_course, run  # noqa: E402
from tests.proofs.graded_everywhere import GRADERS, Row, grade_everywhere  # noqa: E402

HEAD = ["hand-in", "notebook", "task", *GRADERS]


def hand_in(course: Path, home: Path, only: str) -> dict[str, str | None]:
    """Write the hand-ins into `submitted/`; return whose they are, each with its one notebook.

    A hand-in of the demo class has all notebooks: None.
    """
    students: dict[str, str | None] = {}
    if only in ("", "demo"):
        run(course, "python", "demo/make_class.py", "--course", str(course))
        students |= dict.fromkeys(path.name for path in (course / "submitted").iterdir())
    builder = Builder(course, ASSIGNMENT, home)
    for attack in attacks(slow=True):
        if only in ("", "hostile", attack.family):
            builder.attack(attack)
            students[attack.student] = attack.notebook
    return students


def compare(
    folder: Path, only: str, names: Sequence[str], known: set[str], size: int
) -> Iterator[list[Row]]:
    """Grade the chosen hand-ins everywhere in `folder`, `size` at a time; yield their rows.

    `known` students are passed over.
    """
    course = copy_course(folder / "course", demo=False)
    everyone = hand_in(course, folder, only)
    chosen = [
        student
        for student in everyone
        if student not in known and (not names or any(part in student for part in names))
    ]
    (course / "submitted").rename(course / "waiting")
    run(course, "autograder", "otter", "--assignment", ASSIGNMENT)
    begin = time.monotonic()
    _tell(f"{len(chosen)} hand-ins to grade, {len(known)} are known")
    for first in range(0, len(chosen), size):
        batch = {student: everyone[student] for student in chosen[first : first + size]}
        yield list(_grade(course, batch, folder / "elsewhere"))
        done = first + len(batch)
        spent = time.monotonic() - begin
        left = spent / done * (len(chosen) - done)
        _tell(f"{done} of {len(chosen)} hand-ins, {spent:.0f} s; about {left:.0f} s more")


def _grade(course: Path, students: Mapping[str, str | None], folder: Path) -> Iterator[Row]:
    """Yield the rows of some students, whose hand-ins wait."""
    submitted = course / "submitted"
    submitted.mkdir()
    for student in students:
        (course / "waiting" / student).rename(submitted / student)
    yield from grade_everywhere(course, ASSIGNMENT, students, folder, _tell)
    for done in (submitted, folder):
        shutil.rmtree(done)


def _tell(text: str) -> None:
    print(text, flush=True)


def read_table(path: Path | None) -> list[Row]:
    """Return the rows that a table already holds."""
    if path is None or not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    if lines[:1] != [HEAD]:
        sys.exit(f"{path} holds another table")
    scores = [[float(one) if one else None for one in line[3:]] for line in lines[1:]]
    return [
        Row(*line[:3], dict(zip(GRADERS, found, strict=True)))
        for line, found in zip(lines[1:], scores, strict=True)
    ]


def add_to_table(path: Path | None, rows: Sequence[Row]) -> None:
    """Add the rows of a batch to a table, which is made when it is not there."""
    if path is None:
        return
    with path.open("a", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        if not file.tell():
            lines.writerow(HEAD)
        lines.writerows([row.student, row.notebook, row.task, *row.scores.values()] for row in rows)
        file.flush()
        os.fsync(file.fileno())


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
    parser.add_argument("--only", choices=("demo", "hostile", *FAMILIES), default="")
    parser.add_argument("--table", type=Path, help="add to this CSV file; what it has is kept")
    parser.add_argument("--batch", type=int, default=20, help="hand-ins at a time (20)")
    options = parser.parse_args()
    rows = read_table(options.table)
    known = {row.student for row in rows}
    with tempfile.TemporaryDirectory(prefix="everywhere-") as folder:
        Path(folder).chmod(0o755)  # for the user a student process becomes
        for found in compare(Path(folder), options.only, options.names, known, options.batch):
            add_to_table(options.table, found)
            rows += found
    show(Console(width=140), rows)
    return int(any(row.different for row in rows) or not rows)


if __name__ == "__main__":
    sys.exit(main())
