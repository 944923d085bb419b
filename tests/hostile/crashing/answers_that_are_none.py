"""Binds the tasks' names to objects that cannot be called, or not like this."""
# earns: all but secant_slope, tangent_line, poly_derivative, predict_slopes
# says: TypeError
# stopped by: data only

# %% secant_slope
secant_slope = 7


# %% tangent_line
def tangent_line():
    return None


# %% poly_derivative
class poly_derivative:
    def __getattr__(self, name):
        raise SystemExit


# %% predict_slopes
predict_slopes = lambda: "positive"
