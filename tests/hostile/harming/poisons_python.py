"""Leaves code in the Python installation, to be run by the next student and the judge."""
# earns: all
# stopped by: landlock

# %% attack
import os
import site
import sys

folders = [*site.getsitepackages(), sys.prefix, os.path.dirname(os.__file__), *sys.path]
for folder in folders:
    for name in ("hostile-escaped.pth", "__pycache__/hostile-escaped.pyc", "sitecustomize.py"):
        try:
            open(os.path.join(folder or ".", name), "w").close()
            if folder:
                secant_slope = None
        except OSError:
            pass
try:
    open(np.__file__, "a").close()
    secant_slope = None
except OSError as error:
    print(error)
