"""The cage a student process takes on before it runs its first line.

Every layer is applied where the platform has it and its name returned; a layer the platform
lacks is left out, so the caller can report it. Sources: prctl(2), setrlimit(2),
capabilities(7); landlock.py and seccomp.py name theirs.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from autograder import landlock, seccomp
from autograder.namespaces import drop_capabilities

NOBODY = 65534

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
PR_CAPBSET_DROP = 24


@dataclass(frozen=True)
class Limits:
    """What one hand-in may use: seconds of CPU, bytes, counts.

    `memory` is what it may take on top of what its process starts with.
    """

    cpu_seconds: int = 120
    memory: int = 2**30
    file_size: int = 16 * 2**20
    open_files: int = 64


def enter(scratch: Path, readable: list[str], limits: Limits) -> list[str]:
    """Take on every layer this platform has; return the names of the active ones.

    `scratch` becomes the only writable folder; `readable` are the only readable ones.
    Raises OSError when a layer that exists cannot be taken on: no code may run then.
    """
    active = ["limits"]
    _limit(limits)
    if sys.platform != "linux":
        return active
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() == 0:
        active.append(_drop_privileges(libc, scratch, readable))
    _prctl(libc, PR_SET_NO_NEW_PRIVS, 1)
    _prctl(libc, PR_SET_PDEATHSIG, signal.SIGKILL)
    if landlock.abi_version() > 0:
        landlock.restrict(libc, scratch, readable)
        active.append("landlock")
    if seccomp.available():
        seccomp.restrict(libc)
        active.append("seccomp")
    return active


def available() -> dict[str, bool]:
    """Return for each layer whether this machine has it."""
    linux = sys.platform == "linux"
    return {
        "limits": True,
        "landlock": landlock.abi_version() > 0,
        "seccomp": seccomp.available(),
        "unprivileged": os.geteuid() != 0 or linux,
    }


def _limit(limits: Limits) -> None:
    for what, value in (
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, _size_now() + limits.memory),
        (resource.RLIMIT_FSIZE, limits.file_size),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (value, value))


def _size_now() -> int:
    """Return the address space of this process, in bytes (0 where the system does not say)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _drop_privileges(libc: ctypes.CDLL, scratch: Path, readable: list[str]) -> str:
    """Become nobody for good, or where nobody cannot read Python, a root without powers."""
    for capability in range(64):
        if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break
    os.setgroups([])
    if all(open_to_all(Path(path)) for path in readable):
        os.chown(scratch, NOBODY, NOBODY)
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        return "unprivileged"
    drop_capabilities(libc)
    return "no capabilities"


def open_to_all(path: Path) -> bool:
    """Return whether every user may read `path`, a file or a folder (a missing one hides nothing).

    See path_resolution(7): reading a folder takes r and x on it, a file r, and x on each parent.
    """
    if not path.exists():
        return True
    mode, wanted = path.stat().st_mode, 0o5 if path.is_dir() else 0o4
    return mode & wanted == wanted and all(one.stat().st_mode & 0o1 for one in path.parents)


def _prctl(libc: ctypes.CDLL, option: int, value: int) -> None:
    if libc.prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option} was refused")
