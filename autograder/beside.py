"""What students hand in beside their notebooks: which of it is copied, and which is not.

The other files of a hand-in stand beside the autograded notebook, where nbgrader's feedback takes
them from. A link among them would bring what it points to, a pipe or a file that nobody may read
would end the copying, a great many of them would delay the whole class.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbgrader import utils

from autograder.filenames import CHECKPOINTS

MAX_ENTRIES = 1000  # the time of nbgrader's copying grows with the square of it
MAX_BYTES = 100 * 1000 * 1000  # as much as nbgrader lets a student submit (`max_dir_size`)
MAX_PATH_BYTES = 4000  # the system's 4096, less what a longer folder to copy to may need


@dataclass(frozen=True)
class Beside:
    """The other files in a folder: those fit to be copied, and why others, or all, are not."""

    fit: tuple[Path, ...]
    unfit: Mapping[Path, str]


def own_files(source: Path) -> frozenset[Path]:
    """Return the course's own files beside its notebooks, relative to their folder."""
    found = map(Path, utils.find_all_files(str(source), ["*.ipynb", CHECKPOINTS]))
    return frozenset(path.relative_to(source) for path in found if path.is_file())


def sort_out(folder: Path, own: Collection[Path] = ()) -> Beside:
    """Return which files beside the notebooks in a student's folder may be copied.

    `own` are the course's files; a student's of the same name is in neither list.
    """
    paths = _others(folder)
    if paths is None:
        return Beside((), {folder: f"there are more than {MAX_ENTRIES} files and folders"})
    own_folders = {parent for path in own for parent in path.parents}
    fit: list[Path] = []
    unfit: dict[Path, str] = {}
    room = MAX_BYTES
    for path in paths:
        where = path.relative_to(folder)
        size, reason = _size(path, room)
        if where in own_folders or any(parent in own for parent in where.parents):
            reason = reason or "it stands in the way of the course's own files"
        if reason:
            unfit[path] = reason
        elif where not in own:
            fit.append(path)
            room -= size
    return Beside(tuple(fit), unfit)


def _others(folder: Path) -> list[Path] | None:
    """Return the files that are no notebooks, in order, or None when there are too many.

    Links to folders are not followed.
    """
    found: list[Path] = []
    entries = 0
    for place, folders, files in os.walk(folder):
        folders[:] = [one for one in sorted(folders) if not _is_left_out(one)]
        found += [Path(place, name) for name in sorted(files) if not _is_left_out(name)]
        entries += len(folders) + len(files)
        if entries > MAX_ENTRIES:
            return None
    return found


def _is_left_out(name: str) -> bool:
    return name.endswith(".ipynb") or name == CHECKPOINTS


def _size(path: Path, room: int) -> tuple[int, str]:
    """Return a file's bytes, and why it cannot be copied or ""."""
    if len(os.fsencode(path)) > MAX_PATH_BYTES:
        return 0, "its path is too long"
    try:
        status = path.lstat()
    except OSError as error:
        return 0, str(error.strerror)
    if stat.S_ISLNK(status.st_mode):
        return 0, "it is a link"
    if not stat.S_ISREG(status.st_mode):
        return 0, "it is no file"
    if status.st_size > room:
        return 0, f"all together are larger than {MAX_BYTES // 1_000_000} MB"
    return status.st_size, "" if os.access(path, os.R_OK) else "it cannot be read"
