"""The line in each grade cell, for an nbgrader without our settings: hidden tests in its kernel.

There the tests run inside the student's process, as everything does in a stock nbgrader: the
score is right for an honest hand-in, and not to be trusted further. With this course's
`nbgrader_config.py` this line is never run.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from autograder.collect import HiddenTest, collect
from autograder.compare import Mismatch
from autograder.course import Course, CourseError, find_course, load_answers
from autograder.exam import read_config, read_specs
from autograder.replay import judge
from autograder.spec import NotebookSpec
from autograder.verdict import TestResult, task_score
from autograder.wire import decode, encode


def score(task: str, names: Mapping[str, Any]) -> float:
    """Return the points of a task for the answers in `names`, by its hidden tests.

    The assignment is the folder the notebook runs in. Raises CourseError outside a course.
    """
    here = Path.cwd()
    course = find_course(here)
    spec = _spec(course, here.name, task)
    kept, _ = _answers(course.answers(here.name, spec.name))
    references = {name: one.answer.value for name, one in kept.tasks.items() if one.answer}
    tests = [one for one in _tests(course.hidden(here.name, spec.name)) if one.task == task]
    student, reference = _Direct(names), _Direct(references)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results = tuple(_result(test, student, reference) for test in tests if test.weight > 0)
    return task_score(spec.points[task], results)


class _Direct:
    """Answers probes in this process, through the same encoding as in the cage."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        self._answers = SimpleNamespace(**names)

    def __call__(self, probe: Any) -> Any:
        try:
            return decode(encode(probe(self._answers)))
        except Exception as error:
            raise Mismatch(f"the call raised {type(error).__name__}") from None


def _result(test: HiddenTest, student: Any, reference: Any) -> TestResult:
    message = judge(test, student, reference)
    return TestResult(test.name, test.title, message is None, message or "", test.weight)


@functools.cache
def _tests(path: Path) -> list[HiddenTest]:
    return collect(path)


_answers = functools.cache(load_answers)


@functools.cache
def _spec(course: Course, assignment: str, task: str) -> NotebookSpec:
    for spec in read_specs(course, assignment, read_config(course)).values():
        if task in spec.points:
            return spec
    raise CourseError(f"no notebook of {assignment} has a grade cell test_{task}")
