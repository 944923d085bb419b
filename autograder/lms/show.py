"""Show in the terminal what was collected, and what an export does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.filenames import printable
from autograder.lms.archive import LeftOut
from autograder.lms.collect import Collected
from autograder.lms.export import Exported

MAX_ROWS = 60


def show_collected(console: Console, done: Collected) -> None:
    """Print how many hand-ins were stored, and every file that was not, with its reason."""
    counts = Counter(one.what for one in done.stored)
    said = ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))
    console.print(f"hand-ins: {said or 'none'}")
    for one in done.stored:
        if one.earlier:
            console.print(Text(f"{one.student}: the earlier hand-in is kept in {one.earlier}"))
        elif one.what == "older":
            console.print(Text(f"{one.student}: what is there is newer, so it stays"))
    if done.late:
        console.print(Text(f"late, by the system's account: {', '.join(done.late)}"))
    if done.untimed:
        console.print(
            f"{len(done.untimed)} of {len(done.stored)} came without the time they were handed in: "
            "nbgrader takes none of these for late"
        )
    _show_left_out(console, done.left_out, "Not collected", "file")


def show_moved(console: Console, students: Iterable[str]) -> None:
    """Print whose id of the system is another student's now."""
    for one in students:
        console.print(Text(f"{one}: its number is another student's in this class list"))


def show_exported(console: Console, done: Exported) -> None:
    """Print what the system has otherwise, who is left out, and what was written."""
    if done.changes:
        table = Table("student", title="Changes")
        for name in ("in the file", "new"):
            table.add_column(name, justify="right")
        for one in done.changes[:MAX_ROWS]:
            table.add_row(*map(Text, (one.student, printable(one.before) or "–", one.after)))
        console.print(table)
        _show_more(console, len(done.changes))
    _show_left_out(console, done.left_out, "Remarks", "student")
    if done.marked:
        console.print(f"cells that look like formulas, so get an apostrophe: {done.marked}")
    where = f"written to {done.path}" if done.path else "nothing was written"
    console.print(Text(f"{done.grades} grades, {len(done.changes)} of them different; {where}"))


def _show_left_out(console: Console, left: Iterable[LeftOut], title: str, what: str) -> None:
    """Print all that a person must look at, and as many of the others as there is room for."""
    rows = sorted(left, key=lambda one: (one.expected, one.name))
    if not rows:
        return
    table = Table(title=title)
    table.add_column(what, overflow="fold")
    table.add_column("why", overflow="fold")
    urgent = sum(not one.expected for one in rows)
    for one in rows[: max(urgent, MAX_ROWS)]:
        style = None if one.expected else "bold"
        table.add_row(Text(one.name), Text(one.reason), style=style)
    console.print(table)
    _show_more(console, len(rows), max(urgent, MAX_ROWS))


def _show_more(console: Console, number: int, shown: int = MAX_ROWS) -> None:
    if number > shown:
        console.print(f"… and {number - shown} more")
