"""Imports the kept answers and the hidden tests as modules."""
# earns: all
# stopped by: landlock

# %% attack
import importlib
import runpy
import sys

for folder in ("solutions/derivatives", "tests/hidden/derivatives", "source/derivatives"):
    sys.path.insert(0, f"<course>/{folder}")
sys.path.insert(0, "<course>")
importlib.invalidate_caches()
for name in ("answers_1_derivative", "test_1_derivative", "nbgrader_config", "solutions"):
    try:
        print(vars(importlib.import_module(name)))
        secant_slope = None
    except Exception as error:
        print(type(error), error)
try:
    runpy.run_path("<course>/solutions/derivatives/answers_1_derivative.py")
    secant_slope = None
except Exception as error:
    print(type(error), error)
