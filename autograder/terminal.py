"""Show a batch in the terminal: progress while it runs, a table when it is done."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from autograder.clerk import Done
from autograder.press import Made

LINE_SECONDS = 5.0
MAX_ROWS = 60

Change = tuple[str, str, float, float]  # student, task, points before, points now


class Meter:
    """Count hand-ins: a live bar in a terminal, a line now and then elsewhere."""

    def __init__(self, console: Console, total: int) -> None:
        self._console, self._total = console, total
        self._done = self._failed = 0
        self._start = self._said = 0.0
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[failed]} not gradable"),
            TextColumn("{task.fields[rate]:.1f} a second"),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> Meter:
        self._bar.start()
        preparing = "preparing (reference, hidden tests, mistakes)"
        self._task = self._bar.add_task(preparing, total=self._total, failed=0, rate=0.0)
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def count(self, line: dict[str, Any]) -> None:
        """Count one finished hand-in; the rate is measured from the first one on."""
        now = time.monotonic()
        self._start = self._start or now
        self._done += 1
        self._failed += line["error"] is not None
        rate = (self._done - 1) / max(now - self._start, 1e-3)
        self._bar.update(
            self._task, advance=1, description="grading", failed=self._failed, rate=rate
        )
        if not self._console.is_terminal and now - max(self._said, self._start) > LINE_SECONDS:
            self._said = now
            self._say(rate)

    def _say(self, rate: float) -> None:
        left = (self._total - self._done) / max(rate, 1e-3)
        self._console.print(
            f"{self._done} of {self._total}, {self._failed} not gradable, "
            f"{rate:.1f} a second, {left:.0f} s left"
        )


def in_short(line: dict[str, Any]) -> dict[str, Any]:
    """Return what of a result line is shown: of a big class whole lines do not fit in memory."""
    tasks = {
        name: {key: task[key] for key in ("max_score", "manual", "mistakes")}
        for name, task in line["tasks"].items()
        if task["manual"] or task["mistakes"]
    }
    return {**line, "tasks": tasks}


def show_results(console: Console, lines: Sequence[dict[str, Any]]) -> None:
    """Print a row for each hand-in, or in a large class for those that need a person."""
    shown = list(lines) if len(lines) <= MAX_ROWS else [one for one in lines if _needs_person(one)]
    table = Table(title="Hand-ins" if len(shown) == len(lines) else "Hand-ins to look at")
    table.add_column("student", no_wrap=True)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("it looks like", overflow="fold")
    table.add_column("remarks", overflow="fold")
    for line in shown[:MAX_ROWS]:
        texts = line["student"], _points(line), _mistakes(line), _remarks(line)
        table.add_row(*map(Text, texts))  # a remark may quote a student: it is no markup
    console.print(table)
    if len(shown) > MAX_ROWS:
        console.print(f"… and {len(shown) - MAX_ROWS} more: see the results file")


def show_mistakes(console: Console, lines: Iterable[dict[str, Any]]) -> None:
    """Print which named mistakes how many hand-ins made."""
    counts = Counter(
        (name, mistake)
        for line in lines
        for name, task in line["tasks"].items()
        for mistake in task["mistakes"]
    )
    if not counts:
        return
    table = Table("task", "mistake", title="What the class believes")
    table.add_column("hand-ins", justify="right")
    for (task, mistake), number in counts.most_common(15):
        table.add_row(task, mistake, str(number))
    console.print(table)


def show_passed_over(console: Console, folders: Mapping[str, str]) -> None:
    """Say which students' folders were not graded, and why."""
    for name, reason in folders.items():
        console.print(Text(f"not graded: the folder submitted/{name}: {reason}"))


def show_changes(console: Console, changes: Iterable[Change]) -> None:
    """Print who has gained or lost points since the last time, task by task."""
    table = Table("student", "task", title="Changed since the last time")
    table.add_column("before", justify="right")
    table.add_column("now", justify="right")
    for student, task, before, now in sorted(changes):
        table.add_row(student, task, f"{before:.2f}", f"{now:.2f}")
    if table.row_count:
        console.print(table)


def changes_of(done: Done) -> Iterable[Change]:
    """Yield each task whose points are others than the last time."""
    tasks = done.before["tasks"] if done.before else {}
    for name, task in done.line["tasks"].items():
        if name in tasks and tasks[name]["score"] != task["score"]:
            yield done.line["student"], name, tasks[name]["score"], task["score"]


def show_pages(console: Console, made: Sequence[Made]) -> None:
    """Say how many feedback pages were written, and which could not be."""
    fresh = sum(one.fresh for one in made)
    kept = sum(not one.fresh and not one.problem for one in made)
    console.print(f"{fresh} pages written, {kept} unchanged")
    for one in sorted(made, key=lambda one: (one.student, one.notebook)):
        if one.problem:
            console.print(Text(f"{one.student}, {one.notebook}: {one.problem}"))


def _needs_person(line: dict[str, Any]) -> bool:
    return bool(line["error"] or line["events"] or line["repairs"])


def _points(line: dict[str, Any]) -> str:
    waiting = sum(task["max_score"] for task in line["tasks"].values() if task["manual"])
    points = f"{line['score']:.2f} / {line['max_score']:g}"
    return f"{points} ({waiting:g} by hand)" if waiting else points


def _mistakes(line: dict[str, Any]) -> str:
    named = [
        f"{name}: {', '.join(task['mistakes'])}"
        for name, task in line["tasks"].items()
        if task["mistakes"]
    ]
    return "\n".join(named)


def _remarks(line: dict[str, Any]) -> str:
    error = [f"not graded: {line['error']}"] if line["error"] else []
    return "\n".join([*error, *line["events"], *line["repairs"]])
