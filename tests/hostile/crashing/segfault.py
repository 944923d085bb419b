"""Reads memory that is not there."""
# earns: all but secant_slope
# says: ended the process
# stopped by: fresh process

# %% secant_slope
import ctypes


def secant_slope(f, x, h):
    return ctypes.string_at(0)
