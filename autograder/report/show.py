"""Show in the terminal what one student wrote, what each check saw of it, and the mistake."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from autograder.cell_outputs import joined
from autograder.course import CourseError
from autograder.rawcells import cells_of, grade_id, outputs_of, source_of
from autograder.report.lines import Line
from autograder.spec import CHECK, TEST

MAX_LINES = 200
CHECKED = ("passed: ", "failed: ")


@dataclass(frozen=True)
class Shown:
    """What an autograded notebook shows of a task: the answer, what the visible check said."""

    answer: str = ""
    check: str = ""
    sentences: str = ""


def find(lines: Iterable[Line], student: str) -> Line:
    """Return a student's result line. Raises CourseError when there is none."""
    by_student = {str(line["student"]): line for line in lines}
    if student not in by_student:
        near = [name for name in by_student if student.lower() in name.lower()]
        hint = f"; there is: {', '.join(near[:10])}" if near else ""
        raise CourseError(f"no hand-in of {student!r} was graded{hint}")
    return by_student[student]


def show(console: Console, line: Line, folder: Path, task: str | None) -> None:
    """Print one task, or the list of all and each attempted one that lost points.

    `folder` holds the student's autograded notebooks. Raises CourseError for an unknown task.
    """
    tasks = line["tasks"]
    if task is not None and task not in tasks:
        raise CourseError(f"there is no task {task!r}; there is: {', '.join(tasks)}")
    wanted = [task] if task else [name for name in tasks if _lost(tasks[name])]
    if task is None:
        console.print(_overview(line))
    shown = dict(_shown(folder, line))
    for name in wanted:
        console.print(_panel(name, tasks[name], shown.get(name, Shown())))


def _lost(task: Mapping[str, Any]) -> bool:
    wrong = not task["manual"] and task["score"] < task["max_score"]
    return bool(wrong and task.get("attempted", True))


def _overview(line: Line) -> Table:
    title = plain(f"{line['student']}: {line['score']:.2f} / {line['max_score']:g}")
    table = Table("task", title=Text(title))
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("tests", justify="right", no_wrap=True)
    table.add_column("it looks like")
    for name, task in line["tasks"].items():
        passed = sum(test["passed"] for test in task["tests"])
        tests = "by hand" if task["manual"] else f"{passed} of {len(task['tests'])}"
        said = ", ".join(task["mistakes"]) if task.get("attempted", True) else "not attempted"
        row = name, f"{task['score']:.2f} / {task['max_score']:g}", tests, said
        table.add_row(*map(Text, row))
    table.caption = Text("\n".join(map(plain, _remarks(line)))) if _remarks(line) else None
    return table


def _remarks(line: Line) -> list[str]:
    errors = [f"not graded: {line['error']}"] if line["error"] else []
    return [*errors, *line.get("events", []), *line.get("repairs", [])]


def _panel(name: str, task: Mapping[str, Any], shown: Shown) -> Panel:
    title = f"{name}   {task['score']:.2f} / {task['max_score']:g}   {task['notebook']}"
    return Panel(Group(*_parts(task, shown)), title=Text(title), title_align="left")


def _parts(task: Mapping[str, Any], shown: Shown) -> Iterator[RenderableType]:
    if shown.answer:
        yield _code(shown.answer)
    elif not task["manual"]:
        yield Text("no autograded notebook holds this answer", style="italic")
    if not task.get("attempted", True):
        yield Text("not attempted: it is as it was released", style="italic")
    if shown.check:
        yield Text("\nvisible check", style="bold")
        yield Text(plain(shown.check))
    if task["tests"]:
        yield Text("\nhidden tests", style="bold")
        yield from map(_test, task["tests"])
    for mistake in task["mistakes"]:
        yield Text(f"\nmistake: {mistake}", style="bold")
    if shown.sentences:
        yield Text(plain(shown.sentences))


def _test(test: Mapping[str, Any]) -> Text:
    reason = f": {test['message']}" if test["message"] else ""
    mark = Text("✓ passed " if test["passed"] else "✗ failed ")
    mark.stylize("green" if test["passed"] else "red")
    return mark + Text(plain(f"{test['title']}{reason}"))


def _code(source: str) -> Text:
    """Return numbered lines; student text is neither parsed nor coloured."""
    lines = source.rstrip().split("\n")
    numbered = [f"{at:4d}  {plain(one)}" for at, one in enumerate(lines[:MAX_LINES], 1)]
    more = [f"      … and {len(lines) - MAX_LINES} lines more"] if len(lines) > MAX_LINES else []
    return Text("\n".join([*numbered, *more]))


def _shown(folder: Path, line: Line) -> Iterator[tuple[str, Shown]]:
    """Yield what the autograded notebooks show of each task."""
    for notebook in dict.fromkeys(task["notebook"] for task in line["tasks"].values()):
        cells = list(cells_of(folder / f"{notebook}.ipynb"))
        by_id = {grade_id(cell): at for at, cell in enumerate(cells)}
        for name, task in line["tasks"].items():
            if task["notebook"] != notebook or name not in by_id:
                continue
            at = by_id[name] + task["manual"]  # written answers stand below their question
            check, test = (by_id.get(f"{kind}{name}") for kind in (CHECK, TEST))
            yield (
                name,
                Shown(
                    source_of(cells[at]) if at < len(cells) else "",
                    "" if check is None else _said(cells[check]),
                    "" if test is None else _sentences(_said(cells[test])),
                ),
            )


def _said(cell: Mapping[str, Any]) -> str:
    """Return what a cell printed and the error it ended with."""
    said = []
    for output in outputs_of(dict(cell)):
        if output.get("output_type") == "stream":
            said.append(joined(output.get("text")).rstrip())
        elif output.get("output_type") == "error":
            said.append(f"{output.get('ename')}: {output.get('evalue')}")
    return "\n".join(said)


def _sentences(text: str) -> str:
    """Return what a graded test cell says beyond its list of tests: the named mistakes."""
    return "\n".join(one for one in text.split("\n") if not one.startswith(CHECKED))


def plain(text: str) -> str:
    """Return text that cannot steer a terminal: what is no visible sign becomes "�"."""
    return "".join(one if one in "\n\t" or _visible(one) else "�" for one in text)


def _visible(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")
