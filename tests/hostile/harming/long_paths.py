"""Hands in folders so deep that their paths are longer than the system allows."""

# earns: all
# stopped by: reader
import os
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    (folder / "1_derivative.ipynb").write_bytes(notebook)
    part = "d" * 200
    here = os.open(folder, os.O_DIRECTORY)
    length = len(str(folder))
    while True:
        room = 4094 - length - 1
        name = part if room > 250 else "e" * min(room, 240)
        if room <= 250:
            os.close(os.open(name, os.O_CREAT | os.O_WRONLY, 0o644, dir_fd=here))
            break
        os.mkdir(name, dir_fd=here)
        inner = os.open(name, os.O_DIRECTORY, dir_fd=here)
        os.close(here)
        here, length = inner, length + 1 + len(name)
    os.close(here)
