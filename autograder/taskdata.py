"""A task's result as data in its grade cell: what the feedback page is made of.

It travels in the autograded notebook, so that a page is right whoever graded: the batch,
`nbgrader autograde` or formgrader. It holds what its student may see, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from nbformat import NotebookNode

from autograder.evidence import as_data, from_data
from autograder.verdict import NamedMistake, TaskResult, TestResult

TASK_MIME = "application/vnd.autograder.task+json"
LOOKS_LIKE = "It looks like "
MAX_TESTS, MAX_LINES, MAX_TEXT = 200, 400, 2000


def task_data(task: TaskResult) -> dict[str, Any]:
    """Return a task's result as JSON can hold it."""
    return {
        "score": task.score,
        "tests": [[test.passed, test.title, test.message] for test in task.tests],
        "mistakes": [[one.name, one.says, one.ask] for one in task.mistakes],
        "evidence": [as_data(one) for one in task.evidence],
    }


def read_task(cell: NotebookNode, notebook: str, points: float) -> TaskResult:
    """Return what a graded cell says of its task, as far as it says something.

    Where the data is missing (another grader wrote the notebook) the printed lines are read.
    """
    name = cell.metadata.nbgrader.grade_id.removeprefix("test_")
    for output in cell.get("outputs", []):
        data = output.get("data", {}).get(TASK_MIME)
        if isinstance(data, dict):
            return _from_data(name, notebook, points, data)
    text = "".join(
        one.get("text", "") for one in cell.get("outputs", []) if one.output_type == "stream"
    )
    lines = text.splitlines()[:MAX_LINES]
    return TaskResult(
        name,
        notebook,
        0.0,
        points,
        mistakes=tuple(_mistakes_in(lines)),
        tests=tuple(_tests_in(lines)),
    )


def _from_data(name: str, notebook: str, points: float, data: dict[str, Any]) -> TaskResult:
    tests = _rows(data.get("tests"), 3)
    mistakes = _rows(data.get("mistakes"), 3)
    score = data.get("score")
    evidence = data.get("evidence")
    return TaskResult(
        task=name,
        notebook=notebook,
        score=float(score) if isinstance(score, (int, float)) else 0.0,
        max_score=points,
        mistakes=tuple(NamedMistake(*map(_text, row)) for row in mistakes),
        tests=tuple(TestResult("", _text(row[1]), row[0] is True, _text(row[2])) for row in tests),
        evidence=tuple(
            filter(None, map(from_data, evidence if isinstance(evidence, list) else []))
        ),
    )


def _rows(data: Any, width: int) -> list[list[Any]]:
    """Return the rows of a table in the data, without what is none."""
    rows = data if isinstance(data, list) else []
    return [row for row in rows[:MAX_TESTS] if isinstance(row, list) and len(row) == width]


def _text(value: Any) -> str:
    return value[:MAX_TEXT] if isinstance(value, str) else ""


def _tests_in(lines: list[str]) -> Iterator[TestResult]:
    """Yield the tests that the printed lines of a grade cell tell of."""
    for line in lines:
        word, colon, rest = line.partition(": ")
        if colon and word in ("passed", "failed"):
            title, _, message = rest.partition(": ")
            yield TestResult("", title[:MAX_TEXT], word == "passed", message[:MAX_TEXT])


def _mistakes_in(lines: list[str]) -> Iterator[NamedMistake]:
    """Yield the mistakes they name, each in one line with its question in the next."""
    for line, question in pairwise([*lines, ""]):
        if line.startswith(LOOKS_LIKE):
            says = line.removeprefix(LOOKS_LIKE).removesuffix(".")
            yield NamedMistake("", says[:MAX_TEXT], question[:MAX_TEXT])
