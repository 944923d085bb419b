"""Notebooks of no assignment lie beside the work, one of them a checkpoint."""

# earns: all
# says: scribbles.ipynb
# stopped by: reader
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    (folder / "1_derivative.ipynb").write_bytes(notebook)
    (folder / "scribbles.ipynb").write_text('{"cells": [], "metadata": {}, "nbformat": 4}')
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "1_derivative-checkpoint.ipynb").write_bytes(notebook[:500])
