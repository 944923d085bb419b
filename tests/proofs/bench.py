"""One notebook's exam and its kept answers, each judged as a hand-in is: caged, by the engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import nbformat

from autograder.answers import Answer, Task
from autograder.course import Course, load_answers
from autograder.exam import open_exam, read_config
from autograder.judgement import judge_task
from autograder.prepare import Kept
from autograder.process import Zygote
from autograder.release import same_references
from autograder.verdict import TaskResult

MIN_ALTERNATIVES = 3


class Place(NamedTuple):
    """Where a notebook is in a course."""

    assignment: str
    notebook: str


def places(course: Course) -> list[Place]:
    """Return all source notebooks of a course, found by listing its folders."""
    found = sorted((course.root / "source").glob("*/*.ipynb"))
    return [Place(path.parent.name, path.stem) for path in found]


class Bench:
    """Judges kept answers of one notebook; use as a context manager."""

    def __init__(self, course: Course, place: Place, zygote: Zygote) -> None:
        self.exam = open_exam(course, *place, read_config(course), zygote)
        self.answers, self.module = load_answers(course.answers(*place))
        self._source = course.notebook(*place)
        self._kept = Kept(zygote, self.answers, self.module)

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *exception: object) -> None:
        self._kept.__exit__(*exception)

    @property
    def tasks(self) -> dict[str, Task]:
        """Return the kept answers by task."""
        return self.answers.tasks

    def judge(self, task: str, answer: Answer) -> TaskResult:
        """Return the result of a task when `answer` is handed in for it."""
        prepared = self.exam.tasks[task]
        outcomes = self._kept.outcomes(self.tasks[task], answer, prepared.probes)
        points = self.exam.spec.points[task]
        return judge_task(prepared, outcomes, self.exam.spec.name, points)

    def differing_references(self) -> list[str]:
        """Return which references are not the same in the notebook and in `solutions/`."""
        return list(same_references(nbformat.read(self._source, as_version=4), self.answers))


def right(task: Task) -> Iterator[Answer]:
    """Yield the reference and the accepted alternatives."""
    if task.answer is not None:
        yield task.answer
    yield from task.alternatives


def accepted(result: TaskResult) -> bool:
    """Return whether an answer got full marks."""
    return result.score == result.max_score


def named(result: TaskResult, mistake: Answer) -> bool:
    """Return whether exactly this mistake was found, or the one it is declared one with."""
    return [one.name for one in result.mistakes] == [mistake.same_as or mistake.name]


def enough_alternatives(task: Task) -> bool:
    """Return whether enough other right answers are kept; a prediction has only one."""
    return task.prediction or len(task.alternatives) >= MIN_ALTERNATIVES
