"""Grade the same class here and on a Dask cluster of two workers, one of them killed midway.

The workers are processes of this machine, so the cluster cannot be faster than the local pool:
what is measured is what travelling costs, and what a dead worker does.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from distributed import Client

from autograder.pool import cores
from benchmarks.classes import hand_in
from tests.proofs import dask_processes
from tests.proofs.course_copy import ASSIGNMENT, run, start_again

THREADS = (1, 1)


@dataclass(frozen=True)
class Graded:
    """A run: seconds of wall clock, and the result lines without their times."""

    seconds: float
    lines: list[dict[str, object]]


def as_text(course: Path, origins: list[Path], size: int) -> str:
    """Return seconds and differences as Markdown."""
    hand_in(course, origins, size)
    here = grade(course)
    with _cluster() as address:
        there = grade(course, "--scheduler", address)
    with _cluster() as address:
        with _one_killed(address, here.seconds / 2):
            troubled = grade(course, "--scheduler", address)
    rows = {
        f"this machine, {len(cores())} processes": here,
        f"Dask, {len(THREADS)} workers": there,
        f"Dask, one of {len(THREADS)} workers killed midway": troubled,
    }
    head = f"| {size} hand-ins on | seconds, start-up included | result lines other than here |"
    lines = [
        f"| {name} | {one.seconds:.1f} | {_different(one, here)} |" for name, one in rows.items()
    ]
    return "\n".join(["## A Dask cluster", "", head, "|---|--:|--:|", *lines, ""])


def grade(course: Path, *options: str) -> Graded:
    """Grade the class of `course` from the beginning."""
    start_again(course)
    seconds = run(course, "autograder", "grade", ASSIGNMENT, "--results", "r.jsonl", *options)
    lines = [json.loads(line) for line in (course / "r.jsonl").read_text().splitlines()]
    return Graded(seconds, [{**line, "seconds": None} for line in lines])


def _different(one: Graded, other: Graded) -> int:
    return sum(a != b for a, b in zip(one.lines, other.lines, strict=True))


@contextlib.contextmanager
def _cluster() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        with dask_processes.started(Path(folder), THREADS) as address:
            with Client(address) as eyes:
                eyes.wait_for_workers(len(THREADS), timeout=60)
            yield address


@contextlib.contextmanager
def _one_killed(address: str, seconds: float) -> Iterator[None]:
    """Kill a worker after some seconds."""
    with Client(address) as eyes:
        victim = next(iter(eyes.run(os.getpid).values()))
    timer = threading.Timer(seconds, os.kill, (victim, signal.SIGKILL))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
