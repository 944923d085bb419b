"""Aborts, as a failed assertion in C does."""
# earns: all but secant_slope
# says: ended the process
# stopped by: fresh process

# %% secant_slope
import os


def secant_slope(f, x, h):
    os.abort()
