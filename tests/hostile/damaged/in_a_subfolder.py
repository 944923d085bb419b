"""Handed in inside a subfolder."""

# earns: all
# says: handed in as 'derivatives/1_derivative.ipynb'
# stopped by: reader
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    (folder / "derivatives").mkdir()
    (folder / "derivatives" / "1_derivative.ipynb").write_bytes(notebook)
