"""A class that hands in the small course's notebook, for proofs that grade it many times."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent.parent
ASSIGNMENT = "tiny"
COMMAND = [sys.executable, "-m", "autograder", "grade", ASSIGNMENT, "--results", "results.jsonl"]
DOUBLES = ("return x + x", "return x ** 2", "return 2 * x", "raise NotImplementedError")
HALVES = ("return 0.5 * x", "return x // 2", "return x / 2")


def environment() -> dict[str, str]:
    """Return the environment for COMMAND."""
    return os.environ | {"PYTHONPATH": str(ROOT)}


def write_class(folder: Path, students: int) -> Path:
    """Release the small course in `folder`/course, write its class; return the course."""
    course = shutil.copytree(ROOT / "tests" / "tiny_course", folder / "course")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    release = [sys.executable, "-m", "autograder", "release", ASSIGNMENT]
    subprocess.run(release, cwd=course, env=environment(), check=True, capture_output=True)
    released = course / "release" / ASSIGNMENT / "1_numbers.ipynb"
    answers = zip(cycle(DOUBLES), cycle(HALVES), strict=False)
    for number, (double, halve) in enumerate(islice(answers, students)):
        path = course / "submitted" / f"student{number:05d}" / ASSIGNMENT / released.name
        path.parent.mkdir(parents=True)
        path.write_text(_answered(released, double=double, halve=halve), encoding="utf-8")
    return course


def _answered(released: Path, **bodies: str) -> str:
    notebook = nbformat.read(released, as_version=4)
    for cell in notebook.cells:
        if cell.id in bodies:
            cell.source = f"def {cell.id}(x):\n    {bodies[cell.id]}"
    return json.dumps(notebook)
