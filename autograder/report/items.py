"""Numbers about tasks and hidden tests: are they too hard, too easy, and do they tell?

A hidden test's discrimination is the point-biserial correlation of passing it with the points
in everything else: r = (M1 − M0) / s · √(p (1 − p)), where M1 and M0 are the mean rest
scores of those who pass and fail, s is the standard deviation of all rest scores and p the
share that passes (J. Lev, Annals of Mathematical Statistics 20, 1949; leaving the task itself
out of the rest score: L. Crocker and J. Algina, Introduction to Classical and Modern Test
Theory, 1986, chapter 14). Near 1 it is those who do well elsewhere that pass; near 0, or
below, the test says nothing about them.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from autograder.report.lines import Line


@dataclass(frozen=True)
class TaskItem:
    """One task: `mean` of all hand-ins; `difficulty` is the share of points the attempts got."""

    task: str
    notebook: str
    points: float
    handins: int
    attempted: int
    full: int
    named: int
    unnamed: int
    mean: float
    difficulty: float | None
    discrimination: float | None


@dataclass(frozen=True)
class TestItem:
    """One hidden test among the attempts at its task; `alone`: it was the only one to fail."""

    task: str
    test: str
    title: str
    attempts: int
    failed: int
    alone: int
    discrimination: float | None

    __test__ = False  # no test class for pytest, whatever its name

    @property
    def remark(self) -> str:
        """Return what an instructor should know about it, '' when it does its work."""
        if self.attempts and not self.failed:
            return "never fails"
        return "everybody fails" if self.attempts and self.failed == self.attempts else ""


def point_biserial(right: Sequence[bool], rest: Sequence[float]) -> float | None:
    """Return the point-biserial correlation; None where it is not defined.

    That is when all are right, all are wrong, or all have the same rest score.
    """
    ones = [score for ok, score in zip(right, rest, strict=True) if ok]
    zeros = [score for ok, score in zip(right, rest, strict=True) if not ok]
    spread = statistics.pstdev(rest) if rest else 0.0
    if not ones or not zeros or spread == 0:
        return None
    share = len(ones) / len(rest)
    distance = statistics.fmean(ones) - statistics.fmean(zeros)
    return distance / spread * sqrt(share * (1 - share))


def attempted(line: Line, task: str) -> bool:
    """Return whether a hand-in's answer to a task is not as it was released."""
    return bool(line["tasks"].get(task, {}).get("attempted", task in line["tasks"]))


def tasks_of(lines: Iterable[Line], manual: bool = False) -> list[str]:
    """Return the tasks in the order of the course, those graded by tests or by hand."""
    names = {name: task["manual"] for line in lines for name, task in line["tasks"].items()}
    return [name for name, by_hand in names.items() if by_hand == manual]


def task_items(lines: Sequence[Line]) -> list[TaskItem]:
    """Return the numbers of each task graded by tests, in the order of the course."""
    return [_task_item(task, lines) for task in tasks_of(lines)]


def _task_item(task: str, lines: Sequence[Line]) -> TaskItem:
    having = [line for line in lines if task in line["tasks"]]
    tried = [line for line in having if attempted(line, task)]
    results = [line["tasks"][task] for line in tried]
    points = float(having[0]["tasks"][task]["max_score"])
    full = [one["score"] == one["max_score"] for one in results]
    return TaskItem(
        task=task,
        notebook=str(having[0]["tasks"][task]["notebook"]),
        points=points,
        handins=len(having),
        attempted=len(tried),
        full=sum(full),
        named=sum(bool(one["mistakes"]) for one in results),
        unnamed=sum(not ok and not one["mistakes"] for ok, one in zip(full, results, strict=True)),
        mean=statistics.fmean(line["tasks"][task]["score"] for line in having),
        difficulty=_share(sum(one["score"] for one in results), points * len(results)),
        discrimination=point_biserial(full, _rest(tried, task)),
    )


def hidden_test_items(lines: Sequence[Line]) -> list[TestItem]:
    """Return the numbers of each hidden test, in the order of the course."""
    return [item for task in tasks_of(lines) for item in _items_of(task, lines)]


def _items_of(task: str, lines: Sequence[Line]) -> Iterable[TestItem]:
    tried = [line for line in lines if attempted(line, task)]
    passed = [{t["name"]: t["passed"] for t in line["tasks"][task]["tests"]} for line in tried]
    titles = {
        test["name"]: test["title"]
        for line in lines
        if task in line["tasks"]
        for test in line["tasks"][task]["tests"]
    }
    rest = _rest(tried, task)
    for name, title in titles.items():
        right = [one.get(name, False) for one in passed]
        yield TestItem(
            task=task,
            test=name,
            title=title,
            attempts=len(tried),
            failed=right.count(False),
            alone=sum(not ok and _failures(p) == 1 for ok, p in zip(right, passed, strict=True)),
            discrimination=point_biserial(right, rest),
        )


def _failures(passed: dict[str, bool]) -> int:
    return sum(not ok for ok in passed.values())


def _rest(lines: Sequence[Line], task: str) -> list[float]:
    """Return each hand-in's points in all tasks but one."""
    return [line["score"] - line["tasks"][task]["score"] for line in lines]


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
