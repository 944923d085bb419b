"""One answer cell was split in two; a helper stands in the first half."""
# earns: all
# stopped by: repair


# %% secant_slope
def my_rise(f, x, h):
    return f(x + h) - f(x)


# %% half
def secant_slope(f, x, h):
    return my_rise(f, x, h) / h
