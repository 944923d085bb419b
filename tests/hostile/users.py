"""Be another user, or one who may not make namespaces: what the grader meets elsewhere."""

from __future__ import annotations

import ctypes
import os
import shlex
import struct
import sys
import tempfile
from pathlib import Path

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, PR_CAPBSET_DROP = 38, 22, 24
CAP_SYS_ADMIN = 21
NEW_ANYTHING = 0x7E020000  # every CLONE_NEW… flag
LOAD, EQUAL, BITS, ANSWER = 0x20, 0x15, 0x45, 0x06
ALLOW, REFUSE, NOT_THERE = 0x7FFF0000, 0x00050001, 0x00050026
CLONE, UNSHARE, SETNS, MOUNT, CLONE3 = 56, 272, 308, 165, 435  # on x86_64


def become(user: int, command: list[str]) -> None:
    """Start this program again as an ordinary user; never return. Needs root.

    A Python below a folder that is closed to others (such as /root) is shown to that user
    in a mount namespace of its own, where an open folder lies over the closed one.
    """
    home = tempfile.mkdtemp(prefix="ordinary-")
    os.chown(home, user, user)
    run = [
        *("setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", "--inh-caps=-all"),
        *("env", "-i", f"HOME={home}", f"PATH={os.environ['PATH']}", "LANG=C.UTF-8"),
        *(sys.executable, *command),
    ]
    closed = [path for path in Path(sys.base_prefix).parents if not path.stat().st_mode & 1]
    steps = [_open(closed[-1], sys.base_prefix)] if closed else []
    script = " && ".join([*steps, shlex.join(run)]) + f"; status=$?; rm -rf {home}; exit $status"
    os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", "sh", "-c", script])


def _open(closed: Path, needed: str) -> str:
    """Return the shell commands that show `needed`, and nothing else, below `closed`."""
    aside = tempfile.mkdtemp(prefix="python-")
    return (
        f"mount --bind {needed} {aside} && mount -t tmpfs -o mode=755 none {closed} && "
        f"mkdir -p {needed} && mount --bind {aside} {needed} && umount {aside} && rmdir {aside}"
    )


def forbid_namespaces() -> None:
    """Refuse new namespaces and mounts to this process and all it starts, as containers do."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_CAPBSET_DROP, CAP_SYS_ADMIN, 0, 0, 0)
    statements = [
        (LOAD, 0, 0, 0),
        (EQUAL, 0, 1, CLONE3),
        (ANSWER, 0, 0, NOT_THERE),
        (EQUAL, 2, 0, UNSHARE),
        (EQUAL, 1, 0, SETNS),
        (EQUAL, 0, 1, MOUNT),
        (ANSWER, 0, 0, REFUSE),
        (EQUAL, 0, 3, CLONE),
        (LOAD, 0, 0, 16),
        (BITS, 0, 1, NEW_ANYTHING),
        (ANSWER, 0, 0, REFUSE),
        (ANSWER, 0, 0, ALLOW),
    ]
    code = b"".join(struct.pack("HBBI", op, yes, no, k) for op, yes, no, k in statements)
    buffer = ctypes.create_string_buffer(code)
    program = struct.pack("HxxxxxxP", len(statements), ctypes.addressof(buffer))
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.prctl(PR_SET_SECCOMP, 2, ctypes.c_char_p(program), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "the filter was refused")
