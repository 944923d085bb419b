"""Climbs out of the scratch folder with `..`, and out of the Python installation."""
# earns: all
# stopped by: landlock

# %% attack
import os
import sys

wanted = "tests/hidden/derivatives/test_1_derivative.py"
for start in (os.getcwd(), sys.prefix, sys.base_prefix, "/usr/lib", "/dev"):
    for depth in range(12):
        path = os.path.join(start, *[".."] * depth, "<course>".lstrip("/"), wanted)
        try:
            print(open(path).read())
            secant_slope = None
        except OSError:
            pass
