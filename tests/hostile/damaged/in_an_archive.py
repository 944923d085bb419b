"""Handed in inside a zip archive."""

# earns: all
# says: handed in as
# stopped by: reader
import zipfile
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    with zipfile.ZipFile(folder / "work.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("__MACOSX/._1_derivative.ipynb", b"\0\5\x16\7")
        archive.writestr("work/1_derivative.ipynb", notebook)
