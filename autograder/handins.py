"""Find and read what students handed in: one folder a student, files matched to notebooks.

A notebook that is missing under its own name, or cannot be read, or is as it was released, is
looked for under other names, in subfolders and in zip archives, by the answers it holds.
"""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.files import printable, size
from autograder.notebook import (
    MAX_NOTEBOOK_BYTES,
    Submission,
    UnreadableNotebook,
    defines,
    grade_id,
    parse,
)
from autograder.spec import NotebookSpec, name

MAX_CANDIDATES = 50
MAX_OTHERS = 32 * 2**20
CHECKPOINTS = ".ipynb_checkpoints"
PROGRAMS = {CHECKPOINTS, "__MACOSX"}  # folders with copies that a program made, as is `._name`
ENDINGS = ("ipynb", "ipynb.json", "ipynb.txt", "zip")  # browsers add .json and .txt


@dataclass(frozen=True)
class HandedFile:
    """A file that was handed in for a notebook: its bytes, or why it cannot be read.

    `name` is where it was found in the student's folder.
    """

    name: str
    data: bytes = b""
    error: str | None = None
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True)
class HandIn:
    """What one student handed in: a file for each notebook that was found.

    `wanted` are the notebooks to grade, all when it is empty.
    """

    student: str
    folder: Path
    files: Mapping[str, HandedFile] = field(default_factory=dict)
    wanted: tuple[str, ...] = ()


def read_handin(student: str, folder: Path, specs: Mapping[str, NotebookSpec]) -> HandIn:
    """Read a student's folder; every notebook in it is graded or named as left out."""
    if not os.access(folder, os.R_OK | os.X_OK):
        closed = HandedFile(folder.name, error="the folder cannot be read: Permission denied")
        return HandIn(student, folder, dict.fromkeys(specs, closed))
    files = {
        notebook: read_file(folder / f"{notebook}.ipynb", f"{notebook}.ipynb")
        for notebook in specs
        if os.path.lexists(folder / f"{notebook}.ipynb")
    }
    strangers = _others(folder, {f"{notebook}.ipynb" for notebook in specs})
    strangers += [files.pop(notebook) for notebook in _swapped(files, specs)]
    lacking = [one for one in specs if _is_lacking(files.get(one), specs[one])] if strangers else []
    matched = match_misnamed(lacking, strangers, specs, files)
    for notebook, file in matched.items():
        files[notebook] = replace(file, repairs=(f"the notebook was handed in as {file.name!r}",))
    left_out = [file for file in strangers if file not in matched.values()]
    return HandIn(student, folder, _with_notes(files, left_out, specs))


def _swapped(files: Mapping[str, HandedFile], specs: Mapping[str, NotebookSpec]) -> list[str]:
    """Return the notebooks under whose names stand answers of others and none of their own."""
    held = {
        notebook: {one for one in specs if _names_an_answer(file, specs[one])}
        for notebook, file in files.items()
    }
    return [notebook for notebook, found in held.items() if found and notebook not in found]


def _names_an_answer(file: HandedFile, spec: NotebookSpec) -> bool:
    return any(answer.encode() in file.data for answer in _answers(spec))


def _is_lacking(file: HandedFile | None, spec: NotebookSpec) -> bool:
    """Return whether a notebook was not handed in, or not readably, or as it was released."""
    return file is None or bool(unreadable(file)) or not _work(parse(file.data), spec)


def _with_notes(
    files: dict[str, HandedFile], left_out: list[HandedFile], specs: Mapping[str, NotebookSpec]
) -> dict[str, HandedFile]:
    """Say once which files were not graded, and why, with the first notebook."""
    copies = [
        file for file in left_out if any(_names_an_answer(file, spec) for spec in specs.values())
    ]
    others = [file for file in left_out if file not in copies]
    notes = [
        f"not graded, since {why}: {', '.join(file.name for file in found)}"
        for why, found in (
            ("another file counts", copies),
            ("no notebook of the assignment", others),
        )
        if found
    ]
    if files and notes:
        first = next(iter(files))
        files[first] = replace(files[first], repairs=(*files[first].repairs, *notes))
    return files


def unreadable(file: HandedFile) -> str | None:
    """Return why a handed-in file holds no notebook, or None when it holds one."""
    if file.error:
        return file.error
    try:
        parse(file.data)
    except UnreadableNotebook as error:
        return str(error)
    return None


