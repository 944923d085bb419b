"""Raises what ends a program: SystemExit, KeyboardInterrupt, GeneratorExit."""
# earns: all but secant_slope, tangent_line, poly_derivative
# says: SystemExit
# says: KeyboardInterrupt
# says: GeneratorExit
# stopped by: data only


# %% secant_slope
def secant_slope(f, x, h):
    raise SystemExit(0)


# %% tangent_line
def tangent_line(f, df, a):
    raise KeyboardInterrupt


# %% poly_derivative
def poly_derivative(coeffs):
    raise GeneratorExit
