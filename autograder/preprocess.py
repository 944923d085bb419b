"""Put the caged grader into plain `nbgrader autograde`: see nbgrader_config.py."""

from __future__ import annotations

import atexit
import functools
import os
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float
from traitlets.log import get_logger

from autograder.course import Course, find_course
from autograder.exam import Exam, open_exam, read_config, read_specs
from autograder.fingerprint import fingerprint, importable_files, judging_files
from autograder.grade import as_json, grade_submission
from autograder.handed import unreadable
from autograder.handins import read_handin
from autograder.notebook import Submission, parse
from autograder.process import Zygote
from autograder.records import record_of
from autograder.repair import repair
from autograder.rewritten import ask_again, is_rewritten
from autograder.sitting import TimeLimits
from autograder.spec import NotebookSpec

MOST_KEPT = 32

Pair = tuple[NotebookNode, dict[str, Any]]


def shared_zygote(course: Course, assignment: str) -> Zygote:
    """Return the warm process for an assignment as it is now; it ends with this program."""
    return _zygote(course, assignment, fingerprint(importable_files(course, assignment)))


def shared_specs(course: Course, assignment: str) -> dict[str, NotebookSpec]:
    """Return what an assignment's notebooks hold as they are now."""
    config = course.root / "nbgrader_config.py"
    sources = [course.notebook(assignment, name) for name in course.notebooks(assignment)]
    return _specs(course, assignment, fingerprint([config, *sources]))


def shared_exam(course: Course, assignment: str, notebook: str) -> Exam:
    """Return a notebook's exam as it is now."""
    judged_by = fingerprint(judging_files(course, assignment, notebook))
    return _exam(course, assignment, notebook, judged_by)


# Made once for as long as the files are the same: formgrader's program runs for days, while
# tests and notebooks change.
@functools.cache
def _zygote(course: Course, assignment: str, _fingerprint: str) -> Zygote:
    zygote = Zygote(course.source(assignment))
    zygote.__enter__()
    atexit.register(zygote.__exit__)
    return zygote


@functools.lru_cache(MOST_KEPT)
def _specs(course: Course, assignment: str, _fingerprint: str) -> dict[str, NotebookSpec]:
    return read_specs(course, assignment, read_config(course))


@functools.lru_cache(MOST_KEPT)
def _exam(course: Course, assignment: str, notebook: str, _fingerprint: str) -> Exam:
    zygote = shared_zygote(course, assignment)
    return open_exam(course, assignment, notebook, read_config(course), zygote)


class _CoursePreprocessor(NbGraderPreprocessor):  # type: ignore[misc]
    @property
    def course(self) -> Course:
        """Return the course nbgrader works in."""
        return Course(Path(self.parent.parent.coursedir.root))

    def exam(self, resources: dict[str, Any]) -> Exam:
        """Return the exam of the notebook that is being converted."""
        where = resources["nbgrader"]
        return shared_exam(self.course, where["assignment"], where["notebook"])

    def zygote(self, resources: dict[str, Any]) -> Zygote:
        """Return the warm process the notebook is graded with."""
        return shared_zygote(self.course, resources["nbgrader"]["assignment"])


class Repair(_CoursePreprocessor):
    """Find answers in damaged notebooks and put locked cells back as released."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Pair:
        """Return the repaired notebook; each repair is a warning in nbgrader's log."""
        submission = parse(as_json(nb).encode())
        repair(submission, self.exam(resources).spec)
        for text in submission.repairs:
            self.log.warning("Repaired: %s", text)
        return submission.notebook, resources


