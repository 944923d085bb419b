"""Write nbgrader's `autograded/` folder of one hand-in."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from nbgrader import utils

from autograder.files import write_atomically

NOT_COPIED = ["*.ipynb", ".ipynb_checkpoints"]


def write_autograded(
    folder: Path,
    origins: tuple[Path, Path],
    notebooks: Mapping[str, str],
    unchanged: Collection[str] = (),
) -> None:
    """Make `folder` hold the autograded `notebooks`, those `unchanged`, and the other files.

    `origins` are the course's own folder and the student's; of two files of one name the
    course's counts. What an earlier hand-in left is removed, as nbgrader does.
    """
    _clear(folder, {f"{name}.ipynb" for name in unchanged})
    folder.mkdir(parents=True, exist_ok=True)
    for origin in origins:
        _copy_other_files(origin, folder)
    for name, text in notebooks.items():
        write_atomically(folder / f"{name}.ipynb", text)


def _clear(folder: Path, kept: Collection[str]) -> None:
    if not kept:
        if folder.is_dir():
            utils.rmtree(folder)
        return
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            utils.rmtree(path)
        elif path.name not in kept:
            path.unlink()


def _copy_other_files(origin: Path, folder: Path) -> None:
    for name in utils.find_all_files(str(origin), NOT_COPIED):
        path, target = Path(name), folder / Path(name).relative_to(origin)
        if path.is_file() and not path.is_symlink() and not target.exists():
            # A student's file may have the name of a folder of the course.
            with contextlib.suppress(FileExistsError, NotADirectoryError, PermissionError):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
