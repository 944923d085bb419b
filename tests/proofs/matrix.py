"""The kept answers as a matrix: every right one accepted, every mistake rejected and named.

Run it with `python -m tests.proofs.matrix` in the course folder; it exits 1 when a cell is
not full.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.course import find_course
from autograder.process import Zygote

from .bench import Bench, accepted, enough_alternatives, named, places, right


@dataclass
class Row:
    """One task: how many of its kept answers the hidden tests see as what they are."""

    task: str
    alternatives: int = 0
    mistakes: int = 0
    accepted: int = 0
    rejected: int = 0
    named: int = 0
    missing: list[str] = field(default_factory=list)

    def cells(self) -> list[str]:
        """Return the row as text."""
        return [
            self.task,
            f"{self.accepted}/{self.alternatives}",
            f"{self.rejected}/{self.mistakes}",
            f"{self.named}/{self.mistakes}",
        ]


def rows(bench: Bench) -> Iterator[Row]:
    """Judge every kept answer of a notebook; yield one row for each task."""
    for name, task in bench.tasks.items():
        row = Row(name, len(task.alternatives), len(task.mistakes))
        reference, *others = [(one.name, accepted(bench.judge(name, one))) for one in right(task)]
        _count(row, "the reference is refused", reference[1])
        for other, good in others:
            row.accepted += _count(row, f"{other} is refused", good)
        for mistake in task.mistakes:
            result = bench.judge(name, mistake)
            row.rejected += _count(row, f"{mistake.name} gets full marks", not accepted(result))
            row.named += _count(row, f"{mistake.name} is not named", named(result, mistake))
        _count(row, "too few alternatives are kept", enough_alternatives(task))
        _count(row, "no mistake is kept", bool(task.mistakes))
        yield row


def _count(row: Row, otherwise: str, good: bool) -> bool:
    if not good:
        row.missing.append(f"{row.task}: {otherwise}")
    return good


def total(all_rows: list[Row]) -> Row:
    """Return the sum of rows."""
    names = ("alternatives", "mistakes", "accepted", "rejected", "named")
    sums = {name: sum(getattr(row, name) for row in all_rows) for name in names}
    return Row(f"total of {len(all_rows)}", **sums)


def main() -> int:
    """Print the matrix of all notebooks; return the exit status."""
    course, found, missing = find_course(Path.cwd()), [], []
    table = Table("task", "alternatives accepted", "mistakes rejected", "mistakes named")
    with Zygote() as zygote:
        for place in places(course):
            with Bench(course, place, zygote) as bench:
                table.add_section()
                missing += bench.differing_references()
                for row in rows(bench):
                    table.add_row(*row.cells())
                    found.append(row)
    table.add_section()
    table.add_row(*total(found).cells())
    missing += [line for row in found for line in row.missing]
    console = Console()
    console.print(table, *missing, sep="\n", markup=False, highlight=False)
    return 1 if missing or not found else 0


if __name__ == "__main__":
    sys.exit(main())
