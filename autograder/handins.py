"""Find and read what students handed in: one folder a student, files matched to notebooks."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.notebook import (
    MAX_NOTEBOOK_BYTES,
    Submission,
    UnreadableNotebook,
    defines,
    grade_id,
    parse,
)
from autograder.spec import NotebookSpec, name


@dataclass(frozen=True)
class HandedFile:
    """A file that was handed in for a notebook: its bytes, or why it cannot be read."""

    path: Path
    data: bytes = b""
    error: str | None = None
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True)
class HandIn:
    """What one student handed in: a file for each notebook that was found."""

    student: str
    folder: Path
    files: Mapping[str, HandedFile] = field(default_factory=dict)


def read_handin(student: str, folder: Path, specs: Mapping[str, NotebookSpec]) -> HandIn:
    """Read a student's folder; a notebook under another name is found by its content."""
    paths = {path.stem: path for path in sorted(folder.glob("*.ipynb"))}
    files = {notebook: read_file(paths[notebook]) for notebook in specs if notebook in paths}
    missing = [notebook for notebook in specs if notebook not in files]
    strangers = [path for stem, path in paths.items() if stem not in specs]
    for notebook, path in match_misnamed(missing, strangers, specs).items():
        found = read_file(path)
        note = f"the notebook was handed in as {path.name!r}"
        files[notebook] = HandedFile(path, found.data, found.error, (note,))
    return HandIn(student, folder, files)


def match_misnamed(
    missing: list[str], strangers: list[Path], specs: Mapping[str, NotebookSpec]
) -> dict[str, Path]:
    """Return which file of another name holds which missing notebook, by the tasks in it."""
    scores = []
    for path in strangers:
        file = read_file(path)
        try:
            submission = parse(file.data)
        except UnreadableNotebook:
            continue
        scores += [(_likeness(submission, specs[one]), one, path) for one in missing]
    matched: dict[str, Path] = {}
    for likeness, notebook, path in sorted(scores, key=lambda one: (-one[0], one[1], one[2].name)):
        if likeness > 0 and notebook not in matched and path not in matched.values():
            matched[notebook] = path
    return matched


def _likeness(submission: Submission, spec: NotebookSpec) -> int:
    """Count the spec's answer cells that a notebook holds, by grade id or by what it defines."""
    wanted = [name(cell) for cell in spec.cells if cell.metadata.nbgrader.solution]
    cells = submission.notebook.cells
    ids = {grade_id(cell) for cell in cells}
    code = [cell for cell in cells if cell.cell_type == "code"]
    return sum(one in ids or any(defines(cell, one) for cell in code) for one in wanted)


def read_file(path: Path) -> HandedFile:
    """Read a handed-in file; links are not followed, what is too large is not read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        reason = "it is a link" if path.is_symlink() else error.strerror
        return HandedFile(path, error=f"the file cannot be read: {reason}")
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return HandedFile(path, error="this is no file")
        if status.st_size > MAX_NOTEBOOK_BYTES:
            limit = MAX_NOTEBOOK_BYTES >> 20
            return HandedFile(path, error=f"the file is larger than {limit} MiB")
        return HandedFile(path, file.read(MAX_NOTEBOOK_BYTES))
