"""Hands in a pipe, a folder and a socket under the names of notebooks."""

# earns: nothing
# says: no file
# stopped by: reader
import os
import socket
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    os.mkfifo(folder / "1_derivative.ipynb")
    (folder / "2_gradient.ipynb").mkdir()
    here = os.getcwd()
    os.chdir(folder)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("3_descent.ipynb")
    os.chdir(here)
