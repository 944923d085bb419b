"""Returns a list nested a million deep, and one that holds itself."""
# earns: all but secant_slope, tangent_line
# says: nested too deep
# stopped by: data only


# %% secant_slope
def secant_slope(f, x, h):
    nested = []
    for _ in range(10**6):
        nested = [nested]
    return nested


# %% tangent_line
def tangent_line(f, df, a):
    loop = []
    loop.append(loop)
    return lambda x: loop
