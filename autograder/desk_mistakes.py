"""Make what travels with a release, so that a failing visible check names a known mistake.

`mistakes.json` holds, for each visible check, the fingerprints of the kept mistakes that fail
it: hashes of what they do on calls which the check shows. Left out are mistakes that pass a check,
that it cannot tell apart, or that other slips look like (`desk=False`): no name is better than
a wrong one, and nothing is told about hidden tests.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder import mistakes
from autograder.answers import Answer, Answers, Task
from autograder.course import Course, load_answers
from autograder.files import write_atomically
from autograder.mistakes import TooSlow, limit, observe
from autograder.notebook import parse
from autograder.outcome import VALUE
from autograder.process import Zygote
from autograder.shipping import ship
from autograder.sitting import Sitting, TimeLimits
from autograder.spec import CHECK, NotebookSpec

MODULE = Path(mistakes.__file__)
SECONDS = 10.0
LIMITS = TimeLimits(task=3 * SECONDS, notebook=900.0)


def write_desk_mistakes(
    course: Course, assignment: str, specs: Mapping[str, NotebookSpec], zygote: Zygote
) -> None:
    """Put `mistakes.py` and `mistakes.json` into the release of an assignment."""
    folder = course.root / "release" / assignment
    known: dict[str, Any] = {}
    for notebook, spec in specs.items():
        answers, module = load_answers(course.answers(assignment, notebook))
        source = course.notebook(assignment, notebook).read_bytes()
        known |= known_mistakes(source, spec, answers, module, zygote)
    shutil.copyfile(MODULE, folder / MODULE.name)
    text = json.dumps(known, indent=1, sort_keys=True) + "\n"
    write_atomically(folder / MODULE.with_suffix(".json").name, text)


def known_mistakes(
    source: bytes, spec: NotebookSpec, answers: Answers, module: ModuleType, zygote: Zygote
) -> dict[str, Any]:
    """Return the entries of one notebook: task and locked mistakes, by the check's hash."""
    known = {}
    cells = [cell.source for cell in parse(source).answers()]
    with Sitting(zygote, cells, LIMITS) as sitting:
        for task in answers.tasks.values():
            check = spec.released.get(CHECK + task.name, "")
            locked = dict(_locked(check, task, module, sitting)) if check else {}
            if locked:
                known[mistakes.hash_of(check)] = {"task": task.name, "mistakes": locked}
    return known


def _locked(
    check: str, task: Task, module: ModuleType, sitting: Sitting
) -> Iterator[tuple[str, str]]:
    """Yield fingerprint and locked sentences of each mistake that the check can tell."""
    named: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for mistake in task.mistakes:
        notes = () if mistake.varies else notes_on(check, task.name, mistake, module, sitting)
        if notes:
            named[notes].add(mistake.same_as or mistake.name)
    by_name = {mistake.name: mistake for mistake in task.mistakes}
    for notes, names in named.items():
        mistake = by_name[names.pop()]
        if not names and mistake.desk:
            yield mistakes.lock(check, list(notes), [mistake.says, mistake.ask])


def notes_on(
    check: str, task: str, answer: Answer, module: ModuleType, sitting: Sitting
) -> tuple[str, ...]:
    """Return what a kept answer does on a visible check, nothing when it passes the check."""
    value = answer.value

    def probe(answers: Any) -> Any:
        names = {**vars(answers), task: value}
        return observe(check, names, task, SECONDS) if fails(check, names) else []

    fails = _fails  # what a shipped function uses goes with it, by value
    shipped = ship(probe, [module, mistakes, sys.modules[__name__]])
    (outcome,) = sitting.probe(f"{task}: {answer.name}", [shipped])
    return tuple(outcome.value) if outcome.kind == VALUE else ()


def _fails(check: str, names: Mapping[str, Any]) -> bool:
    """Return whether a check raises in time, as it must for a name to be shown under it."""
    try:
        with limit(SECONDS):
            exec(check, dict(names))
    except Exception:
        return True
    except TooSlow:
        return False
    return False
