"""Prints every path of the grading machine that Python knows by itself."""
# earns: all
# stopped by: render

# %% attack
import os
import sys
import warnings

import matplotlib

print(sys.path, sys.prefix, sys.base_prefix, sys.executable, sys.orig_argv)
print(os.getcwd(), dict(os.environ), __import__("autograder").__file__)
print(matplotlib.get_configdir(), matplotlib.get_cachedir(), np.__file__)
display(sys.path)
warnings.warn(f"look: {np}", stacklevel=1)
np.linalg.inv(np.zeros((2, 2)))
