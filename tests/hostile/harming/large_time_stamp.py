"""Hands in a megabyte of digits and dashes as the time of the hand-in."""

# earns: all
# stopped by: reader
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    (folder / "1_derivative.ipynb").write_bytes(notebook)
    (folder / "timestamp.txt").write_text("1.5-" * 250_000)
