"""Loops in C code that holds Python's lock and looks at no signal."""
# earns: all but secant_slope
# says: did not stop within its time limit
# stopped by: deadline


# %% secant_slope
def secant_slope(f, x, h):
    return 3 ** (10**9) % 7
