"""Hands in, as the time of the hand-in, a link to a file without end."""

# earns: all
# stopped by: reader
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    (folder / "1_derivative.ipynb").write_bytes(notebook)
    (folder / "timestamp.txt").symlink_to("/dev/zero")
