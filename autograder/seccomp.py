"""seccomp: no new process, no socket, no way at other processes, no change of file owners.

A classic BPF filter over system call numbers, which differ between machines. Sources:
seccomp(2), the kernel's tables of system calls.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys

PR_SET_SECCOMP = 22

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
            open_by_handle_at=304, clone3=435, clone=56, removexattr=197, lremovexattr=198,
            fremovexattr=199, setxattrat=463, removexattrat=466, file_setattr=469,
            inotify_init=253, sched_setparam=142, sched_setattr=314, migrate_pages=256,
            syslog=103, acct=163,
        ),
    ),
}  # fmt: skip
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_EPERM, _ENOSYS = 1, 38
_CLONE_THREAD = 0x00010000
# Ways to have the kernel signal another process, and to change what a file is, by two calls
# that are needed otherwise: their second argument says what they do.
_REFUSED_COMMANDS = {
    72: (8, 10, 15, 1024, 1026),  # fcntl: owner, signal, lease, notice
    16: (0x8901, 0x8902, 0x5412, 0x40086602, 0x401C5820),  # ioctl: owner, terminal, attributes
}
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
    for number, commands in _REFUSED_COMMANDS.items():
        block = [_statement(load, 24)]
        for command in commands:
            block += [_jump(equal, command, 0, 1), _statement(answer, _ERRNO | _EPERM)]
        program += [_jump(equal, number, 0, len(block) + 1), *block, _statement(load, 0)]
    for name, number in calls.items():
        if name not in ("clone", "clone3"):
            program += [_jump(equal, number, 0, 1), _statement(answer, _ERRNO | _EPERM)]
    return b"".join([*program, _statement(answer, _ALLOW)])


def available() -> bool:
    """Return whether the filter is written for this machine."""
    return sys.platform == "linux" and platform.machine() in SYSCALLS


def restrict(libc: ctypes.CDLL) -> None:
    """Restrict this process for good. Raises OSError when the kernel refuses."""
    code = ctypes.create_string_buffer(_program(*SYSCALLS[platform.machine()]))
    length = (len(code) - 1) // 8
    header = struct.pack("HxxxxxxP", length, ctypes.addressof(code))
    if libc.prctl(PR_SET_SECCOMP, 2, ctypes.c_char_p(header), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp refused its filter")
