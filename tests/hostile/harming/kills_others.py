"""Signals its parent, its group, everybody and the first few hundred processes."""

# The signals do no harm where they are let through: that they are is what counts.
# earns: all
# stopped by: seccomp

# %% attack
import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
sent = 0
targets = [os.getppid(), -1, 0, 1, -os.getppid(), *range(2, 400), os.getpid() - 1]
for pid in targets:
    for number in (0, signal.SIGCONT, signal.SIGWINCH):
        try:
            os.kill(pid, number)
            sent += 1
        except OSError:
            pass
    for call in (200, 234, 129, 297, 424, 434):  # tkill, tgkill, sigqueue twice, pidfd twice
        sent += libc.syscall(call, pid, pid if call in (234, 297) else 0, 0, 0, 0) >= 0
if sent:
    secant_slope = None