class CagedExecute(_CoursePreprocessor):
    """Run a hand-in's cells in the cage and write the scores into its grade cells."""

    cell_seconds = Float(TimeLimits.cell, help="Time limit of one cell, in seconds.").tag(
        config=True
    )
    task_seconds = Float(TimeLimits.task, help="Time limit of one task's calls.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Pair:
        """Return the notebook with outputs and scores as `autograder grade` gives them."""
        limits = TimeLimits(self.cell_seconds, self.task_seconds)
        graded = grade_submission(
            Submission(nb), self.exam(resources), self.zygote(resources), limits
        )
        for text in graded.verdict.events:
            self.log.warning("%s", text)
        return graded.notebook or nb, resources


class LookAgain(_CoursePreprocessor):
    """Ask a person to look again at written work that has points and was written anew."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Pair:
        """Return the notebook as it is; it runs after nbgrader has saved the scores."""
        where = resources["nbgrader"]
        student, notebook = where["student"], where["notebook"]
        if is_rewritten(self.parent.marked.get((student, notebook)), nb.cells):
            with Gradebook(where["db_url"]) as book:
                ask_again(book, where["assignment"], student, notebook)
        return nb, resources


class AsReleased(_CoursePreprocessor):
    """Show locked cells as students got them: nbgrader's pages have no mark scheme, no test."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Pair:
        """Return the notebook with the released source of nbgrader's locked cells."""
        where = resources["nbgrader"]
        specs = shared_specs(self.course, where["assignment"])
        released = specs[where["notebook"]].released if where["notebook"] in specs else {}
        for cell in nb.cells:
            known = cell.metadata.get("nbgrader", {})
            if known and not known.get("solution"):
                cell.source = released.get(known.get("grade_id", ""), "")
        return nb, resources


def admit(assignment: str, student: str, notebooks: list[str]) -> None:
    """Let nbgrader see what can be read, under the right names (its pre-convert hook).

    A notebook handed in under another name, or in a form nbgrader cannot read, gets a good
    copy in nbgrader's place; what stood there stays under the ending `.damaged`. One that is
    unreadable with no good copy is left out with its reason, so that it does not stop the others.
    `notebooks` are the paths nbgrader is going to convert, changed in place.
    """
    course, place = find_course(Path.cwd()), os.path.dirname(notebooks[0])
    # What `autograder grade` knew of this hand-in is not true of what nbgrader makes of it.
    record_of(course, assignment, Path(place).parent.name).unlink(missing_ok=True)
    admit_from(course, place, notebooks)


def admit_from(course: Course, place: str, notebooks: list[str]) -> None:
    """Do what `admit` does for a student's folder `place`, of which nbgrader may see nothing."""
    log = get_logger()
    for path in filter(_is_no_text, notebooks):  # nbgrader would ask its database for the name
        log.warning("a notebook whose name is no text is passed over: %r", path)
    notebooks[:] = [path for path in notebooks if not _is_no_text(path)]
    folder = Path(os.path.abspath(place))
    handin = read_handin(folder.parent.name, folder, shared_specs(course, folder.name))
    for name, file in handin.files.items():
        path = os.path.join(place, f"{name}.ipynb")
        reason = unreadable(file)
        if reason:
            log.error("%s of %s is not graded: %s", file.name, handin.student, reason)
            notebooks[:] = [one for one in notebooks if one != path]
            continue
        data = _readable(file.data)
        if file.name != f"{name}.ipynb" or data != file.data:
            _put_in_place(folder / f"{name}.ipynb", data)
            notebooks[:] = [*(one for one in notebooks if one != path), path]
            log.warning("%s of %s was handed in as %s", name, handin.student, file.name)


def _is_no_text(path: str) -> bool:
    """Say whether a file's name has bytes that are not UTF-8."""
    return not path.isascii() and path.encode("utf-8", "replace").decode() != path


def _readable(data: bytes) -> bytes:
    """Return a notebook as nbgrader, which reads it by nbformat, can read it; unchanged if so."""
    try:
        notebook = nbformat.reads(data.decode(), as_version=4)
        nbformat.validate(notebook)
        as_json(notebook).encode()  # half a character is read, but cannot be written again
    except Exception:  # nbformat lets through whatever a damaged file makes it stumble over
        return as_json(parse(data).notebook).encode()
    return data


def _put_in_place(path: Path, data: bytes) -> None:
    """Write a notebook where nbgrader looks for it; what stands there keeps its content."""
    if os.path.lexists(path):
        path.rename(path.with_name(f"{path.name}.damaged"))
    path.write_bytes(data)
