"""Compare a run with what was expected; everything wrong is said as a line of text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hostile.attack import Attack
from hostile.stage import REPOSITORY, Run, Stage, bystander_of

MAX_JUDGE_MEMORY = 1 * 2**30
MAX_SCRATCH = 512 * 2**20


def wrong_verdict(attack: Attack, stage: Stage, run: Run) -> Iterator[str]:
    """Yield what is not as the attack's file says it must be."""
    line = run.lines.get(attack.student)
    if line is None:
        yield "there is no verdict"
        return
    earned = {
        name: task["score"]
        for name, task in line["tasks"].items()
        if task["notebook"] == attack.notebook and not task["manual"]
    }
    expected = attack.points(stage.builder.points(attack.notebook))
    for name in expected.keys() | earned.keys():
        if abs(earned.get(name, -1.0) - expected.get(name, -1.0)) > 1e-9:
            yield f"{name}: {earned.get(name)} points, not {expected.get(name)}"
    if abs(line["score"] - sum(expected.values())) > 1e-9:
        yield f"{line['score']} points in all, not {sum(expected.values())}"
    reasons = reasons_of(line)
    for words in attack.says:
        if not any(words in reason for reason in reasons):
            yield f"nothing says {words!r}: {reasons[:8]}"


def reasons_of(line: dict[str, Any]) -> list[str]:
    """Return all a result line says in words about its hand-in."""
    messages = {
        f"{name}: {test['message']}"
        for name, task in line["tasks"].items()
        for test in task["tests"]
        if test["message"] and "no answer that could be read" not in test["message"]
    }
    said = [*line["events"], *line["repairs"], *([line["error"]] if line["error"] else [])]
    return [text for text in said if "was not handed in" not in text] + sorted(messages)


def disturbed(attack: Attack, number: int, stage: Stage, run: Run) -> Iterator[str]:
    """Yield how the bystander after an attack was judged otherwise than alone."""
    kind, student = bystander_of(number), f"{attack.student}-next"
    line, alone = run.lines.get(student), stage.alone[kind]
    if line is None or _steady(line) != _steady(alone):
        yield f"the {kind} hand-in after it got another verdict than alone"
    if stage.shown(student) != stage.shown(kind):
        yield f"the {kind} hand-in after it got another autograded notebook than alone"


def _steady(line: dict[str, Any]) -> str:
    return json.dumps({key: line[key] for key in line if key not in ("student", "seconds")})


def leaked(attack: Attack, stage: Stage, run: Run) -> Iterator[str]:
    """Yield the secrets that came out in what an attack's student gets to see."""
    shown = stage.shown(attack.student)
    texts = {"result line": json.dumps(run.lines.get(attack.student, {}))} | shown
    for name, text in texts.items():
        for place in stage.canaries.found_in(text):
            yield f"the secret in the {place} stands in {name}"
        if not name.endswith((".ipynb", "line")):
            continue  # a file of the student's own
        if str(REPOSITORY) in text or (str(stage.root) in text and not attack.holds("<")):
            yield f"a path of the grading machine stands in {name}"


def left_behind(stage: Stage, run: Run) -> Iterator[str]:
    """Yield what the whole run left that it must not leave, or used that it must not use."""
    yield from (f"a process outlived the run: {process}" for process in run.orphans)
    yield from (f"a file was left outside: {path}" for path in stage.escaped())
    yield from (f"something changed: {path}" for path in run.changed)
    yield from (f"a file that nobody may read was read: {path}" for path in run.read)
    for place in stage.canaries.found_in(run.printed):
        yield f"the secret in the {place} was printed by the grader"
    if "Traceback" in run.printed:
        yield f"the grader printed a traceback: {run.printed[-3000:]}"
    if run.exit_code != int(any(line["error"] for line in run.lines.values())):
        yield f"the exit code is {run.exit_code}"
    if run.judge_memory > MAX_JUDGE_MEMORY:
        yield f"the judge used {run.judge_memory >> 20} MiB"
    if run.scratch_bytes > MAX_SCRATCH:
        yield f"the scratch folders held {run.scratch_bytes >> 20} MiB"
