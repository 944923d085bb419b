"""Write files so that a reader, or a crash, sees the old one or the new one, never half."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path


def write_atomically(path: Path, text: str, mode: int | None = 0o644) -> None:
    """Write UTF-8 text to `path`, making its folders. Raises OSError."""
    write_lines(path, [text], mode)


def write_lines(path: Path, lines: Iterable[str], mode: int | None = 0o644) -> None:
    """Write lines, or other parts of a text, as they come. Raises OSError.

    The file may be read by all, or with `mode` None by those whom the umask lets.
    What a crash left half written has a name that the next write of `path` takes again.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            part.chmod(mode)
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def size(path: Path) -> int:
    """Return a file's size in bytes, 0 when it is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
