"""Let plain `nbgrader zip_collect` understand the names of Canvas, Moodle and Gradescope.

nbgrader hands one unpacked file after the other to a collector, here this one (see
nbgrader_config.py). Two files of one name without a time stop it, and it does not know groups:
there, and for a report of all that is left, `autograder collect` is the better tool.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from nbgrader.plugins import FileNameCollectorPlugin
from traitlets import Unicode

from autograder.lms import canvas, gradescope, moodle
from autograder.lms.archive import MAX_FILE_BYTES, Member
from autograder.lms.claims import Claim
from autograder.lms.match import owned
from autograder.lms.pick import released_name
from autograder.lms.students import ClassList, read_class


class LmsCollector(FileNameCollectorPlugin):  # type: ignore[misc]
    """Says whose a file is by the name that its system gave it."""

    students = Unicode("", help="The class: a CSV file as the system exports it.").tag(config=True)

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Return the student, the notebook and the time of a file, or None to skip it."""
        if os.path.splitext(submitted_file)[1] not in self.valid_ext:
            return None
        readings = _claims(Path(submitted_file))
        claim, ids = owned(readings, self._class) if readings else (None, set())
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


def _claims(path: Path) -> tuple[Claim, ...]:
    member = _member(path, PurePosixPath(path))
    return _of_gradescope(path) or moodle.claims_of(member) or canvas.claims_of(member)


def _of_gradescope(path: Path) -> tuple[Claim, ...]:
    """Return whose a file is when a list of Gradescope's stands in a folder around it."""
    for folder in list(path.parents)[1:5]:
        if (folder / gradescope.METADATA).is_file():
            base = PurePosixPath(folder)
            claim = gradescope.claim_of(_member(path, PurePosixPath(path)), base, _listed(folder))
            return (claim,) if claim else ()
    return ()


@functools.cache
def _listed(folder: Path) -> Mapping[Any, Any]:
    metadata = folder / gradescope.METADATA
    return gradescope.submissions_in(_member(metadata, PurePosixPath(metadata)))


def _member(path: Path, name: PurePosixPath) -> Member:
    return Member(name, lambda: path.read_bytes()[:MAX_FILE_BYTES])
