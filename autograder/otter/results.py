"""A verdict as Gradescope's results.json; Otter's plugin reads the same record.

Source: "Autograder Specifications" and "Submission Metadata" of Gradescope's autograder
documentation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.compare import NOT_ANSWERED
from autograder.render import test_lines
from autograder.verdict import CheckResult, NotebookVerdict, TaskResult

VISIBILITIES = ("hidden", "after_due_date", "after_published", "visible")
OPEN = "NotImplementedError"  # what released cells raise
NOTHING_TO_SAY = "The hand-in was read and graded."


def as_results(verdict: NotebookVerdict, visibility: str) -> dict[str, Any]:
    """Return the results of a handed-in notebook, scores unrounded; hidden tests get `visibility`.

    What is said of the whole hand-in, and what its visible checks say, can be seen at once, so
    nothing of a hidden test is in it. An entry with `extra_data` is a task's; a check is worth
    nothing.
    """
    said = [verdict.error, *verdict.repairs] if verdict.error else verdict.repairs
    checks = {check.task: [_check(check)] for check in verdict.checks}
    tests = [
        entry
        for task in verdict.tasks
        for entry in (*checks.get(task.task, []), _test(task, visibility))
    ]
    if verdict.events:
        tests.append(_note("what happened", verdict.events, visibility))
    return {
        "score": float(sum(task.score for task in verdict.tasks)),
        "execution_time": round(verdict.seconds, 3),
        "output": "\n".join(said) or NOTHING_TO_SAY,
        "output_format": "text",
        "test_output_format": "text",
        "visibility": visibility,
        "stdout_visibility": "hidden",
        "tests": tests,
    }


def _check(check: CheckResult) -> dict[str, Any]:
    return {
        "name": f"{check.task}: visible check",
        "score": 0.0,
        "max_score": 0.0,
        "status": "passed" if check.passed else "failed",
        "output": NOT_ANSWERED if check.message == OPEN else check.message or "passed",
        "visibility": "visible",
    }


def _test(task: TaskResult, visibility: str) -> dict[str, Any]:
    if task.manual:
        text = f"{task.max_score:g} points, marked by a person."
        return _note(task.task, [text], "visible")
    return {
        "name": task.task,
        "score": task.score,
        "max_score": task.max_score,
        "status": "passed" if task.score == task.max_score else "failed",
        "output": "\n".join(test_lines(task)),
        "visibility": visibility,
        "extra_data": {
            "cases": [
                {
                    "title": test.title,
                    "passed": test.passed,
                    "message": test.message,
                    "weight": test.weight,
                }
                for test in task.tests
            ]
        },
    }


def _note(name: str, lines: Sequence[str], visibility: str) -> dict[str, Any]:
    """Return an entry that tells something and has no points."""
    return {"name": name, "output": "\n".join(lines), "visibility": visibility}
