"""The cage a student process takes on before it runs its first line.

Every layer is applied where the platform has it and its name returned; a layer the platform
lacks is left out, so the caller can report it. Sources: landlock(7), seccomp(2), prctl(2),
setrlimit(2); system call numbers from the kernel's tables for x86_64 and aarch64.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

NOBODY = 65534

PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38
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
    if landlock_abi() > 0:
        _landlock(libc, scratch, readable)
        active.append("landlock")
    if platform.machine() in SYSCALLS:
        _seccomp(libc)
        active.append("seccomp")
    return active


def available() -> dict[str, bool]:
    """Return for each layer whether this machine has it."""
    linux = sys.platform == "linux"
    return {
        "limits": True,
        "landlock": landlock_abi() > 0,
        "seccomp": linux and platform.machine() in SYSCALLS,
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
    if all(_open_to_all(Path(path)) for path in readable):
        os.chown(scratch, NOBODY, NOBODY)
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        return "unprivileged"
    header = struct.pack("Ii", 0x20080522, 0)  # capset(2), version 3, this thread
    if libc.capset(header, bytes(24)) != 0:
        raise OSError(ctypes.get_errno(), "the capabilities could not be dropped")
    return "no capabilities"


def _open_to_all(path: Path) -> bool:
    """Return whether every user may enter `path` (a missing one keeps nobody out)."""
    return not path.exists() or all(p.stat().st_mode & 1 for p in (path, *path.parents))


def _prctl(libc: ctypes.CDLL, option: int, value: int) -> None:
    if libc.prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option} was refused")


# --- Landlock: read only the Python installation, write only the scratch folder ---------

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_READ = (1 << 0) | (1 << 2) | (1 << 3)  # execute (shared libraries), read file, read folder
_TRUNCATE, _IOCTL = 1 << 14, 1 << 15


def landlock_abi() -> int:
    """Return the kernel's Landlock ABI version, 0 when it has none."""
    if sys.platform != "linux":
        return 0
    version: int = ctypes.CDLL(None, use_errno=True).syscall(_CREATE_RULESET, None, 0, 1)
    return max(version, 0)


def _landlock(libc: ctypes.CDLL, scratch: Path, readable: list[str]) -> None:
    abi = landlock_abi()
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


# --- seccomp: no new process, no socket, no way at other processes ----------------------

SYSCALLS: dict[str, tuple[int, dict[str, int]]] = {
    "x86_64": (
        0xC000003E,
        dict(
            fork=57, vfork=58, execve=59, execveat=322, kill=62, tkill=200, tgkill=234,
            socket=41, socketpair=53, connect=42, bind=49, listen=50, accept=43, accept4=288,
            ptrace=101, process_vm_readv=310, process_vm_writev=311, pidfd_open=434,
            pidfd_getfd=438, pidfd_send_signal=424, memfd_create=319, memfd_secret=447,
            shmget=29, semget=64, msgget=68, mount=165, umount2=166, pivot_root=155,
            chroot=161, unshare=272, setns=308, keyctl=250, add_key=248, request_key=249,
            bpf=321, perf_event_open=298, io_uring_setup=425, io_uring_enter=426,
            io_uring_register=427, userfaultfd=323, chmod=90, fchmod=91, fchmodat=268,
            fchmodat2=452, chown=92, fchown=93, lchown=94, fchownat=260, utime=132, utimes=235,
            utimensat=280, futimesat=261, setxattr=188, lsetxattr=189, fsetxattr=190,
            setpriority=141, sched_setaffinity=203, sched_setscheduler=144, ioprio_set=251,
            prlimit64=302, setrlimit=160, rt_sigqueueinfo=129, rt_tgsigqueueinfo=297,
            mq_open=240, inotify_init1=294, fanotify_init=300, kcmp=312, setsid=112,
            setpgid=109, personality=135, mknod=133, mknodat=259, open_tree=428, move_mount=429,
            fsopen=430, fsconfig=431, fsmount=432, fspick=433, mount_setattr=442,
            open_by_handle_at=304, clone3=435, clone=56,
        ),
    ),
}  # fmt: skip
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_EPERM, _ENOSYS = 1, 38
_CLONE_THREAD = 0x00010000
_X32_BIT = 0x40000000


def _statement(code: int, k: int) -> bytes:
    return struct.pack("HBBI", code, 0, 0, k)


def _jump(code: int, k: int, if_true: int, if_false: int) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, k)


def _program(architecture: int, calls: dict[str, int]) -> bytes:
    """Return the BPF filter: foreign ABI dies, listed calls answer EPERM, the rest passes."""
    load, equal, above, bits, answer = 0x20, 0x15, 0x35, 0x45, 0x06
    program = [
        _statement(load, 4),
        _jump(equal, architecture, 1, 0),
        _statement(answer, _KILL),
        _statement(load, 0),
        _jump(above, _X32_BIT, 0, 1),
        _statement(answer, _KILL),
        # clone3 hides its flags behind a pointer: ENOSYS makes libc fall back to clone.
        _jump(equal, calls["clone3"], 0, 1),
        _statement(answer, _ERRNO | _ENOSYS),
        _jump(equal, calls["clone"], 0, 4),
        _statement(load, 16),
        _jump(bits, _CLONE_THREAD, 0, 1),
        _statement(answer, _ALLOW),
        _statement(answer, _ERRNO | _EPERM),
    ]
    for name, number in calls.items():
        if name not in ("clone", "clone3"):
            program += [_jump(equal, number, 0, 1), _statement(answer, _ERRNO | _EPERM)]
    return b"".join([*program, _statement(answer, _ALLOW)])


def _seccomp(libc: ctypes.CDLL) -> None:
    code = ctypes.create_string_buffer(_program(*SYSCALLS[platform.machine()]))
    length = (len(code) - 1) // 8
    header = struct.pack("HxxxxxxP", length, ctypes.addressof(code))
    if libc.prctl(PR_SET_SECCOMP, 2, ctypes.c_char_p(header), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp refused its filter")
