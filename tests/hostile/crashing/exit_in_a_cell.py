"""Ends its process in a cell, after the answer was defined there."""
# earns: all
# says: cell secant_slope
# says: ended the process
# stopped by: fresh process

# %% secant_slope
import os


def secant_slope(f, x, h):
    return (f(x + h) - f(x)) / h


os._exit(0)
