"""Returns an integer of ten million digits, and one just below the limit."""
# earns: all but secant_slope, tangent_line
# stopped by: data only


# %% secant_slope
def secant_slope(f, x, h):
    return 1 << 33_000_000


# %% tangent_line
def tangent_line(f, df, a):
    return lambda x: (1 << 4095) - 1
