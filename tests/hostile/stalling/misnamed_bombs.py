"""Twenty large files under other names, each of which might be the notebook."""

# earns: all
# says: handed in as
# stopped by: reader
import json
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    (folder / "zz.ipynb").write_bytes(notebook)
    cells = [{"cell_type": "code", "metadata": {}, "source": "x = " + "(" * 2000}] * 1500
    bomb = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    for number in range(20):
        (folder / f"bomb{number}.ipynb").write_text(bomb)
