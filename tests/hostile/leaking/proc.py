"""Looks through /proc: other processes' memory, files, working folders and commands."""
# earns: all
# stopped by: landlock

# %% attack
import os

found = []
for pid in ["self", *range(1, 400), os.getppid()]:
    for name in ("maps", "mem", "fd", "root/etc/passwd", "cwd/..", "status", "task"):
        path = f"/proc/{pid}/{name}"
        try:
            found.append(os.listdir(path) if name in ("fd", "cwd/..", "task") else open(path, "rb"))
        except OSError:
            pass
if found:
    secant_slope = None
    print(found)
