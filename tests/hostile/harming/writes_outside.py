"""Leaves files in every place that is usually open to everybody."""
# earns: all
# stopped by: landlock

# %% attack
import os

places = "/tmp /var/tmp /dev/shm /run /run/lock /root /home /dev /proc/self <home> <course>"
for place in [*places.split(), "..", os.path.dirname(os.getcwd()), os.path.dirname(os.__file__)]:
    try:
        open(f"{place}/hostile-escaped", "w").close()
        secant_slope = None
    except OSError:
        pass
for terminal in ("/dev/tty", "/dev/console", "/dev/pts/0", "/dev/ptmx", "/dev/kmsg"):
    try:
        open(terminal, "wb", buffering=0).write(b"hostile\n")
        secant_slope = None
    except OSError:
        pass
