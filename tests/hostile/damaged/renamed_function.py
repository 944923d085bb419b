"""The answer was renamed; another cell binds the right name to it."""
# earns: all
# stopped by: repair


# %% secant_slope
def my_slope(f, x, h):
    return (f(x + h) - f(x)) / h


# %% alias
secant_slope = my_slope
