"""Show nbgrader the hand-ins its own search overlooks, and hide from it what would stop it.

nbgrader looks for `*.ipynb` right in a student's folder and passes over a folder without one,
before any hook of a hand-in is called; later it copies whatever else is in the folder. The
exporter (see `exporter_class` in nbgrader_config.py) is the first thing of ours it makes, after
that search and before it converts and copies.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from traitlets.log import get_logger

from autograder.beside import own_files, sort_out
from autograder.course import Course
from autograder.preprocess import admit_from
from autograder.rewritten import Work, marked_work
from autograder.timestamp import TIMESTAMP, submitted_at

MAX_IGNORED = 20


class SeekingExporter(NotebookExporter):
    """nbconvert's notebook exporter; made by `nbgrader autograde`, it adds overlooked hand-ins.

    `marked` is what `LookAgain` compares with.
    """

    marked: Mapping[tuple[str, str], Work | None] = {}

    def __init__(self, config: Any = None, **options: Any) -> None:
        super().__init__(config, **options)  # type: ignore[no-untyped-call]
        if isinstance(self.parent, Autograde):
            seek(self.parent)
            for folder in self.parent.assignments:
                set_aside_bad_timestamp(Path(folder))
            hide_unfit_files(self.parent)
            self.marked = _marked(self.parent)


def _marked(converter: Autograde) -> dict[tuple[str, str], Work | None]:
    """Return the written work that has points, before nbgrader removes the autograded notebooks."""
    places = converter.coursedir

    def folder_of(student: str) -> Path:
        return Path(places.format_path(places.autograded_directory, student, places.assignment_id))

    with Gradebook(places.db_url, places.course_id) as book:
        return marked_work(book, places.assignment_id, folder_of)


def set_aside_bad_timestamp(folder: Path) -> None:
    """Rename a `timestamp.txt` that is no time, or a link: nbgrader would stop at it."""
    path = folder / TIMESTAMP
    if not os.path.lexists(path) or submitted_at(folder) is not None:
        return
    get_logger().warning("%s says no time: when this was handed in is not known", path)
    try:
        path.rename(path.with_name(f"{TIMESTAMP}.damaged"))
    except OSError as error:  # nbgrader stops at this student only
        get_logger().error("%s cannot be set aside: %s", path, error)


def hide_unfit_files(converter: Autograde) -> None:
    """Let nbgrader ignore what had better not be copied beside the autograded notebooks.

    nbgrader's `ignore` takes whole paths too. Of a folder with more than a few to ignore, for
    which nbgrader would look at each file of each student, nothing is copied.
    """
    places = converter.coursedir
    own = own_files(Course(Path(places.root)).source(places.assignment_id))
    for folder in converter.assignments:
        unfit = dict(sort_out(Path(folder), own).unfit)
        if len(unfit) > MAX_IGNORED:
            unfit = {Path(folder): f"{len(unfit)} files in it are not fit to be"}
        for path, reason in unfit.items():
            get_logger().warning("%s is not copied: %s", path, reason)
        places.ignore = [*places.ignore, *(glob.escape(str(path)) for path in unfit)]


def seek(converter: Autograde) -> None:
    """Add to what nbgrader is going to grade the folders it passed over that hold notebooks.

    Each notebook found there, in a subfolder, in an archive or under another ending, gets a copy
    in nbgrader's place. nbgrader itself has stopped before when it found nothing in any folder.
    """
    places = converter.coursedir
    course = Course(Path(places.root))
    wanted = places.format_path(places.submitted_directory, places.student_id, places.assignment_id)
    for folder in sorted(set(glob.glob(wanted)) - set(converter.assignments)):
        notebooks: list[str] = []
        try:
            admit_from(course, folder, notebooks)
        except OSError as error:  # a copy cannot be written: the others are graded all the same
            get_logger().error("%s is not graded: %s", folder, error)
            continue
        asked = [path for path in notebooks if fnmatch(Path(path).stem, places.notebook_id)]
        if asked:
            converter.assignments[folder] = asked
