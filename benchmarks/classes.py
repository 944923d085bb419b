"""Classes to measure with: the demo's honest hand-ins, repeated to the size that is wanted."""

from __future__ import annotations

import json
import shutil
from itertools import cycle, islice
from pathlib import Path

from tests.proofs.course_copy import ASSIGNMENT, is_honest, run, start_again


def honest_hand_ins(course: Path) -> list[Path]:
    """Move the demo class out of the way; return the folders of its honest hand-ins.

    Honest are those that were whole and ended no process; right and wrong ones both.
    """
    run(course, "autograder", "grade", ASSIGNMENT, "--results", "r.jsonl", allowed=(0, 1))
    lines = [json.loads(line) for line in (course / "r.jsonl").read_text().splitlines()]
    shutil.move(course / "submitted", course / "demo_class")
    start_again(course)
    return [course / "demo_class" / line["student"] for line in lines if is_honest(line)]


def hand_in(course: Path, origins: list[Path], size: int, only: str = "") -> list[str]:
    """Make `submitted/` hold `size` hand-ins, of the notebook `only` or of all; return who."""
    shutil.rmtree(course / "submitted", ignore_errors=True)
    students = [f"student{number:05d}" for number in range(size)]
    for student, origin in zip(students, islice(cycle(origins), size), strict=True):
        target = course / "submitted" / student / ASSIGNMENT
        target.mkdir(parents=True)
        for path in sorted((origin / ASSIGNMENT).glob(f"{only}*.ipynb")):
            shutil.copy(path, target)
    return students
