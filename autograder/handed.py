"""Read one handed-in file, whatever it is: its bytes, or why there are none."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from autograder.notebook import MAX_NOTEBOOK_BYTES, UnreadableNotebook, parse


@dataclass(frozen=True)
class HandedFile:
    """A file that was handed in for a notebook: its bytes, or why it cannot be read.

    `name` is where it was found in the student's folder.
    """

    name: str
    data: bytes = b""
    error: str | None = None
    repairs: tuple[str, ...] = ()


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


def unreadable(file: HandedFile) -> str | None:
    """Return why a handed-in file holds no notebook, or None when it holds one."""
    if file.error:
        return file.error
    try:
        parse(file.data)
    except UnreadableNotebook as error:
        return str(error)
    return None
