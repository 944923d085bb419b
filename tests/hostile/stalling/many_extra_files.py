"""Hands in three thousand files beside the notebook."""

# earns: all
# stopped by: reader
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    (folder / "1_derivative.ipynb").write_bytes(notebook)
    for number in range(3000):
        (folder / f"data{number}.csv").write_text("1,2,3\n")
