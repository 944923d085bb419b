"""Prove, on a made class, that the report says what was planted.

    .venv/bin/python -m tests.proofs.report_proof [--size N] [--seed N] [--keep FOLDER]

A class of right answers, kept mistakes, planted bugs and copies is graded in a copy of the
course, and the report is made of it. Every mistake must be named and nothing else, every
planted bug must be one cluster, and nothing else may be in it.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.report.lines import Line, read_lines
from tests.proofs.course_copy import ASSIGNMENT, copy_course, run
from tests.proofs.made_class import BUG, LEFT, MISTAKE, RIGHT, Made, make_class


@dataclass(frozen=True)
class Findings:
    """What the results say of what was planted; `surprises` holds everything that is wrong."""

    mistakes: int
    named: int
    wrong_names: int
    bugs: int
    clusters: int
    surprises: list[str]


def examine(made: Made, lines: Sequence[Line]) -> Findings:
    """Compare result lines with what was planted."""
    by_student = {line["student"]: line for line in lines}
    mistakes = named = wrong = 0
    surprises = []
    for student, answers in made.answers.items():
        for task, planted in answers.items():
            result = by_student[student]["tasks"][task]
            expected = [planted.name] if planted.kind == MISTAKE else []
            mistakes += planted.kind == MISTAKE
            named += planted.kind == MISTAKE and result["mistakes"] == expected
            wrong += any(name not in expected for name in result["mistakes"])
            if result["mistakes"] != expected or not _as_planted(planted.kind, result):
                said = f"{result['score']:g} points, {result['mistakes']}"
                surprises.append(f"{student} {task}: {planted.kind} {planted.name}: {said}")
    bugs, found, other = _clusters(made, by_student)
    return Findings(mistakes, named, wrong, bugs, found, [*surprises, *other])


def _as_planted(kind: str, result: Mapping[str, object]) -> bool:
    """Return whether a task's points and kind of result are those of what was planted."""
    full = result["score"] == result["max_score"]
    return full == (kind == RIGHT) and result["attempted"] == (kind != LEFT)


def _clusters(made: Made, by_student: Mapping[str, Line]) -> tuple[int, int, list[str]]:
    """Return how many bugs were planted, how many are a cluster of their own, and the rest."""
    behaviours: dict[tuple[str, str], set[str]] = {}
    holders: dict[tuple[str, str], set[str]] = {}
    for student, answers in made.answers.items():
        for task, planted in answers.items():
            result = by_student[student]["tasks"][task]
            if planted.kind == BUG:
                behaviours.setdefault((task, planted.name), set()).add(str(result["behaviour"]))
            if result["behaviour"] and not result["mistakes"]:
                holder = f"{planted.kind} {planted.name}"
                holders.setdefault((task, result["behaviour"]), set()).add(holder)
    own = {
        (task, name)
        for (task, name), seen in behaviours.items()
        if len(seen) == 1 and holders.get((task, *seen)) == {f"{BUG} {name}"}
    }
    lost = [f"{task}: the bug “{name}” is no cluster" for task, name in behaviours.keys() - own]
    return len(behaviours), len(own), lost


def pairs_found(made: Made, table: Path) -> tuple[int, int]:
    """Return how many copies are among the report's pairs, and how many pairs are none."""
    with table.open(encoding="utf-8", newline="") as file:
        found = {frozenset((row["student"], row["and student"])) for row in csv.DictReader(file)}
    copied = {frozenset(pair) for pair in made.copies}
    rings = [group for origin in {one for one, _ in made.copies} for group in [_ring(made, origin)]]
    return len(copied & found), sum(not any(pair <= ring for ring in rings) for pair in found)


def _ring(made: Made, origin: str) -> frozenset[str]:
    return frozenset([origin, *(copy for source, copy in made.copies if source == origin)])


def prove(folder: Path, size: int, seed: int) -> Findings:
    """Make, grade and report a class in `folder`; print what came of it."""
    course = copy_course(folder, demo=False)
    made = make_class(course, course / "submitted", size, seed)
    words = "autograder", "grade", ASSIGNMENT, "--results", "results.jsonl"
    grading = run(course, *words, allowed=(0, 1))
    reporting = run(course, "autograder", "report", ASSIGNMENT)
    lines = read_lines(course / "results.jsonl", ASSIGNMENT)
    found = examine(made, lines)
    copies, others = pairs_found(made, course / "reports" / ASSIGNMENT / "alike.csv")
    page = course / "reports" / f"{ASSIGNMENT}.html"
    results = (course / "results.jsonl").stat().st_size
    shown = {
        "hand-ins": size,
        "mistakes planted, named": f"{found.mistakes}, {_percent(found.named, found.mistakes)}",
        "wrong names": found.wrong_names,
        "bugs planted, clusters found": f"{found.bugs}, {found.clusters}",
        "copies planted, found": f"{len(made.copies)}, {copies} (and {others} other pairs)",
        "seconds to grade, to report": f"{grading:.1f}, {reporting:.1f}",
        "kB of results, of the page": f"{results // 1000}, {page.stat().st_size // 1000}",
    }
    print("\n".join(f"{what:32}{value}" for what, value in shown.items()))
    return found


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def main() -> int:
    """Print the proof; return 1 when something is not as it was planted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=300, help="how many hand-ins")
    parser.add_argument("--seed", type=int, default=7, help="another seed makes another class")
    parser.add_argument("--keep", type=Path, help="an empty folder for the course, to keep it")
    options = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = prove(options.keep or Path(folder), options.size, options.seed)
    print("\n".join(found.surprises) or "everything is as it was planted")
    print(f"{time.monotonic() - start:.0f} seconds in all")
    return int(bool(found.surprises))


if __name__ == "__main__":
    sys.exit(main())
