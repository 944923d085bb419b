"""Names of files: fit to be printed, or of files that a program left and no student meant."""

from __future__ import annotations

from pathlib import PurePath

CHECKPOINTS = ".ipynb_checkpoints"
PROGRAMS = {CHECKPOINTS, "__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}


def printable(name: str) -> str:
    """Return a name fit for files and terminals: what cannot be printed becomes `?`."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def is_a_programs(path: PurePath) -> bool:
    """Say whether a program left this file, as macOS does `._name` beside each `name`."""
    return bool(PROGRAMS.intersection(path.parts)) or path.name.startswith("._")
