"""Hands in an archive of a few kilobytes that unpacks to gigabytes, the notebook at its end."""

# earns: nothing
# stopped by: reader
import zipfile
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    with zipfile.ZipFile(folder / "work.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"{number}.ipynb", b"[" * (30 * 2**20))