def match_misnamed(
    missing: list[str],
    strangers: list[HandedFile],
    specs: Mapping[str, NotebookSpec],
    files: Mapping[str, HandedFile],
) -> dict[str, HandedFile]:
    """Return which file of another name holds which missing notebook, by the answers in it.

    One of `files`, which have the right names, gives way only to a file with work in it.
    """
    scores = []
    for file in strangers:
        # Before a file is read as a notebook, which may be costly: it has to name an answer.
        if not any(_names_an_answer(file, specs[one]) for one in missing):
            continue
        try:
            submission = parse(file.data)
        except UnreadableNotebook:
            continue
        for one in missing:
            likeness, work = _likeness(submission, specs[one]), _work(submission, specs[one])
            if likeness and (work or one not in files or unreadable(files[one])):
                scores.append((-likeness, -work, one, file))
    matched: dict[str, HandedFile] = {}
    for *_, notebook, file in sorted(scores, key=lambda one: (*one[:3], one[3].name)):
        if notebook not in matched and file not in matched.values():
            matched[notebook] = file
    return matched


def _likeness(submission: Submission, spec: NotebookSpec) -> int:
    """Count the spec's answer cells that a notebook holds, by grade id or by what it defines."""
    cells = submission.notebook.cells
    ids = {grade_id(cell) for cell in cells}
    code = [cell for cell in cells if cell.cell_type == "code"]
    return sum(one in ids or any(defines(cell, one) for cell in code) for one in _answers(spec))


def _work(submission: Submission, spec: NotebookSpec) -> int:
    """Count the answer cells of a notebook that are not as they were released."""
    return sum(
        any(
            (grade_id(cell) == one or (cell.cell_type == "code" and defines(cell, one)))
            and cell.source.strip() != spec.released[one].strip()
            for cell in submission.notebook.cells
        )
        for one in _answers(spec)
    )


def _answers(spec: NotebookSpec) -> list[str]:
    return [name(cell) for cell in spec.cells if cell.metadata.nbgrader.solution]


def _others(folder: Path, known: Collection[str]) -> list[HandedFile]:
    """Return the notebooks elsewhere in a student's folder, or of other names, or in archives.

    Of more than `MAX_OTHERS` together the rest is not read.
    """
    found: list[HandedFile] = []
    room = MAX_OTHERS
    for path in _paths(folder, known):
        where = printable(path.relative_to(folder).as_posix())
        if room <= 0:
            found.append(HandedFile(where, error="too much else was handed in"))
            continue
        read = list(_zipped(path, where)) if path.suffix == ".zip" else [read_file(path, where)]
        room -= sum(len(file.data) for file in read)
        found += read
    return sorted(found[:MAX_CANDIDATES], key=lambda file: file.name)


def _paths(folder: Path, known: Collection[str]) -> list[Path]:
    """Return notebooks and archives up to three folders deep but those `known`, small ones first.

    No link is followed.
    """
    patterns = [f"{depth}*.{ending}" for depth in ("", "*/", "*/*/") for ending in ENDINGS]
    paths = [path for pattern in patterns for path in sorted(folder.glob(pattern))]
    here = folder.resolve()
    good = [
        path
        for path in paths
        if (where := path.relative_to(folder)).as_posix() not in known
        and path.resolve() == here / where
        and not PROGRAMS.intersection(where.parts)
        and not path.name.startswith("._")
    ]
    return sorted(good, key=size)[:MAX_CANDIDATES]


def _zipped(path: Path, where: str) -> Iterator[HandedFile]:
    """Yield the notebooks in an archive, up to the size of one notebook for all together."""
    room = MAX_NOTEBOOK_BYTES
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist()[:MAX_CANDIDATES]:
                if member.filename.endswith(".ipynb") and member.file_size <= room:
                    with archive.open(member) as file:
                        data = file.read(room)
                    room -= len(data)
                    yield HandedFile(f"{where}/{printable(member.filename)}", data)
    except Exception as error:  # zipfile lets through whatever its decompressors raise
        yield HandedFile(where, error=f"the archive cannot be read: {error}")


def read_file(path: Path, where: str) -> HandedFile:
    """Read a handed-in file; links are not followed, what is too large is not read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        reason = "it is a link" if os.path.islink(path) else error.strerror
        return HandedFile(where, error=f"the file cannot be read: {reason}")
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return HandedFile(where, error="this is no file")
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > MAX_NOTEBOOK_BYTES:
            limit = MAX_NOTEBOOK_BYTES >> 20
            return HandedFile(where, error=f"the file is larger than {limit} MiB")
        return HandedFile(where, file.read(MAX_NOTEBOOK_BYTES))
