"""Where students stop: the last task each of them attempted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.report.items import attempted, tasks_of
from autograder.report.lines import Line


@dataclass(frozen=True)
class Stop:
    """One task: how many attempted it, left it open but went on, or went no further.

    `reached` counts those who attempted it or a later one.
    """

    task: str
    reached: int
    attempted: int
    skipped: int
    stopped: int


def stops(lines: Sequence[Line]) -> list[Stop]:
    """Return the tasks in the order of the course; nobody stops at the last one."""
    tasks = tasks_of(lines)
    done = [[attempted(line, task) for task in tasks] for line in lines]
    last = [max((at for at, ok in enumerate(one) if ok), default=-1) for one in done]
    at = Counter(last)
    found = []
    for number, task in enumerate(tasks):
        reached = sum(one >= number for one in last)
        tried = sum(one[number] for one in done)
        ended = at[number] if number < len(tasks) - 1 else 0
        found.append(Stop(task, reached, tried, reached - tried, ended))
    return found
