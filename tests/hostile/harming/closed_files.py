"""Hands in files and folders that nobody may read, not even the grader."""

# earns: all
# stopped by: reader
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    (folder / "1_derivative.ipynb").write_bytes(notebook)
    for name in ("2_gradient.ipynb", "closed.ipynb", "closed.csv", "closed.zip", "timestamp.txt"):
        (folder / name).write_bytes(b"closed")
        (folder / name).chmod(0)
    (folder / "closed").mkdir(mode=0)
