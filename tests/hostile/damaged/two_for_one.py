"""Two notebooks for one: the untouched release under its name, the work under another."""

# earns: all
# says: handed in as 'work.ipynb'
# stopped by: reader
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    release = folder.parents[2] / "release/derivatives/1_derivative.ipynb"
    (folder / "1_derivative.ipynb").write_bytes(release.read_bytes())
    (folder / "work.ipynb").write_bytes(notebook)
