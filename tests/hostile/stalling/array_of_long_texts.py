"""Returns one long text among many short ones, for which NumPy would make room in each."""
# earns: all but secant_slope
# stopped by: comparison


# %% secant_slope
def secant_slope(f, x, h):
    return ["x"] * 100_000 + ["y" * 5_000]
