"""Calls itself without end."""
# earns: all but secant_slope
# says: the call raised RecursionError
# stopped by: data only


# %% secant_slope
def secant_slope(f, x, h):
    return secant_slope(f, x, h)
