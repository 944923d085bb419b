"""The one record of what grading found; terminal, files and databases are renderers of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.evidence import Evidence


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
    """One task of one notebook; `manual` tasks wait for a person.

    `attempted` unless the answer is as it was released; `behaviour` tells equal wrong
    behaviour (see behaviour.py), None for what is right, untouched or did nothing.
    `evidence` is for pictures in the student's feedback; it is in no result line.
    """

    task: str
    notebook: str
    score: float
    max_score: float
    manual: bool = False
    mistakes: tuple[NamedMistake, ...] = ()
    tests: tuple[TestResult, ...] = ()
    attempted: bool = False
    behaviour: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class CheckResult:
    """What a task's visible check said; worth nothing. `message` is student text."""

    task: str
    passed: bool
    message: str = ""


@dataclass(frozen=True)
class NotebookVerdict:
    """What grading one notebook of a hand-in found.

    `error` is why nothing of it could be graded, `repairs` what was mended to read it,
    `events` what misbehaved while it ran; all in plain words. `checks` are for those who show
    a verdict at once; they are in no result line.
    """

    notebook: str
    tasks: tuple[TaskResult, ...]
    error: str | None = None
    repairs: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    seconds: float = field(compare=False, default=0.0)
    checks: tuple[CheckResult, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What grading one hand-in (a student's whole assignment) found."""

    student: str
    assignment: str
    notebooks: tuple[NotebookVerdict, ...]


def task_score(points: float, tests: tuple[TestResult, ...]) -> float:
    """Return points times the weighted share of the tests that passed (a plain float)."""
    total = sum(test.weight for test in tests)
    passed = sum(test.weight for test in tests if test.passed)
    return float(points * passed / total) if total else 0.0


def as_line(verdict: Verdict) -> dict[str, Any]:
    """Return the result line of a hand-in: keys and meanings are stable."""
    lines = {one.notebook: notebook_line(one) for one in verdict.notebooks}
    return joined_line(verdict.student, verdict.assignment, lines)


def notebook_line(verdict: NotebookVerdict) -> dict[str, Any]:
    """Return one notebook's part of a result line."""
    return {
        "error": verdict.error,
        "seconds": round(verdict.seconds, 4),
        "repairs": list(verdict.repairs),
        "events": list(verdict.events),
        "tasks": {task.task: _task_line(task) for task in verdict.tasks},
    }


def joined_line(
    student: str, assignment: str, lines: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """Return the result line made of its notebooks' parts, in the order of their names."""
    parts = [lines[name] for name in sorted(lines)]
    tasks = {name: task for part in parts for name, task in part["tasks"].items()}
    errors = [f"{name}: {lines[name]['error']}" for name in sorted(lines) if lines[name]["error"]]
    return {
        "student": student,
        "assignment": assignment,
        "score": float(sum(task["score"] for task in tasks.values())),
        "max_score": float(sum(task["max_score"] for task in tasks.values())),
        "error": "; ".join(errors) or None,
        "seconds": round(sum(part["seconds"] for part in parts), 4),
        "repairs": [text for part in parts for text in part["repairs"]],
        "events": [text for part in parts for text in part["events"]],
        "tasks": tasks,
    }


def _task_line(task: TaskResult) -> dict[str, Any]:
    return {
        "notebook": task.notebook,
        "score": task.score,
        "max_score": task.max_score,
        "manual": task.manual,
        "mistakes": [mistake.name for mistake in task.mistakes],
        "attempted": task.attempted,
        "behaviour": task.behaviour,
        "tests": [
            {"name": t.name, "title": t.title, "passed": t.passed, "message": t.message}
            for t in task.tests
        ],
    }
