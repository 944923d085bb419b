"""Let plain `nbgrader zip_collect` understand the names of Canvas, Moodle and Gradescope.

nbgrader hands one unpacked file after the other to a collector, here this one (see
nbgrader_config.py). Which system an archive is from is told by all names in it together, so that
no student can make a file look like another system's. Two files of one name without a time stop
nbgrader, and it does not know groups: there, and for a report of all that is left, `autograder
collect` is the better tool.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from nbgrader.plugins import FileNameCollectorPlugin
from traitlets import Enum, Unicode

from autograder.course import CourseError
from autograder.filenames import PROGRAMS
from autograder.lms import canvas, gradescope, moodle
from autograder.lms.archive import MAX_FILE_BYTES, Member
from autograder.lms.claims import Claim
from autograder.lms.match import owned
from autograder.lms.pick import released_name
from autograder.lms.roster import read_class
from autograder.lms.students import ClassList


class LmsCollector(FileNameCollectorPlugin):  # type: ignore[misc]
    """Says whose a file is by the name that its system gave it."""

    students = Unicode("", help="The class: a CSV file as the system exports it.").tag(config=True)
    system = Enum(
        ("", "canvas", "moodle", "gradescope"), "", help="The system, if it cannot be told."
    ).tag(config=True)

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Return the student, the notebook and the time of a file, or None to skip it."""
        if os.path.splitext(submitted_file)[1] not in self.valid_ext:
            return None
        try:
            readings = self._claims(Path(submitted_file))
            claim, ids = owned(readings, self._class) if readings else (None, set())
        except CourseError as error:
            self.log.error("%s", error)
            sys.exit(1)
        if claim is None or len(ids) != 1:
            self.log.warning("Nobody of the class owns %s", submitted_file)
            return None
        found = {"student_id": ids.pop(), "file_id": self._released(claim.name)}
        return found | ({"timestamp": claim.time.isoformat(" ")} if claim.time else {})

    @functools.cached_property
    def _class(self) -> ClassList | None:
        return read_class(Path(self.students)) if self.students else None

    def _released(self, name: str) -> str:
        view = self.parent.coursedir
        folder = view.format_path(view.source_directory, ".", view.assignment_id)
        return released_name(name, [path.stem for path in Path(folder).glob("*.ipynb")])

    def _claims(self, path: Path) -> tuple[Claim, ...]:
        root = Path(self.parent.coursedir.root)
        folder = base_of(archive_of(path, root, self.parent.extracted_directory))
        if not path.is_relative_to(folder):
            return ()
        member = _member(path, PurePosixPath(path.relative_to(folder)))
        system = self.system or system_of(folder)
        if system == "gradescope":
            return _of_gradescope(path, folder)
        return moodle.claims_of(member) if system == "moodle" else canvas.claims_of(member)


def archive_of(path: Path, root: Path, extracted: str) -> Path:
    """Return the folder that an archive was unpacked to; a lone file's is nbgrader's own.

    nbgrader unpacks to a folder called `extracted` somewhere in the course's folder `root`.
    """
    within = len(root.parts) if path.is_relative_to(root) else 0
    folders = path.parent.parts
    place = folders.index(extracted, within) if extracted in folders[within:] else len(folders) - 1
    return Path(*folders[: place + 2])


@functools.cache
def base_of(folder: Path) -> Path:
    """Return the folder whose names are the system's: this one, or the one around all files."""
    inner = [path for path in folder.iterdir() if path.name not in PROGRAMS]
    around = len(inner) == 1 and inner[0].is_dir() and not any(_named(folder).values())
    return inner[0] if around else folder


@functools.cache
def system_of(folder: Path) -> str:
    """Return whose names are in a folder. Raises CourseError when it cannot be told."""
    named = _named(folder)
    if not any(named.values()) and (folder / gradescope.METADATA).is_file():
        return "gradescope"
    if named["moodle"] == named["canvas"] > 0:
        raise CourseError(
            f"{folder.name} may be from Canvas or from Moodle: set c.LmsCollector.system to one"
        )
    return max(named, key=named.__getitem__)


def _named(folder: Path) -> dict[str, int]:
    """Count the names in a folder that are as a system makes them."""
    members = [_member(path, PurePosixPath(path.name, "x")) for path in folder.iterdir()]
    return {
        "canvas": sum(bool(canvas.claims_of(member)) for member in members),
        "moodle": sum(bool(moodle.claims_of(member)) for member in members),
    }


def _of_gradescope(path: Path, folder: Path) -> tuple[Claim, ...]:
    listed = _listed(folder / gradescope.METADATA)
    base = PurePosixPath(folder)
    claim = gradescope.claim_of(_member(path, PurePosixPath(path)), base, listed)
    return (claim,) if claim else ()


@functools.cache
def _listed(metadata: Path) -> Mapping[Any, Any]:
    if not metadata.is_file():
        raise CourseError(f"{metadata.parent.name} holds no {metadata.name}")
    return gradescope.submissions_in(_member(metadata, PurePosixPath(metadata)))


def _member(path: Path, name: PurePosixPath) -> Member:
    return Member(name, lambda: path.read_bytes()[:MAX_FILE_BYTES])
