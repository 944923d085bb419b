"""The one record of what grading found; terminal, files and databases are renderers of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class TestResult:
    """One hidden test: its title is the line the student sees, `message` why it failed."""

    name: str
    title: str
    passed: bool
    message: str = ""
    weight: float = 1.0

    __test__ = False  # no test class for pytest, whatever its name


@dataclass(frozen=True)
class NamedMistake:
    """A recognised mistake: "It looks like `says`", and one question to ask."""

    name: str
    says: str
    ask: str


@dataclass(frozen=True)
class TaskResult:
    """One task of one notebook; `manual` tasks wait for a person."""

    task: str
    notebook: str
    score: float
    max_score: float
    manual: bool = False
    mistakes: tuple[NamedMistake, ...] = ()
    tests: tuple[TestResult, ...] = ()


@dataclass(frozen=True)
class NotebookVerdict:
    """What grading one notebook of a hand-in found.

    `error` is why nothing of it could be graded, `repairs` what was mended to read it,
    `events` what misbehaved while it ran; all in plain words.
    """

    notebook: str
    tasks: tuple[TaskResult, ...]
    error: str | None = None
    repairs: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What grading one hand-in (a student's whole assignment) found."""

    student: str
    assignment: str
    notebooks: tuple[NotebookVerdict, ...]
    seconds: float = field(compare=False, default=0.0)

    @property
    def tasks(self) -> tuple[TaskResult, ...]:
        """Return the tasks of all notebooks."""
        return tuple(task for notebook in self.notebooks for task in notebook.tasks)

    @property
    def score(self) -> float:
        """Return the sum of points earned."""
        return float(sum(task.score for task in self.tasks))

    @property
    def max_score(self) -> float:
        """Return the sum of points there are, manual ones included."""
        return float(sum(task.max_score for task in self.tasks))

    @property
    def error(self) -> str | None:
        """Return why notebooks could not be graded, or None."""
        errors = [f"{one.notebook}: {one.error}" for one in self.notebooks if one.error]
        return "; ".join(errors) or None


def task_score(points: float, tests: tuple[TestResult, ...]) -> float:
    """Return points times the weighted share of the tests that passed (a plain float)."""
    total = sum(test.weight for test in tests)
    passed = sum(test.weight for test in tests if test.passed)
    return float(points * passed / total) if total else 0.0


def as_line(verdict: Verdict) -> dict[str, Any]:
    """Return the result line of a hand-in: keys and meanings are stable."""
    return {
        "student": verdict.student,
        "assignment": verdict.assignment,
        "score": verdict.score,
        "max_score": verdict.max_score,
        "error": verdict.error,
        "seconds": round(verdict.seconds, 4),
        "repairs": [text for one in verdict.notebooks for text in one.repairs],
        "events": [text for one in verdict.notebooks for text in one.events],
        "tasks": {task.task: _task_line(task) for task in verdict.tasks},
    }


def _task_line(task: TaskResult) -> dict[str, Any]:
    return {
        "notebook": task.notebook,
        "score": task.score,
        "max_score": task.max_score,
        "manual": task.manual,
        "mistakes": [mistake.name for mistake in task.mistakes],
        "tests": [
            {"name": t.name, "title": t.title, "passed": t.passed, "message": t.message}
            for t in task.tests
        ],
    }
