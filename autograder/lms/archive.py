"""Read a downloaded zip file, or a folder, as a list of files that are safe to store.

Nothing is unpacked here. A member whose name leads out of the archive, that is a link, or that
is too large is left out with its reason; the others are not held back by it.
"""

from __future__ import annotations

import contextlib
import os
import stat
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.course import CourseError
from autograder.filenames import is_a_programs, printable

MAX_MEMBERS = 200_000
MAX_FILE_BYTES = 64 << 20
MAX_NAME_BYTES = 255  # of the file systems the files will be on
MAX_DEPTH = 20
UTF8_NAME = 0x800  # the flag of a zip member whose name is UTF-8
ENCRYPTED = 0x1


class Unreadable(ValueError):
    """A member that cannot be read; the message says why."""


@dataclass(frozen=True)
class Member:
    """A file of an export: its path in it, and how to read it (raises Unreadable)."""

    path: PurePosixPath
    read: Callable[[], bytes]


@dataclass(frozen=True)
class LeftOut:
    """A file that was not collected, and why; `expected` when nobody needs to look at it."""

    name: str
    reason: str
    expected: bool = False


@dataclass(frozen=True)
class Export:
    """What an export holds: files to collect, and what is left out with its reason."""

    members: tuple[Member, ...]
    left_out: tuple[LeftOut, ...]


@contextlib.contextmanager
def open_export(path: Path) -> Iterator[Export]:
    """Open a zip file or a folder. Raises CourseError when it is neither or cannot be read."""
    if path.is_dir():
        yield _not_empty(path, _sorted_out(_walk(path)))
        return
    try:
        with zipfile.ZipFile(path) as archive:
            if len(archive.infolist()) > MAX_MEMBERS:
                raise CourseError(f"{path.name} holds more than {MAX_MEMBERS:,} files")
            yield _not_empty(path, _sorted_out(_zipped(archive)))
    except (OSError, zipfile.BadZipFile, NotImplementedError, UnicodeError) as error:
        raise CourseError(f"{path} is no zip file or folder that can be read: {error}") from error


def _not_empty(path: Path, export: Export) -> Export:
    if not (export.members or export.left_out):
        raise CourseError(f"{path} holds no files")
    return export


def _sorted_out(found: Iterator[Member | LeftOut]) -> Export:
    members, left = [], []
    for one in found:
        if isinstance(one, LeftOut):
            left.append(one)
        elif is_a_programs(one.path):
            left.append(LeftOut(printable(str(one.path)), "a file of the system", expected=True))
        else:
            members.append(one)
    return Export(tuple(members), tuple(left))


def _zipped(archive: zipfile.ZipFile) -> Iterator[Member | LeftOut]:
    for info in archive.infolist():
        if info.is_dir():
            continue
        name = _zip_name(info)
        reason = _unfit(name) or _unfit_member(info)
        if reason:
            yield LeftOut(printable(name), reason)
        else:
            yield Member(_path(name), lambda info=info: _unzip(archive, info))  # type: ignore[misc]


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name: as UTF-8 when its bytes are that, else as cp437, as zip says."""
    name = info.orig_filename
    if not info.flag_bits & UTF8_NAME:
        with contextlib.suppress(UnicodeError):  # many programs write UTF-8 and do not say so
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _unfit(name: str) -> str | None:
    """Return why a name must not become a path, or None."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":" or not path.parts:
        return "its name leads out of the archive"
    if "\0" in name or len(path.parts) > MAX_DEPTH:
        return "its name is no path"
    if max(len(part.encode("utf-8", "replace")) for part in path.parts) > MAX_NAME_BYTES:
        return f"its name is longer than {MAX_NAME_BYTES} bytes"
    return None


def _unfit_member(info: zipfile.ZipInfo) -> str | None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "it is a link" if kind == stat.S_IFLNK else "it is no plain file"
    if info.flag_bits & ENCRYPTED:
        return "it is encrypted"
    return _too_large() if info.file_size > MAX_FILE_BYTES else None


def _too_large() -> str:
    return f"it is larger than {MAX_FILE_BYTES >> 20} MiB"


def _path(name: str) -> PurePosixPath:
    return PurePosixPath(*(printable(part) for part in PurePosixPath(name).parts))


def _unzip(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes; a member that unpacks to more than it says is refused."""
    try:
        with archive.open(info) as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except Exception as error:  # zipfile lets through whatever its decompressors raise
        raise Unreadable(f"it is damaged: {error}") from error
    if len(data) > MAX_FILE_BYTES:
        raise Unreadable(_too_large())
    return data


def _walk(root: Path) -> Iterator[Member | LeftOut]:
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted([*names, *(one for one in folders if _is_link(folder, one))]):
            path = Path(folder, name)
            inside = unicodedata.normalize("NFC", path.relative_to(root).as_posix())
            reason = _unfit(inside) or _unfit_file(path)
            if reason:
                yield LeftOut(printable(inside), reason)
            else:
                yield Member(_path(inside), lambda path=path: _read(path))  # type: ignore[misc]


def _is_link(folder: str, name: str) -> bool:
    return Path(folder, name).is_symlink()


def _unfit_file(path: Path) -> str | None:
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        return "it is a link" if stat.S_ISLNK(status.st_mode) else "it is no plain file"
    return _too_large() if status.st_size > MAX_FILE_BYTES else None


def _read(path: Path) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            return file.read(MAX_FILE_BYTES)
    except OSError as error:
        raise Unreadable(f"it cannot be read: {error.strerror}") from error
