"""Looks for the scratch folders and hand-ins of those graded at the same time."""
# earns: all
# stopped by: landlock

# %% attack
import os
import tempfile
from pathlib import Path

here = Path(os.getcwd())
for place in (here.parent, tempfile.gettempdir(), "/tmp", "<course>/submitted", "<home>"):
    try:
        for path in Path(place).iterdir():
            if path != here and place != str(here):
                print(path, path.read_text() if path.is_file() else os.listdir(path))
                secant_slope = None
    except OSError as error:
        print(error)
for name in ("bystander", "perfect"):
    try:
        print(Path(f"<course>/submitted/{name}/derivatives/1_derivative.ipynb").read_text())
        secant_slope = None
    except OSError as error:
        print(error)
