"""One hand-in's way through student processes: its cells, then the probes of each task.

A process that hangs, dies or sends nonsense is replaced by a fresh one. What it was doing is
blamed and not repeated: a cell keeps only its definitions, a task keeps the outcomes it had.
So whatever misbehaves costs itself and its time limit, never the rest.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.outcome import NO_TIME, NOT_RUN, NOTHING, Outcome, read_outcome
from autograder.process import GONE, StudentProcess, Zygote, lost
from autograder.wire import encode

MAX_DEATHS = 3
MAX_OUTPUT = 2**20


@dataclass(frozen=True)
class TimeLimits:
    """Seconds of wall clock: for one cell, all probes of one task, one whole notebook."""

    cell: float = 10.0
    task: float = 5.0
    notebook: float = 60.0


@dataclass
class CellResult:
    """What running a cell gave: outputs in nbformat's form, [type, message] of an error.

    `seconds` is what it took, for checks only.
    """

    outputs: list[dict[str, Any]] = field(default_factory=list)
    error: list[str] | None = None
    ended: str = ""
    seconds: float = 0.0


class Sitting:
    """Use as a context manager; `cells` are the sources to run, in order."""

    def __init__(self, zygote: Zygote, cells: Sequence[str], limits: TimeLimits) -> None:
        self._zygote, self._cells, self._limits = zygote, cells, limits
        self._deadline = time.monotonic() + limits.notebook
        self._ended: dict[int, bool] = {}
        self._open = contextlib.ExitStack()
        self._process: StudentProcess | None = None
        self._room = MAX_OUTPUT
        self.results: dict[int, CellResult] = {}

    def __enter__(self) -> Sitting:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def run_cells(self) -> None:
        """Run the cells now; otherwise the first probe does."""
        self._ready()

    def probe(self, probes: Sequence[bytes], spent: float = 0.0) -> list[Outcome]:
        """Return one outcome for each probe of a task that `spent` some of its time already."""
        outcomes: list[Outcome] = []
        left, deaths = self._limits.task - spent, 0
        while len(outcomes) < len(probes) and left > 0 and deaths < MAX_DEATHS:
            process = self._ready()
            start = time.monotonic()
            if start > self._deadline:
                return [*outcomes, *_unasked(probes[len(outcomes) :], NO_TIME)]
            seconds = min(left, self._deadline - start)
            try:
                for reply in process.probe(probes[len(outcomes) :], seconds):
                    outcomes.append(read_outcome(reply))
            except GONE as gone:
                self._close()
                deaths += 1
                outcomes.append(lost(gone))
            left -= time.monotonic() - start
        return [*outcomes, *_unasked(probes[len(outcomes) :], NOT_RUN)]

    def run_check(self, source: str) -> CellResult:
        """Run a task's visible check, in at most half of the task's time."""
        process, start = self._ready(), time.monotonic()
        if start > self._deadline:
            return CellResult(ended=NO_TIME)
        seconds = min(self._limits.task / 2, self._deadline - start)
        try:
            result = self._result(process.run_cell(source, seconds))
        except GONE as gone:
            self._close()
            result = CellResult(ended=lost(gone).message)
        return replace(result, seconds=time.monotonic() - start)

    def _ready(self) -> StudentProcess:
        """Return a process in which all cells have run."""
        while self._process is None:
            process = self._open.enter_context(self._zygote.student())
            if all(self._run(process, number) for number in range(len(self._cells))):
                self._process = process
            else:
                self._close()
        return self._process

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
