"""The notebook under its name is broken; an older copy beside it is whole."""

# earns: all
# says: handed in as '1_derivative-Copy1.ipynb'
# stopped by: reader
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    (folder / "1_derivative.ipynb").write_bytes(notebook[:1000])
    (folder / "1_derivative-Copy1.ipynb").write_bytes(notebook)
