"""Fifty large files under other names, all of which the judge would read and keep."""

# earns: all
# stopped by: reader
import json
import os
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    (folder / "2_gradient.ipynb").write_bytes(b"")  # so that another file is looked for
    (folder / "1_derivative.ipynb").write_bytes(notebook)
    large = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "x": [{"": 0}] * 2_000_000})
    (folder / "large0.ipynb").write_text(large)
    for number in range(1, 50):
        os.link(folder / "large0.ipynb", folder / f"large{number}.ipynb")
