"""Handed in with the ending a browser adds to files it takes for text."""

# earns: all
# says: 1_derivative.ipynb.json
# stopped by: reader
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    (folder / "1_derivative.ipynb.json").write_bytes(notebook)
