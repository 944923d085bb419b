"""Answers of different students that share what is rare in the class.

A pair to look at, never an accusation: students learn together, and the right answer to a
small task has few forms. So what the release already holds and what many share is not
counted: each answer is cut into short runs of its parts (see parsing.py), a run that more than
a twentieth of the class has weighs nothing, any other ln(N / n) where n of N hand-ins have it
(K. Spärck Jones, Journal of Documentation 28, 1972).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import log

Pieces = Mapping[tuple[str, str], frozenset[int]]
Shared = dict[tuple[str, str], dict[str, float]]

COMMON_SHARE, FEWEST, MOST = 0.05, 2, 20
ALIKE_TASK = 0.7
LIKENESS, TASKS = 0.5, 3


@dataclass(frozen=True)
class Pair:
    """Two students, the tasks in which most of what is rare is the same, and how much in all.

    `likeness` is the share (0 to 1) of the rare parts of the one with fewer of them.
    """

    one: str
    other: str
    tasks: tuple[str, ...]
    likeness: float


def common_from(handins: int) -> int:
    """Return how many of a class may share something before it counts as common."""
    return min(MOST, max(FEWEST, round(COMMON_SHARE * handins)))


def pairs(answers: Pieces, released: Mapping[str, frozenset[int]]) -> list[Pair]:
    """Return the pairs to look at, the most alike first.

    `answers` are the pieces of each student's answer to each task, `released` those of the
    starter, by task.
    """
    holders = _holders(answers, released)
    handins = len({student for student, _ in answers})
    own: dict[tuple[str, str], float] = defaultdict(float)
    shared: Shared = defaultdict(lambda: defaultdict(float))
    for (task, students), count in holders.items():
        weight = count * log(handins / len(students))
        for student in students:
            own[student, task] += weight
        if weight > 0:
            for pair in combinations(students, 2):
                shared[pair][task] += weight
    totals: dict[str, float] = defaultdict(float)
    for (student, _), weight in own.items():
        totals[student] += weight
    found = [_pair(pair, by_task, own, totals) for pair, by_task in shared.items()]
    alike = [one for one in found if one.likeness >= LIKENESS and len(one.tasks) >= TASKS]
    return sorted(alike, key=lambda one: (-one.likeness, -len(one.tasks), one.one, one.other))


def _holders(
    answers: Pieces, released: Mapping[str, frozenset[int]]
) -> Counter[tuple[str, tuple[str, ...]]]:
    """Count, for each task and each group of few students, the pieces just these have."""
    having: dict[tuple[str, int], list[str]] = defaultdict(list)
    for (student, task), pieces in sorted(answers.items()):
        for piece in pieces - released.get(task, frozenset()):
            having[task, piece].append(student)
    limit = common_from(len({student for student, _ in answers}))
    return Counter(
        (task, tuple(students)) for (task, _), students in having.items() if len(students) <= limit
    )


def _pair(
    pair: tuple[str, str],
    by_task: Mapping[str, float],
    own: Mapping[tuple[str, str], float],
    totals: Mapping[str, float],
) -> Pair:
    one, other = pair
    tasks = tuple(
        task
        for task, weight in by_task.items()
        if weight >= ALIKE_TASK * min(own[one, task], own[other, task])
    )
    share = sum(by_task.values()) / min(totals[one], totals[other])
    return Pair(one, other, tasks, min(1.0, share))
