"""A notebook of two hundred megabytes."""

# earns: nothing
# says: larger than
# stopped by: reader
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    path = folder / "1_derivative.ipynb"
    path.write_bytes(notebook)
    with path.open("r+b") as file:
        file.truncate(200 * 2**20)
