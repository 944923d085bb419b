"""What stands beside an assignment's notebooks (modules, pictures, data), for student code.

Students have these files beside their notebooks, so while grading they can be imported too.
Each warm process gets a copy of its own without the notebooks, which hold the answers.
"""

from __future__ import annotations

import compileall
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.bundle import SKIPPED
from autograder.course import CourseError
from autograder.paths import BESIDE


def lay_out(beside: Path | None) -> TemporaryDirectory[str]:
    """Copy all but the notebooks of a folder to a new one, for every user to read and import.

    The new one is empty without a folder to copy. Raises CourseError when a file cannot be
    copied.
    """
    place = TemporaryDirectory(prefix=BESIDE, ignore_cleanup_errors=True)
    Path(place.name).chmod(0o755)
    try:
        if beside and beside.is_dir():
            _copy(beside, Path(place.name))
    except BaseException:
        place.cleanup()
        raise
    return place


def _copy(beside: Path, folder: Path) -> None:
    left_out = shutil.ignore_patterns("*.ipynb", *SKIPPED)
    try:
        shutil.copytree(beside, folder, ignore=left_out, dirs_exist_ok=True)
    except OSError as error:
        raise CourseError(f"what stands beside the notebooks cannot be copied: {error}") from error
    compileall.compile_dir(folder, quiet=2)  # student code may not write what it compiles
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
