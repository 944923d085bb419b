"""Empties the builtins and the table of modules."""
# earns: nothing
# stopped by: fresh process


# %% secant_slope
def secant_slope(f, x, h):
    return (f(x + h) - f(x)) / h


import builtins
import sys

sys.modules.clear()
vars(builtins).clear()
