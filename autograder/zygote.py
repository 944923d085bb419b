"""The warm process every student process is forked from; it holds no secret.

Started by exec with an empty environment, it imports numpy, torch and IPython once and
then answers two requests on its channel: `fork` (with the child's channel as a passed file
descriptor) and `reap`. A child is reaped only when the judge says so: until then its
process id cannot be another's, and killing its group is safe. When the judge is gone, even
killed, the zygote ends its children and removes the folders made for them and for itself.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import channel as wire_channel
from autograder.wire import decode, encode


@dataclass(frozen=True)
class Warm:
    """What children are born with: an IPython shell, whether namespaces are theirs, and a
    folder with what stands beside the notebooks."""

    shell: Any
    isolated: bool
    materials: str


def main(fd: int) -> None:
    """Serve fork and reap requests on socket `fd` until the judge goes away."""
    from autograder import namespaces, student

    running: dict[int, str] = {}
    materials = os.getcwd()
    with socket.socket(fileno=fd) as judge:
        try:
            # Not an argument of the command: those stay on the stack, for every child to read.
            materials = decode(wire_channel.receive(judge))["materials"]
            warm = Warm(student.warm_up(), namespaces.isolate(), materials)
            sys.path.insert(0, materials)  # where Jupyter has the notebook's own folder
            gc.freeze()
            wire_channel.send(judge, encode({"ready": True}))
            while True:
                request, fds = _receive(judge)
                wire_channel.send(judge, encode(_answer(judge, warm, request, fds, running)))
        except (wire_channel.ChannelClosed, ConnectionError):
            _leave_nothing(running, materials)


def _leave_nothing(running: dict[int, str], materials: str) -> None:
    """End the children that run; remove their scratch folders, the own home, the materials."""
    for pid in running:
        for kill in (os.kill, os.killpg):
            with contextlib.suppress(ProcessLookupError):
                kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    folders = [*running.values(), os.getcwd(), materials]
    subprocess.run(["/bin/rm", "-rf", "--", *folders], check=False)


def _receive(judge: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Return one request and the file descriptors that came with its first byte."""
    first, fds, _, _ = socket.recv_fds(judge, 1, 1)
    if not first:
        raise wire_channel.ChannelClosed("the judge is gone")
    return decode(wire_channel.receive(judge)), fds


def _answer(
    judge: socket.socket,
    warm: Warm,
    request: dict[str, Any],
    fds: list[int],
    running: dict[int, str],
) -> dict[str, Any]:
    """Fork or reap; `running` are the children not reaped yet with their scratch folders."""
    if request["do"] == "reap":
        _, status = os.waitpid(request["pid"], 0)
        del running[request["pid"]]
        return {"exit": os.waitstatus_to_exitcode(status)}
    (child_fd,) = fds
    pid = os.fork()
    if pid == 0:
        _become_student(judge, warm, child_fd, Path(request["scratch"]))
    os.close(child_fd)
    running[pid] = request["scratch"]
    return {"pid": pid}


def _become_student(judge: socket.socket, warm: Warm, fd: int, scratch: Path) -> None:
    """Run the student process in this fork; never return."""
    from autograder import student

    status = 1
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        judge.close()
        student.main(_only_channel(fd), scratch, warm)
        status = 0
    finally:
        os._exit(status)


def _only_channel(fd: int) -> socket.socket:
    """Close every descriptor but the channel; standard streams lead nowhere."""
    os.dup2(fd, 3)
    os.closerange(4, 65536)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.close(null)
    return socket.socket(fileno=3)


if __name__ == "__main__":
    main(int(sys.argv[1]))
