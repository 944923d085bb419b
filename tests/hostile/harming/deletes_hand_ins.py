"""Deletes and overwrites other hand-ins, the gradebook and the course."""
# earns: all
# stopped by: landlock

# %% attack
import os
import shutil

shutil.rmtree("<course>", ignore_errors=True)
for act in (
    lambda: os.remove("<course>/gradebook.db"),
    lambda: os.rmdir("<course>/submitted"),
    lambda: os.truncate("<course>/gradebook.db", 0),
    lambda: open("<course>/submitted/perfect/derivatives/1_derivative.ipynb", "w"),
    lambda: open("<course>/gradebook.db", "r+b"),
    lambda: os.rename("<course>/submitted", "<course>/gone"),
):
    try:
        act()
        secant_slope = None
    except OSError as error:
        print(error)
