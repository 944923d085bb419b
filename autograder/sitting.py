"""One hand-in's way through student processes: its cells, then the probes of each task.

A process that hangs, dies or sends nonsense is replaced by a fresh one. What it was doing is
blamed and not repeated: a cell keeps only its definitions, a task keeps the outcomes it had.
So whatever misbehaves costs itself and its time limit, never the rest.
"""

from __future__ import annotations

import contextlib
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.illustrations import Illustrations
from autograder.outcome import NO_TIME, NOT_RUN, NOTHING, Outcome, read_outcome
from autograder.process import GONE, StudentProcess, Zygote, lost
from autograder.wire import encode

MAX_DEATHS = 3
MAX_OUTPUT = 2**20
NAMES_SECONDS = 2.0
NOT_DRAWN: dict[str, Any] = {
    "output_type": "display_data",
    "data": {"text/plain": "(not drawn when grading)"},
}
SHOWN = 0.5  # what is only shown, not graded, leaves half of a task's time to the hidden tests


@dataclass(frozen=True)
class TimeLimits:
    """Seconds of wall clock: for one cell, all probes of one task, one whole notebook."""

    cell: float = 10.0
    task: float = 5.0
    notebook: float = 60.0


@dataclass
class CellResult:
    """What running a cell gave: outputs in nbformat's form, [type, message] of an error."""

    outputs: list[dict[str, Any]] = field(default_factory=list)
    error: list[str] | None = None
    ended: str = ""


class Sitting:
    """Use as a context manager; `cells` are the sources to run, in order."""

    def __init__(
        self,
        zygote: Zygote,
        cells: Sequence[str],
        limits: TimeLimits,
        illustrations: Illustrations | None = None,
    ) -> None:
        self._zygote, self._cells, self._limits = zygote, cells, limits
        self._illustrations = illustrations
        self._deadline = time.monotonic() + limits.notebook
        self._ended: dict[int, bool] = {}
        self._open = contextlib.ExitStack()
        self._process: StudentProcess | None = None
        self._room = MAX_OUTPUT
        self._spent: defaultdict[str, float] = defaultdict(float)
        self.results: dict[int, CellResult] = {}

    def __enter__(self) -> Sitting:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def run_cells(self) -> None:
        """Run the cells now; otherwise the first probe does."""
        self._ready()

    def probe(self, task: str, probes: Sequence[bytes], share: float = 1.0) -> list[Outcome]:
        """Return one outcome for each probe, in at most a `share` of the time the task has left.

        All that is asked of a task shares its time.
        """
        outcomes: list[Outcome] = []
        deaths = 0
        while len(outcomes) < len(probes) and self._left(task) > 0 and deaths < MAX_DEATHS:
            process = self._ready()
            if time.monotonic() > self._deadline:
                break
            with self._timed(task):
                try:
                    for reply in process.probe(probes[len(outcomes) :], share * self._left(task)):
                        outcomes.append(read_outcome(reply))
                except GONE as gone:
                    self._close()
                    deaths += 1
                    outcomes.append(lost(gone))
        why = NO_TIME if time.monotonic() > self._deadline else NOT_RUN
        return [*outcomes, *_unasked(probes[len(outcomes) :], why)]

    def run_check(self, task: str, source: str) -> CellResult:
        """Run a task's visible check, in at most half of the time the task has left."""
        process = self._ready()
        if time.monotonic() > self._deadline:
            return CellResult(ended=NO_TIME)
        with self._timed(task):
            try:
                return self._result(process.run_cell(source, SHOWN * self._left(task)))
            except GONE as gone:
                self._close()
                return CellResult(ended=lost(gone).message)

    def _left(self, task: str) -> float:
        """Return the seconds a task has left, those of its notebook considered."""
        left = self._limits.task - self._spent[task]
        return max(min(left, self._deadline - time.monotonic()), 0.0)

    @contextlib.contextmanager
    def _timed(self, task: str) -> Iterator[None]:
        start = time.monotonic()
        try:
            yield
        finally:
            self._spent[task] += time.monotonic() - start

    def _ready(self) -> StudentProcess:
        """Return a process in which all cells have run."""
        while self._process is None:
            process = self._open.enter_context(self._zygote.student())
            if not self._leave_out(process):
                self._close()
            elif all(self._run(process, number) for number in range(len(self._cells))):
                self._process = process
            else:
                self._close()
        return self._process

    def _leave_out(self, process: StudentProcess) -> bool:
        """Count the cells that need not run as run; False if finding them ended the process."""
        illustrations, self._illustrations = self._illustrations, None
        if not illustrations or not illustrations.names:
            return True
        try:
            used = process.used_names(illustrations.unread, NAMES_SECONDS)
        except GONE:
            return False
        left_out = illustrations.needless(used)
        self._ended |= dict.fromkeys(left_out, False)
        self.results |= {number: CellResult([NOT_DRAWN]) for number in left_out}
        return True

    def _run(self, process: StudentProcess, number: int) -> bool:
        """Run one cell (its definitions only, if it ended a process); False if it ends this one."""
        if time.monotonic() > self._deadline:
            self.results.setdefault(number, CellResult(ended=NO_TIME))
            return True
        if self._ended.get(number) is False:
            return True
        source, first = self._cells[number], number not in self._ended
        seconds = min(self._limits.cell, max(self._deadline - time.monotonic(), 0.1))
        try:
            if first:
                reply = process.run_cell(source, seconds)
                if number not in self.results:  # what it showed when it ran first is kept
                    self.results[number] = self._result(reply)
            else:
                process.define(source, seconds)
        except GONE as gone:
            # True: run its definitions next time; False: not even these.
            self._ended[number] = first
            if first:
                self.results[number] = CellResult(ended=lost(gone).message)
            return False
        return True

    def _result(self, reply: dict[str, Any]) -> CellResult:
        """Read a reply; outputs past the limit for the whole notebook are dropped."""
        outputs, error = reply.get("outputs"), reply.get("error")
        kept = []
        for output in outputs if isinstance(outputs, list) else []:
            self._room -= len(encode(output))
            if isinstance(output, dict) and self._room > 0:
                kept.append(output)
        return CellResult(kept, list(map(str, error)) if isinstance(error, list) else None)

    def _close(self) -> None:
        self._process = None
        self._open.close()


def _unasked(probes: Sequence[bytes], why: str) -> list[Outcome]:
    return [Outcome(NOTHING, message=why)] * len(probes)
