"""Hands in files whose names are markup, escapes, line ends and no text at all."""

# earns: all
# says: handed in as
# stopped by: reader
import os
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    (folder / "[").mkdir()
    (folder / "[" / "red]1_derivative[link=x].ipynb").write_bytes(notebook)
    (folder / "[" / "bold].ipynb").write_text("no notebook")
    for name in (b"\xff\xfe.ipynb", b"a\nb\x1b[2J.ipynb", b"\xff.csv", b"-rf", b"$(touch x)"):
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(b"odd")
