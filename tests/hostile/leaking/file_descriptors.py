"""Reads from every file descriptor that may have been left open, and asks what it is."""
# earns: all
# stopped by: process

# %% attack
import os

for descriptor in [*range(3), *range(4, 1024)]:
    try:
        os.fstat(descriptor)
        found = os.pread(descriptor, 10_000, 0)
    except OSError:
        continue
    if found:
        print(descriptor, found)
        secant_slope = None
