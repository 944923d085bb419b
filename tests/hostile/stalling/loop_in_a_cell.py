"""Loops for ever in a cell, after the answer was defined there."""
# earns: all
# says: cell secant_slope
# says: did not stop
# stopped by: deadline


# %% secant_slope
def secant_slope(f, x, h):
    return (f(x + h) - f(x)) / h


while True:
    pass
