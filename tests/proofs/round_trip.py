"""Prove the round trip: Canvas's zip file → collect → grade → Canvas's gradebook.

    .venv/bin/python -m tests.proofs.round_trip [--students 30]

A class of the demo is graded where it lies. Then its hand-ins are packed as Canvas packs them,
collected into an empty course, graded, and exported into a gradebook as Canvas exports it. Every
cell must hold the score of the first grading, and nothing else in the file may be different.
"""

from __future__ import annotations

import argparse
import csv
import functools
import io
import json
import random
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.proofs.course_copy import ASSIGNMENT, copy_course, run

NAMES = (
    ("Zoë", "O’Neil"),
    ("李", "小龍"),
    ('Ada "Quote"', "von Berg, Jr."),
    ("New\nLine", "Smith"),
    ("=HYPERLINK(1)", "@Sum"),
    ("Smith_2", "Émile"),
    ("Åsa", "-Minus"),
)
HEADER = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Quiz (1)"]
Run = Callable[..., object]
STRANGERS = {"anon_aB3x9_77_x.ipynb": b"{}", "guest_999_78_x.ipynb": b"{}", "x.txt": b""}


@dataclass(frozen=True)
class Trip:
    """What came back: how many grades were compared, and all that is not as it must be."""

    grades: int
    wrong: tuple[str, ...]


def round_trip(course: Path, assignment: str, autograder: Run) -> Trip:
    """Send the class in `submitted/` of a released course on the round trip.

    `autograder` runs that program in the course with these words, of which it allows some codes.
    """
    shutil.copy(course / "gradebook.db", course / "fresh.db")
    expected, points = _grade(course, assignment, autograder)
    students = sorted(expected)
    rows = [*_head(assignment, points), *_people(students), _test_student()]
    given, filled = course / "given.csv", course / "filled.csv"
    given.write_text(_csv(rows), encoding="utf-8", newline="")
    _pack(course, assignment, students)
    shutil.copy(course / "fresh.db", course / "gradebook.db")
    shutil.rmtree(course / "autograded")
    collect = ["collect", assignment, "canvas.zip", "--from", "canvas", "--students", "given.csv"]
    autograder(*collect, allowed=(1,))  # there are strangers in it
    autograder(*collect, allowed=(1,))  # again: nothing may be different
    again, _ = _grade(course, assignment, autograder)
    export = ["export", assignment, "--for", "canvas", "--given", "given.csv"]
    autograder(*export, "--to", "filled.csv")
    wrong = [
        f"{one}: {expected[one]} became {again.get(one)}" for one in _different(expected, again)
    ]
    found = list(csv.reader(io.StringIO(filled.read_text(encoding="utf-8"), newline="")))
    return Trip(len(students), (*wrong, *_compare(rows, found, expected)))


def _grade(course: Path, assignment: str, autograder: Run) -> tuple[dict[str, float], float]:
    """Grade all that is handed in; return the scores by student and the most points there are."""
    words = ["grade", assignment, "--results", "results.jsonl", "--force"]
    autograder(*words, allowed=(0, 1))  # some hand-ins cannot be graded
    lines = [json.loads(one) for one in (course / "results.jsonl").read_text().splitlines()]
    return {one["student"]: one["score"] for one in lines}, lines[0]["max_score"]


def _different(one: Mapping[str, float], other: Mapping[str, float]) -> list[str]:
    return [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)]


def _head(assignment: str, points: float) -> list[list[str]]:
    header = [*HEADER, f"{assignment} (2)", "Final Score"]
    hidden = ["", "", "", "", "", "", "Manual Posting", ""]
    return [
        header,
        hidden,
        ["    Points Possible", "", "", "", "", "5", f"{points:g}", "(read only)"],
    ]


def _people(students: Sequence[str]) -> list[list[str]]:
    """Return a row for each student as Canvas exports it; names are as bad as names can be."""
    rows = []
    for number, student in enumerate(students):
        first, last = NAMES[number % len(NAMES)]
        sis = f"s{number}"
        rows.append([f"{last}, {first}", str(1000 + number), sis, student, "A", "4", "", "50"])
    return rows


def _test_student() -> list[str]:
    return ["Student, Test", "9999", "", "", "A", "", "", ""]


def _csv(rows: list[list[str]]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


def _pack(course: Path, assignment: str, students: Sequence[str]) -> None:
    """Move the hand-ins into a zip file as Canvas makes it, with some of its oddities."""
    chance, file_id = random.Random(5), 50_000
    files = dict(STRANGERS)
    for number, student in enumerate(students):
        first, last = NAMES[number % len(NAMES)]
        who = "".join(letter for letter in last + first if letter.isalnum() or letter == "_")
        late = "_LATE" if chance.random() < 0.2 else ""
        folder = course / "submitted" / student / assignment
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            file_id += 2
            again = chance.random() < 0.3 and path.suffix == ".ipynb"
            name = f"{path.stem}-1{path.suffix}" if again else path.name
            stem = f"{who.lower()}{late}_{1000 + number}"
            files[f"{stem}_{file_id}_{name}"] = path.read_bytes()
            if again:  # an older one beside it, which must not count
                files[f"{stem}_{file_id - 1}_{path.name}"] = b'{"cells": []}'
    shutil.rmtree(course / "submitted")
    with zipfile.ZipFile(course / "canvas.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def _compare(
    given: list[list[str]], found: list[list[str]], expected: Mapping[str, float]
) -> list[str]:
    """Return each cell that is not what it must be."""
    wrong = [] if len(given) == len(found) else [f"{len(given)} rows became {len(found)}"]
    for old, new in zip(given, found, strict=False):
        for place, (before, after) in enumerate(zip(old, new, strict=True)):
            is_grade = place == 6 and old[3] in expected
            must = f"{expected[old[3]]:.2f}" if is_grade else before
            same = float(after or "nan") == float(must) if is_grade else after in (must, f"'{must}")
            wrong += [] if same else [f"{old[3]}: {must!r} became {after!r}"]
    return wrong


def main() -> int:
    """Print what came back; return 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=30, help="how many of the demo class")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        course = copy_course(Path(folder))
        for path in sorted((course / "submitted").iterdir())[options.students :]:
            shutil.rmtree(path)
        trip = round_trip(course, ASSIGNMENT, functools.partial(run, course, "autograder"))
    print(f"{trip.grades} grades came back, {len(trip.wrong)} wrong", *trip.wrong, sep="\n")
    return int(bool(trip.wrong) or trip.grades != options.students)


if __name__ == "__main__":
    sys.exit(main())
