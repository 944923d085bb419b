"""One worker of a batch: a judge with its own warm process, on one core.

Workers are forked from the batch's main process when the exams are ready, so these are
there already and paid for once.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from traitlets.config import Config

from autograder.course import Course
from autograder.exam import Exam
from autograder.grade import Graded, as_json, grade_notebook, nothing
from autograder.gradebook import CellGrades, cell_grades, no_grades
from autograder.handed import HandedFile
from autograder.handins import HandIn
from autograder.process import Zygote
from autograder.sitting import TimeLimits
from autograder.verdict import Verdict


@dataclass(frozen=True)
class GradedHandIn:
    """A hand-in's verdict, its autograded notebooks as text, its gradebook rows by notebook."""

    verdict: Verdict
    notebooks: Mapping[str, str]
    grades: Mapping[str, CellGrades]


@dataclass(frozen=True)
class Batch:
    """What a run needs to know: the course, its exams, nbgrader's settings."""

    course: Course
    assignment: str
    config: Config
    exams: Mapping[str, Exam]
    limits: TimeLimits = TimeLimits()


class Worker:
    """Grades hand-ins one after the other."""

    def __init__(self, batch: Batch, zygote: Zygote) -> None:
        self._batch, self._zygote = batch, zygote

    def grade(self, handin: HandIn) -> GradedHandIn:
        """Grade the notebooks of a hand-in that are wanted."""
        exams = self._wanted(handin)
        return self._handin(
            handin,
            {name: self._timed(exam, handin.files.get(name)) for name, exam in exams.items()},
        )

    def give_up(self, handin: HandIn, reason: str) -> GradedHandIn:
        """Return the hand-in without points, for a reason that is not in its files."""
        exams = self._wanted(handin)
        return self._handin(
            handin, {name: Graded(nothing(exam, reason), None) for name, exam in exams.items()}
        )

    def _wanted(self, handin: HandIn) -> Mapping[str, Exam]:
        exams = self._batch.exams
        return {name: exams[name] for name in exams if name in (handin.wanted or exams)}

    def _handin(self, handin: HandIn, graded: Mapping[str, Graded]) -> GradedHandIn:
        verdicts = tuple(one.verdict for one in graded.values())
        grades = {
            name: cell_grades(one.notebook)
            if one.notebook
            else no_grades(self._batch.exams[name].spec, one.verdict.error is not None)
            for name, one in graded.items()
        }
        return GradedHandIn(
            Verdict(handin.student, self._batch.assignment, verdicts),
            {name: as_json(one.notebook) for name, one in graded.items() if one.notebook},
            grades,
        )

    def _timed(self, exam: Exam, file: HandedFile | None) -> Graded:
        start = time.perf_counter()
        graded = self._notebook(exam, file)
        seconds = time.perf_counter() - start
        return Graded(replace(graded.verdict, seconds=seconds), graded.notebook)

    def _notebook(self, exam: Exam, file: HandedFile | None) -> Graded:
        if file is None:
            missing = f"{exam.spec.name} was not handed in"
            return Graded(nothing(exam, None, events=[missing]), None)
        if file.error:
            return Graded(nothing(exam, file.error, file.repairs), None)
        limits = self._batch.limits
        return grade_notebook(file.data, exam, self._zygote, limits, file.repairs)
