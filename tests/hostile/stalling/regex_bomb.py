"""Matches a regular expression that takes longer than the universe is old."""
# earns: all but secant_slope
# says: did not stop within its time limit
# stopped by: deadline

# %% secant_slope
import re


def secant_slope(f, x, h):
    return re.match(r"(a|a|aa)*$", "a" * 60 + "b")
