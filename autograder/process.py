"""The judge's side of a student process: start it, ask it, end it and all it started."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from autograder.channel import ChannelClosed, receive, send
from autograder.materials import lay_out
from autograder.outcome import DIED, FILLED, NOTHING, TIMEOUT, Outcome
from autograder.paths import HOME, SCRATCH, font_cache
from autograder.wire import MAX_BYTES, WireError, decode, encode

START_SECONDS = 120.0
GONE = (TimeoutError, ChannelClosed, WireError)
MAX_CELL_BYTES = 2 * 2**20
MAX_FILES, MAX_FILE_BYTES = 200, 64 * 2**20


class ScratchFull(ChannelClosed):
    """The student process wrote more files, or more into them, than it may."""


def lost(gone: Exception) -> Outcome:
    """Return the outcome of a probe whose process is GONE."""
    if isinstance(gone, ScratchFull):
        return Outcome(NOTHING, message=FILLED)
    return Outcome(NOTHING, message=TIMEOUT if isinstance(gone, TimeoutError) else DIED)


class StudentProcess:
    """One caged child: run cells in it and put probes to it, each under a deadline.

    Every method raises TimeoutError past the deadline, ChannelClosed when the child is gone
    and WireError when it sends what is no data; the process is of no use after that.
    """

    def __init__(self, channel: socket.socket, scratch: str) -> None:
        self._channel, self._scratch = channel, scratch
        self._id = b""
        self.layers: list[str] = self._receive(time.monotonic() + START_SECONDS)["layers"]

    def run_cell(self, source: str, seconds: float) -> dict[str, Any]:
        """Run one cell; return {"outputs": [...], "error": [type, message] or None}."""
        return self._ask({"do": "cell", "source": source}, seconds)

    def define(self, source: str, seconds: float) -> dict[str, Any]:
        """Run only the imports, functions and classes of a cell."""
        return self._ask({"do": "define", "source": source}, seconds)

    def used_names(self, sources: Sequence[str], seconds: float) -> list[str]:
        """Return the global names that sources use; to be asked before any of them has run."""
        found = self._ask({"do": "used", "sources": list(sources)}, seconds).get("used")
        if not isinstance(found, list):
            raise WireError("there are too many names")
        return found

    def probe(
        self, probes: Sequence[bytes], seconds: float, answers: bytes = b"", seed: int = 0
    ) -> Iterator[dict[str, Any]]:
        """Put probes in one message and yield one outcome for each as it comes.

        `answers` are shipped kept answers; without them the student's names are probed.
        """
        deadline = time.monotonic() + seconds
        request = {"do": "probe", "probes": list(probes), "answers": answers, "seed": seed}
        self._send(request, deadline)
        for number in range(len(probes)):
            yield self._receive(deadline, MAX_BYTES, number)

    def _ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        self._send(request, deadline)
        return self._receive(deadline, MAX_CELL_BYTES)

    def _send(self, request: dict[str, Any], deadline: float) -> None:
        self._id = os.urandom(8)
        send(self._channel, encode(request | {"id": self._id}), deadline)

    def _receive(self, deadline: float, limit: int = MAX_BYTES, number: int = 0) -> dict[str, Any]:
        """Return the reply to the last request; what nobody asked for is passed over."""
        while True:
            reply = decode(receive(self._channel, deadline, limit, self._watch))
            self._watch()
            if not isinstance(reply, dict):
                raise WireError("the reply is no record")
            if reply.pop("to", None) == [self._id, number]:
                return reply

    def _watch(self) -> None:
        """Raise ScratchFull when the scratch folder holds too much."""
        files, size = 0, 0
        with os.scandir(self._scratch) as entries:
            for entry in entries:
                files += 1
                with contextlib.suppress(OSError):
                    size += entry.stat(follow_symlinks=False).st_size
                if files > MAX_FILES or size > MAX_FILE_BYTES:
                    raise ScratchFull("the scratch folder is full")


class Zygote:
    """The warm process of one worker; use as a context manager.

    `beside` is a folder of notebooks: what else is in it, student code can import.
    """

    def __init__(self, beside: Path | None = None) -> None:
        self._beside, self._open = beside, contextlib.ExitStack()
        self._started = self._warm = False

    def __enter__(self) -> Zygote:
        self.start()
        try:
            self.wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def start(self) -> None:
        """Start the process, if need be; `wait` returns when it is warm. Raises CourseError."""
        if self._started:
            return
        self._started = True
        materials = self._open.enter_context(lay_out(self._beside))
        home = tempfile.TemporaryDirectory(prefix=HOME, ignore_cleanup_errors=True)
        self._channel, theirs = socket.socketpair()
        self._open.callback(self._channel.close)
        command = [sys.executable, "-m", "autograder.zygote"]
        with theirs:
            self._process = subprocess.Popen(
                [*command, str(theirs.fileno())],
                env=_environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                cwd=self._open.enter_context(home),
            )
        self._open.callback(self._kill)
        with contextlib.suppress(ChannelClosed):  # one that does not start is noticed by `wait`
            send(self._channel, encode({"materials": materials}))

    def wait(self) -> None:
        """Wait until the process is warm. Raises ChannelClosed when it does not get warm."""
        if not self._warm:
            decode(receive(self._channel, time.monotonic() + START_SECONDS))
        self._warm = True

    @property
    def pid(self) -> int:
        """Return the process id."""
        return self._process.pid

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _kill(self) -> None:
        """Done before the channel closes: else it would begin to clear up behind our back."""
        self._process.kill()
        self._process.wait()

    @contextlib.contextmanager
    def student(self) -> Iterator[StudentProcess]:
        """Fork a student process in an own scratch folder; kill its whole group at the end."""
        with scratch_folder() as scratch:
            ours, theirs = socket.socketpair()
            with ours:
                with theirs:
                    pid = self._request({"do": "fork", "scratch": scratch}, theirs)["pid"]
                try:
                    yield StudentProcess(ours, scratch)
                finally:
                    self._end(pid)

    def _end(self, pid: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        self._request({"do": "reap", "pid": pid})

    def _request(self, request: dict[str, Any], pass_fd: socket.socket | None = None) -> Any:
        fds = [pass_fd.fileno()] if pass_fd else []
        socket.send_fds(self._channel, [b"\0"], fds)
        send(self._channel, encode(request))
        reply = decode(receive(self._channel, time.monotonic() + START_SECONDS))
        if not isinstance(reply, dict):
            raise ChannelClosed("the zygote answered nonsense")
        return reply


@contextlib.contextmanager
def starting(beside: Path | None, count: int) -> Iterator[list[Zygote]]:
    """Start the first of some warm processes, without waiting for it; end all at the end.

    Who uses them starts the others: importing torch at the same time they get warm no sooner.
    """
    with contextlib.ExitStack() as stack:
        zygotes = [Zygote(beside) for _ in range(count)]
        for zygote in zygotes:
            stack.callback(zygote.__exit__)
        zygotes[0].start()
        yield zygotes


@contextlib.contextmanager
def scratch_folder() -> Iterator[str]:
    """Make an empty folder and remove it whatever is in it by then."""
    folder = tempfile.mkdtemp(prefix=SCRATCH)
    try:
        yield folder
    finally:
        # `rm` goes as deep as a hand-in did; Python's own removal is recursive.
        if any(os.scandir(folder)):
            subprocess.run(["rm", "-rf", "--", folder], check=False, stderr=subprocess.DEVNULL)
        else:
            os.rmdir(folder)


def _environment() -> dict[str, str]:
    """Return the zygote's whole environment; its home is the folder it is started in.

    The font list is kept between runs.
    """
    font_cache().mkdir(parents=True, exist_ok=True)
    return {
        "PYTHONPATH": str(Path(__file__).parent.parent),
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
        # Memory in pages of 2 MiB where it may be: a fork has fewer to hand on, 7 ms become 3.
        "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
        "HOME": ".",
        "IPYTHONDIR": ".",
        "MPLCONFIGDIR": str(font_cache()),
    }
