"""Namespaces: an own, empty network and own System V IPC, where the system allows it.

One more wall behind Landlock and seccomp, entered once by the zygote for all its children.
Source: unshare(2), user_namespaces(7).
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys

NEWUSER, NEWIPC, NEWNET = 0x10000000, 0x08000000, 0x40000000
CAPABILITY_VERSION = 0x20080522  # capget(2), version 3


def isolate() -> bool:
    """Leave the machine's network and IPC; return False where that is forbidden.

    An ordinary user needs a user namespace for it, and gives up at once the powers that
    come with one.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() == 0:
        return bool(libc.unshare(NEWNET | NEWIPC) == 0)
    if libc.unshare(NEWUSER | NEWNET | NEWIPC) != 0:
        return False
    drop_capabilities(libc)
    return True


def drop_capabilities(libc: ctypes.CDLL) -> None:
    """Give up every capability of this thread. Raises OSError when that is refused."""
    header = struct.pack("Ii", CAPABILITY_VERSION, 0)
    if libc.capset(header, bytes(24)) != 0:
        raise OSError(ctypes.get_errno(), "the capabilities could not be dropped")
