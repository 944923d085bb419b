"""Forks, by every name it knows; what is born would fork again."""
# earns: all
# stopped by: seccomp

# %% attack
import ctypes
import multiprocessing
import os

libc = ctypes.CDLL(None, use_errno=True)
born = 0
for fork in (os.fork, multiprocessing.Process(target=print).start, lambda: os.forkpty()[0]):
    try:
        if fork() == 0:
            os._exit(0)
        born += 1
    except OSError as error:
        print(error)
for number, flags in ((57, 0), (58, 0), (56, 17), (56, 0x00020000 | 17), (435, 0)):
    pid = libc.syscall(number, flags, 0, 0, 0, 0)
    if pid == 0:
        os._exit(0)
    born += pid > 0
if born:
    secant_slope = None
