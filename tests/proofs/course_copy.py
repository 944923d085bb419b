"""A copy of the course in an empty folder, for proofs and measurements that grade a class."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = ("source", "release", "solutions", "tests/hidden", "demo", "nbgrader_config.py")
STOCK = 'c = get_config()\nc.CourseDirectory.course_id = "why-derivatives-matter"\n'
ASSIGNMENT = "derivatives"


def copy_course(folder: Path, demo: bool = True) -> Path:
    """Copy the course into `folder`, release it and write the demo class, if wanted."""
    for part in PARTS:
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)
    run(folder, "autograder", "release", ASSIGNMENT)
    shutil.copy(folder / "gradebook.db", folder / "fresh.db")
    if demo:
        run(folder, "python", "demo/make_class.py", "--course", str(folder))
    return folder


def use_stock_nbgrader(course: Path) -> None:
    """Take the course's settings away from nbgrader."""
    (course / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")


def start_again(course: Path) -> None:
    """Forget every grade and all that was written of it."""
    for folder in ("autograded", ".autograder"):
        shutil.rmtree(course / folder, ignore_errors=True)
    shutil.copy(course / "fresh.db", course / "gradebook.db")


def is_honest(line: dict[str, object]) -> bool:
    """Return whether a hand-in, by its result line, was whole and ended no process."""
    return not (line["error"] or line["events"] or line["repairs"])


def run(folder: Path, name: str, *words: str, allowed: tuple[int, ...] = (0,)) -> float:
    """Run a program of this Python's environment in `folder`; return its seconds.

    Exits with the program's own words when it fails.
    """
    program = Path(sys.executable).with_name(name)
    path = os.pathsep.join([str(program.parent), os.environ["PATH"]])  # nbgrader needs alembic
    start = time.perf_counter()
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
