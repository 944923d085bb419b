"""Write nbgrader's `autograded/` folder of one hand-in."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from nbgrader import utils

from autograder.beside import own_files, sort_out
from autograder.files import write_atomically


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
    source, handed_in = origins
    _clear(folder, {f"{name}.ipynb" for name in unchanged})
    folder.mkdir(parents=True, exist_ok=True)
    own = own_files(source)
    for path in own:
        _copy(source / path, folder / path)
    for path in sort_out(handed_in, own).fit:
        _copy(path, folder / path.relative_to(handed_in))
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


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
