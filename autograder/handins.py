"""Find and read what students handed in: one folder a student, files matched to notebooks.

A notebook that is missing under its own name, or cannot be read, or is as it was released, is
looked for under other names, in subfolders and in zip archives, by the answers it holds.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.filenames import is_a_programs, printable
from autograder.files import size
from autograder.handed import HandedFile, read_file
from autograder.misnamed import lacking, match_misnamed, names_an_answer, swapped
from autograder.notebook import MAX_NOTEBOOK_BYTES
from autograder.spec import NotebookSpec

MAX_CANDIDATES = 50
MAX_OTHERS = 32 * 2**20
ENDINGS = ("ipynb", "ipynb.json", "ipynb.txt", "zip")  # browsers add .json and .txt


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
    strangers += [files.pop(notebook) for notebook in swapped(files, specs)]
    matched = match_misnamed(lacking(files, specs), strangers, specs) if strangers else {}
    for notebook, file in matched.items():
        files[notebook] = replace(file, repairs=(f"the notebook was handed in as {file.name!r}",))
    left_out = [file for file in strangers if file not in matched.values()]
    return HandIn(student, folder, _with_notes(files, left_out, specs))


def _with_notes(
    files: dict[str, HandedFile], left_out: list[HandedFile], specs: Mapping[str, NotebookSpec]
) -> dict[str, HandedFile]:
    """Say once which files were not graded, and why, with the first notebook."""
    copies = [
        file for file in left_out if any(names_an_answer(file, spec) for spec in specs.values())
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
        and not is_a_programs(where)
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
