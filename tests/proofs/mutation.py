"""Do the hidden tests notice when a reference is changed a little?

Each reference is changed in one place at a time (a mutant) and handed in: judged by the real
engine, in a caged student process, under the time limit of a kept mistake. A mutant with full
marks has survived; either it is right by the task's doc and stands in `equivalent.toml` with
the reason, or a hidden test is missing.

Run it with `python -m tests.proofs.mutation` in the course folder, with names of tasks to
look at these only; it exits 1 when a mutant survives or an entry of `equivalent.toml` is stale.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.answers import Answer
from autograder.course import find_course
from autograder.outcome import TIMEOUT
from autograder.process import Zygote

from .bench import Bench, accepted, places
from .mutants import Mutant, build, mutants

EQUIVALENT = Path(__file__).with_name("equivalent.toml")

Known = Mapping[tuple[str, str, str], str]


@dataclass
class Findings:
    """What became of the mutants of one task; those out of time are killed, too."""

    task: str
    mutants: int = 0
    killed: int = 0
    timed_out: int = 0
    equivalent: list[Mutant] = field(default_factory=list)
    survivors: list[Mutant] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    def cells(self) -> list[str]:
        """Return the findings as a row of text."""
        numbers = self.mutants, self.killed, self.timed_out
        lists = self.equivalent, self.survivors
        return [self.task, *map(str, numbers), *(str(len(one)) for one in lists)]


def read_equivalent(path: Path = EQUIVALENT) -> dict[tuple[str, str, str], str]:
    """Return the reason for each mutant that is right too, by task, line and mutated line."""
    return {
        (task, entry["line"], mutated): entry["reason"]
        for task, entries in tomllib.loads(path.read_text()).items()
        for entry in entries
        for mutated in entry["mutants"]
    }


def examine(
    bench: Bench, known: Known, tasks: Sequence[str] = (), every: int = 1
) -> Iterator[Findings]:
    """Judge the mutants of a notebook's references, of `tasks` only and every n-th only.

    Entries of `known` that no mutant fits are stale, and so are those whose mutant is killed.
    """
    for name, task in bench.tasks.items():
        if task.answer is None or (tasks and name not in tasks):
            continue
        found = Findings(name)
        everyone = mutants(name, task.answer.value)
        for mutant in everyone[::every]:
            _judge(bench, mutant, known, found)
        possible = {_key(mutant) for mutant in everyone}
        unfit = [key for key in known if key[0] == name and key not in possible]
        found.stale += [f"{task}: no mutant has {new!r} for {old!r}" for task, old, new in unfit]
        yield found


def _judge(bench: Bench, mutant: Mutant, known: Known, found: Findings) -> None:
    found.mutants += 1
    answer = Answer(f"mutant {found.mutants}", build(mutant, bench.module), says="a mutant")
    result = bench.judge(mutant.task, answer)
    if not accepted(result):
        timed_out = any(test.message == TIMEOUT for test in result.tests)
        found.killed += 1
        found.timed_out += timed_out
        if _key(mutant) in known and not timed_out:  # a busy machine proves nothing
            found.stale.append(f"{mutant.task}: {mutant.mutated!r} is no equivalent, it is killed")
    elif _key(mutant) in known:
        found.equivalent.append(mutant)
    else:
        found.survivors.append(mutant)


def _key(mutant: Mutant) -> tuple[str, str, str]:
    return mutant.task, mutant.line, mutant.mutated


def unknown_tasks(known: Known, names: Sequence[str]) -> list[str]:
    """Return what is stale because there is no such task any more."""
    gone = {task for task, _, _ in known} - set(names)
    return [f"{task}: there is no such task" for task in sorted(gone)]


def main(tasks: Sequence[str]) -> int:
    """Print what became of all mutants; return the exit status."""
    course, known, start = find_course(Path.cwd()), read_equivalent(), time.monotonic()
    found: list[Findings] = []
    names: list[str] = []
    with Zygote() as zygote:
        for place in places(course):
            with Bench(course, place, zygote) as bench:
                names += bench.tasks
                found += examine(bench, known, tasks)
    if set(tasks) - set(names):
        sys.exit(f"There is no task {', '.join(sorted(set(tasks) - set(names)))}.")
    stale = [line for one in found for line in one.stale] + unknown_tasks(known, names)
    survivors = [mutant for one in found for mutant in one.survivors]
    console = Console(highlight=False, markup=False)
    console.print(_table(found))
    console.print(f"{time.monotonic() - start:.0f} s")
    for mutant in survivors:
        console.print(f"\nThis mutant survives:\n{mutant.diff}", soft_wrap=True)
    for line in stale:
        console.print(f"Stale in {EQUIVALENT.name}: {line}", soft_wrap=True)
    return 1 if survivors or stale or not found else 0


def _table(found: Sequence[Findings]) -> Table:
    table = Table("task", "mutants", "killed", "out of time", "equivalent", "survived")
    for one in found:
        table.add_row(*one.cells())
    table.add_section()
    table.add_row(*total(found).cells())
    return table


def total(found: Sequence[Findings]) -> Findings:
    """Return the findings of several tasks as one."""
    return Findings(
        f"total of {len(found)}",
        sum(one.mutants for one in found),
        sum(one.killed for one in found),
        sum(one.timed_out for one in found),
        [mutant for one in found for mutant in one.equivalent],
        [mutant for one in found for mutant in one.survivors],
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
