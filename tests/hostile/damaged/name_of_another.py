"""Handed in under the name of another notebook, and that one under this name."""

# earns: all
# says: handed in as '2_gradient.ipynb'
# stopped by: reader
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    other = folder.parents[2] / "release/derivatives/2_gradient.ipynb"
    (folder / "1_derivative.ipynb").write_bytes(other.read_bytes())
    (folder / "2_gradient.ipynb").write_bytes(notebook)
