"""What the pytest plugin works at: a warm process an assignment, each notebook prepared once."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest

from autograder.collect import HiddenTest, hidden_test
from autograder.course import find_course, load_answers
from autograder.notebook import read
from autograder.outcome import Outcome
from autograder.prepare import PreparedTask, PreparedTest, prepare
from autograder.process import Zygote
from autograder.replay import Answerer
from autograder.sitting import Sitting, TimeLimits


class Desk:
    """Use as a context manager; raises CourseError when the course cannot be prepared."""

    def __enter__(self) -> Desk:
        self._zygotes: dict[Path, Zygote] = {}
        self._open = contextlib.ExitStack()
        self._tasks: dict[Path, dict[str, PreparedTask]] = {}
        self._outcomes: dict[Path, dict[str, list[Outcome]]] = {}
        return self

    def __exit__(self, *exception: object) -> None:
        self._open.close()

    def _zygote(self, item: pytest.Function) -> Zygote:
        """Return the warm process for the assignment a hidden test belongs to."""
        folder = item.path.parent
        if folder not in self._zygotes:
            zygote = Zygote(find_course(folder).source(folder.name))
            self._zygotes[folder] = self._open.enter_context(zygote)
        return self._zygotes[folder]

    def reference(self, item: pytest.Function) -> Answerer:
        """Return the reference's answers to the probes of a hidden test."""
        return Answerer(self._find(item)[1].reference)

    def student(self, item: pytest.Function, submission: Path | None) -> Answerer:
        """Return the answers of a hand-in (or the reference) to the probes of a hidden test.

        Skips the test when the hand-in is another notebook.
        """
        task, one = self._find(item)
        outcomes = self._submitted(item, submission)[task.name] if submission else task.expected
        return Answerer(outcomes[one.first : one.first + one.count])

    def _find(self, item: pytest.Function) -> tuple[PreparedTask, PreparedTest]:
        test = hidden_test(item)
        task = self._prepared(item)[test.task]
        return task, next(one for one in task.tests if one.test.name == test.name)

    def _prepared(self, item: pytest.Function) -> dict[str, PreparedTask]:
        if item.path not in self._tasks:
            course = find_course(item.path.parent)
            notebook = item.path.stem.removeprefix("test_")
            answers, module = load_answers(course.answers(item.path.parent.name, notebook))
            tests = _tests_of(item)
            named = {test.task for test in tests}
            answers.tasks = {name: answers.tasks[name] for name in answers.tasks if name in named}
            self._tasks[item.path] = prepare(tests, answers, module, self._zygote(item))
        return self._tasks[item.path]

    def _submitted(self, item: pytest.Function, submission: Path) -> dict[str, list[Outcome]]:
        if submission.stem != item.path.stem.removeprefix("test_"):
            pytest.skip(f"{submission.name} is not the notebook of these tests")
        if item.path not in self._outcomes:
            cells = [cell.source for cell in read(submission).answers()]
            with Sitting(self._zygote(item), cells, TimeLimits()) as sitting:
                self._outcomes[item.path] = {
                    name: sitting.probe(name, task.probes)
                    for name, task in self._prepared(item).items()
                }
        return self._outcomes[item.path]


def _tests_of(item: pytest.Function) -> list[HiddenTest]:
    """Return all hidden tests of the item's file that this session collected."""
    items: list[Any] = item.session.items
    return [hidden_test(one) for one in items if one.path == item.path]
