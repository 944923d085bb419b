"""Equal wrong behaviour that no kept mistake names, and named mistakes, each with an example."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.report.lines import Line

Codes = Mapping[tuple[str, str], str]
Result = dict[str, Any]

DECORATOR = """@task.mistake(
    "…",  # completes the sentence: It looks like …
    ask="…?",
)
"""
KEPT = '\n\ntask.mistake("…", ask="…?", name={name!r})({name})\n'


@dataclass(frozen=True)
class Failure:
    """A hidden test that the members fail: its title and the reason."""

    test: str
    title: str
    message: str


@dataclass(frozen=True)
class Cluster:
    """Students whose answers to a task do the same wrong thing.

    `name` is the mistake's, "" when none is kept; `student` wrote the smallest answer, `code`,
    None when no autograded notebook holds one.
    """

    task: str
    notebook: str
    behaviour: str
    name: str
    students: tuple[str, ...]
    failures: tuple[Failure, ...]
    student: str
    code: str | None


def unnamed(lines: Sequence[Line], codes: Codes) -> list[Cluster]:
    """Return the clusters of unnamed wrong behaviour, the largest first."""
    return _clusters(lines, codes, lambda task: [] if task["mistakes"] else [""])


def named(lines: Sequence[Line], codes: Codes) -> list[Cluster]:
    """Return a cluster for each named mistake, the most frequent first."""
    return _clusters(lines, codes, lambda task: task["mistakes"])


def _clusters(
    lines: Sequence[Line], codes: Codes, names: Callable[[Result], Iterable[str]]
) -> list[Cluster]:
    members: dict[tuple[str, str, str], list[Line]] = {}
    for line in lines:
        for task, result in line["tasks"].items():
            behaviour = result.get("behaviour") or ""
            for name in names(result):
                if name or behaviour:
                    key = (task, name, "" if name else behaviour)
                    members.setdefault(key, []).append(line)
    found = [_cluster(*key, group, codes) for key, group in members.items()]
    return sorted(found, key=lambda one: (-len(one.students), one.task, one.name, one.behaviour))


def _cluster(task: str, name: str, behaviour: str, group: list[Line], codes: Codes) -> Cluster:
    students = tuple(str(line["student"]) for line in group)
    sizes = {s: len(codes[s, task]) for s in students if (s, task) in codes}
    student = min(sizes, key=lambda one: (sizes[one], one)) if sizes else students[0]
    result = next(line["tasks"][task] for line in group if line["student"] == student)
    failures = [
        Failure(test["name"], test["title"], test["message"])
        for test in result["tests"]
        if not test["passed"]
    ]
    code = codes.get((student, task))
    notebook = str(result["notebook"])
    return Cluster(task, notebook, behaviour, name, students, tuple(failures), student, code)


def to_keep(cluster: Cluster, code: str) -> str:
    """Return `code` as a kept mistake, to be completed and put below its task in solutions/.

    The answer gets a name of its own wherever it stands, so that it hides no other.
    """
    name = f"unnamed_{cluster.behaviour[:6]}"
    renamed = re.sub(rf"\b{re.escape(cluster.task)}\b", name, code.strip())
    definition = re.search(rf"^(?:@.*\n)*def {name}\b", renamed, re.MULTILINE)
    if definition is None:
        return renamed + KEPT.format(name=name)
    at = definition.start()
    return f"{renamed[:at]}{DECORATOR}{renamed[at:]}\n"
