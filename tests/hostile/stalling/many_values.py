"""Returns a list of ten million numbers."""
# earns: all but secant_slope
# says: too large
# stopped by: data only


# %% secant_slope
def secant_slope(f, x, h):
    return [0.0] * 10**7
