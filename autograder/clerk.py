"""The one who writes: what was graded before is kept, what is graded now is written down.

A student's record is forgotten before and kept after the rest is written; so whatever ends a
run, the next one does what is missing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import v4
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from autograder.autograded import write_autograded
from autograder.course import Course
from autograder.gradebook import GradebookWriter
from autograder.handins import HandIn
from autograder.records import Lines, Records
from autograder.rewritten import is_rewritten, work_in
from autograder.spec import NotebookSpec
from autograder.timestamp import submitted_at
from autograder.verdict import joined_line, notebook_line
from autograder.worker import GradedHandIn


@dataclass(frozen=True)
class Done:
    """One hand-in that is finished: its result line, and the one before, if there was one.

    `fresh` unless nothing of it had to be graded again.
    """

    line: dict[str, Any]
    fresh: bool
    before: dict[str, Any] | None = None


class Clerk:
    """Knows what was graded before and writes down what is graded now."""

    def __init__(
        self, course: Course, assignment: str, config: Config, view: Any, book: GradebookWriter
    ) -> None:
        self._course, self._assignment, self._config = course, assignment, config
        self._view, self._book = view, book
        self._records = Records(course, assignment, view.db_url)
        self._points = book.points()

    def to_grade(self, handin: HandIn, specs: Mapping[str, NotebookSpec]) -> tuple[str, ...]:
        """Return the notebooks that changed, or whose tests did, since they were graded."""
        kept = self._kept(handin)
        return tuple(name for name in specs if name not in kept)

    def unchanged(self, handin: HandIn) -> Done:
        """Return a hand-in of which nothing has to be graded again."""
        line = joined_line(handin.student, self._assignment, self._kept(handin))
        return Done(line, fresh=False, before=line)

    def finish(self, handin: HandIn, graded: GradedHandIn, written: bool) -> Done:
        """Write a graded hand-in where it belongs, then return its result line."""
        kept = self._kept(handin)
        fresh = {one.notebook: notebook_line(one) for one in graded.verdict.notebooks}
        last = self._records.last(handin.student)
        lines = {**{name: kept[name] for name in kept if name not in fresh}, **fresh}
        if written:
            self._records.forget(handin.student)
            self._write(handin, graded, unchanged=[name for name in lines if name not in fresh])
            self._records.keep(handin, self._autograded(handin.student), lines)
        before = joined_line(handin.student, self._assignment, last) if last else None
        return Done(joined_line(handin.student, self._assignment, lines), True, before)

    def _kept(self, handin: HandIn) -> Lines:
        """Return the recorded notebooks that are unchanged; what is gone since is not."""
        folder = self._autograded(handin.student)
        if not folder.is_dir():
            return {}
        lines = self._records.unchanged(handin, folder)
        return {name: line for name, line in lines.items() if self._agrees(handin, name, line)}

    def _agrees(self, handin: HandIn, notebook: str, line: Mapping[str, Any]) -> bool:
        """Return whether the gradebook has a line's points: an older one may have been put back."""
        told = sum(one["score"] for one in line["tasks"].values() if not one["manual"])
        return math.isclose(self._points.get((handin.student, notebook), -1.0), told, abs_tol=1e-6)

    def _autograded(self, student: str) -> Path:
        return Path(
            self._view.format_path(self._view.autograded_directory, student, self._assignment)
        )

    def _write(self, handin: HandIn, graded: GradedHandIn, unchanged: Sequence[str]) -> None:
        origins = (self._course.source(self._assignment), handin.folder)
        folder = self._autograded(handin.student)

        def anew(notebook: str) -> bool:
            text = graded.notebooks.get(notebook, "")
            before = work_in(folder / f"{notebook}.ipynb") if text else None
            return before is not None and is_rewritten(before, json.loads(text)["cells"])

        # The gradebook first: whoever ends a run here, the next one still has both to compare.
        moment = submitted_at(handin.folder)
        late = self._book.write(handin.student, graded.grades, moment, anew)
        write_autograded(folder, origins, graded.notebooks, unchanged)
        for notebook in graded.grades if late > 0 else ():
            self._penalise(handin.student, notebook)

    def _penalise(self, student: str, notebook: str) -> None:
        """Let nbgrader's own plugin decide what being late costs."""
        where = {
            "student": student,
            "assignment": self._assignment,
            "notebook": notebook,
            "db_url": self._view.db_url,
        }
        AssignLatePenalties(config=self._config).preprocess(v4.new_notebook(), {"nbgrader": where})
