"""Raises an exception whose message is a gigabyte and whose causes go round in a circle."""
# earns: all but secant_slope
# says: the call raised ValueError
# stopped by: data only


# %% secant_slope
def secant_slope(f, x, h):
    one, two = ValueError("x" * 10**8), ValueError("y")
    one.__cause__, two.__cause__ = two, one
    raise one


# %% attack
secant_slope(None, 1, 2)
