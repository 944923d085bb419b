"""Looks for secrets in shared memory: /dev/shm, System V segments, POSIX queues."""
# earns: all
# stopped by: seccomp

# %% attack
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
found = [libc.shmget(key, 0, 0) for key in range(1000)]
libc.shmat.restype = ctypes.c_void_p
found += [libc.shmat(number, None, 0o10000) or 0 for number in range(100)]
try:
    found.append(len(os.listdir("/dev/shm")))
except OSError:
    found.append(-1)
if any(one not in (-1, 2**64 - 1) for one in found):
    secant_slope = None
