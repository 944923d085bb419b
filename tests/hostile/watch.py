"""Watch a grader run from outside: its memory, its scratch folders, what it leaves behind."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import signal
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
SECONDS = 0.1
STUDENT_SIDE = b"autograder.zygote"


class Watch:
    """Samples a run while it goes on; use as a context manager around it.

    The judge is the started process and its workers; a zygote and the student processes it
    forks are not part of it.
    """

    def __init__(self, scratch: Path) -> None:
        self._scratch, self._stop = scratch, threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self.judge_memory = self.student_memory = self.scratch_bytes = 0

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._stop.wait(SECONDS):
            for pid in descendants(os.getpid()):
                peak = _peak_memory(pid)
                if STUDENT_SIDE in _command(pid):
                    self.student_memory = max(self.student_memory, peak)
                else:
                    self.judge_memory = max(self.judge_memory, peak)
            self.scratch_bytes = max(self.scratch_bytes, _size(self._scratch))


@contextlib.contextmanager
def orphans() -> Iterator[list[str]]:
    """Adopt what outlives the run in the block; yield a list filled at its end, and end it."""
    libc = ctypes.CDLL(None)
    before = set(descendants(os.getpid()))
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    left: list[str] = []
    try:
        yield left
    finally:
        libc.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)
        for pid in set(descendants(os.getpid())) - before:
            left.append(f"{pid}: {_command(pid)[:200].decode(errors='replace')}")
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def descendants(pid: int) -> list[int]:
    """Return the processes a process and its children started, as they are now."""
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            children = [int(child) for child in path.read_text().split()]
            found += children + [one for child in children for one in descendants(child)]
    return found


def fingerprint(root: Path) -> dict[str, tuple[object, ...]]:
    """Return every file under `root` with its kind, mode, time and content."""
    return {str(path.relative_to(root)): _state(path) for path in sorted(root.rglob("*"))}


def _state(path: Path) -> tuple[object, ...]:
    status = path.lstat()
    content = ""
    readable = stat.S_ISREG(status.st_mode) and os.access(path, os.R_OK)
    if readable and status.st_size < 64 * 2**20:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
    elif stat.S_ISLNK(status.st_mode):
        content = os.readlink(path)
    return status.st_mode, status.st_size, status.st_mtime_ns, content


def _peak_memory(pid: int) -> int:
    """Return the most memory a process has held so far, in bytes."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def _command(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _size(folder: Path) -> int:
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(where, name)).st_blocks * 512
    return total
