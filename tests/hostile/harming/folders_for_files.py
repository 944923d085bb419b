"""Hands in files where the course has folders, and folders where it has files."""

# earns: all
# stopped by: reader
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    (folder / "1_derivative.ipynb").write_bytes(notebook)
    for path in sorted((folder.parents[2] / "source/derivatives").iterdir()):
        if path.is_dir():
            (folder / path.name).write_text("a file")
        elif path.suffix != ".ipynb":
            (folder / path.name).mkdir()
            (folder / path.name / "x").write_text("a file in a folder")
    (folder / "2_gradient.ipynb").mkdir()
    (folder / "2_gradient.ipynb" / "x").write_text("no notebook")
