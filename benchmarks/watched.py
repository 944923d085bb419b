"""Run a command and watch the memory of all its processes together."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

SAMPLE_SECONDS = 2.0  # a sample reads the maps of every process


@dataclass(frozen=True)
class Watched:
    """Seconds of wall clock, and the peak of memory in bytes, shared pages counted once (PSS)."""

    seconds: float
    peak: int


def watched(folder: Path, *words: str) -> Watched:
    """Run a program of this Python's environment in `folder`. Exits when it fails."""
    program = str(Path(sys.executable).with_name(words[0]))
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    start, peak = time.perf_counter(), 0
    with subprocess.Popen(
        [program, *words[1:]],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"PATH": path},
    ) as started:
        while started.poll() is None:
            peak = max(peak, memory(started.pid))
            time.sleep(SAMPLE_SECONDS)
    if started.returncode:
        sys.exit(f"{' '.join(words)} failed with exit code {started.returncode}")
    return Watched(time.perf_counter() - start, peak)


def memory(pid: int) -> int:
    """Return the proportional set size of a process and all it started, in bytes."""
    total = 0
    with contextlib.suppress(psutil.Error):
        parent = psutil.Process(pid)
        for process in [parent, *parent.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                total += process.memory_full_info().pss
    return total
