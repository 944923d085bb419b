"""Returns a string of a gigabyte."""
# earns: all but secant_slope
# stopped by: limits


# %% secant_slope
def secant_slope(f, x, h):
    return "x" * 10**9
