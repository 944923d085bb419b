"""Handed in under the name a browser gives to a second download."""

# earns: all
# says: handed in as '1_derivative (1).ipynb'
# stopped by: reader
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    (folder / "1_derivative (1).ipynb").write_bytes(notebook)
