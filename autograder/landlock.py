"""Landlock: read only some folders, write only the scratch folder, reach no network.

Works without root and inside containers. Source: landlock(7) and the kernel's
Documentation/userspace-api/landlock.rst for the versions of its interface.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_READ = (1 << 0) | (1 << 2) | (1 << 3)  # execute (shared libraries), read file, read folder
_TRUNCATE, _IOCTL = 1 << 14, 1 << 15


def abi_version() -> int:
    """Return the kernel's Landlock ABI version, 0 when it has none."""
    if sys.platform != "linux":
        return 0
    version: int = ctypes.CDLL(None, use_errno=True).syscall(_CREATE_RULESET, None, 0, 1)
    return max(version, 0)


def restrict(libc: ctypes.CDLL, scratch: Path, readable: list[str]) -> None:
    """Restrict this process for good. Raises OSError when the kernel refuses."""
    abi = abi_version()
    handled = (1 << 13) - 1
    handled |= (1 << 13) if abi >= 2 else 0
    handled |= _TRUNCATE if abi >= 3 else 0
    handled |= _IOCTL if abi >= 5 else 0
    network = 3 if abi >= 4 else 0
    scoped = 3 if abi >= 6 else 0
    fields = [handled] + ([network] if abi >= 4 else []) + ([scoped] if abi >= 6 else [])
    attributes = struct.pack(f"{len(fields)}Q", *fields)
    ruleset = libc.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "Landlock refused its rules")
    for path in readable:
        _allow(libc, ruleset, path, _READ)
    # No folders, links, sockets, devices or pipes in the scratch folder: plain files only,
    # to list, read, write, make and remove.
    plain = (1 << 3) | (1 << 2) | (1 << 1) | (1 << 8) | (1 << 5)
    _allow(libc, ruleset, str(scratch), (plain | _TRUNCATE) & handled)
    if libc.syscall(_RESTRICT_SELF, ruleset, 0) != 0:
        raise OSError(ctypes.get_errno(), "Landlock could not be entered")
    os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, access: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not os.path.isdir(path):
            access &= (1 << 0) | (1 << 1) | (1 << 2) | _TRUNCATE
        rule = struct.pack("=Qi", access, fd)
        if libc.syscall(_ADD_RULE, ruleset, 1, rule, 0) != 0:
            raise OSError(ctypes.get_errno(), f"Landlock refused {path}")
    finally:
        os.close(fd)
