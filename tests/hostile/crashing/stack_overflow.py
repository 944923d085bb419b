"""Recurses until the stack of C is used up."""
# earns: all but secant_slope
# says: ended the process
# stopped by: fresh process

# %% secant_slope
import sys


def secant_slope(f, x, h):
    sys.setrecursionlimit(10**9)

    class Deep:
        def __getattribute__(self, name):
            return getattr(self, name + "x")

    return Deep().x
