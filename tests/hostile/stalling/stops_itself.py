"""Has the kernel stop it with SIGSTOP, so that nothing in it ever answers."""
# earns: all
# says: did not stop
# stopped by: deadline

# %% attack
import ctypes
import signal
import time

libc = ctypes.CDLL(None)
event = ctypes.create_string_buffer(64)
event[8:12] = int(signal.SIGSTOP).to_bytes(4, "little")
timer = ctypes.c_void_p()
libc.timer_create(1, event, ctypes.byref(timer))
libc.timer_settime(timer, 0, b"\0" * 16 + b"\0" * 8 + (10**6).to_bytes(8, "little"), None)
time.sleep(3600)
