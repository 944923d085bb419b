"""Writes a module that loops for ever while it is imported, and imports it."""
# earns: all
# says: did not stop
# stopped by: deadline

# %% attack
import sys

with open("endless.py", "w") as file:
    file.write("while True:\n    pass\n")
sys.path.insert(0, ".")
__import__("endless")
