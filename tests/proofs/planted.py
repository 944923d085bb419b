"""Wrong ideas that no kept mistake names, each written in three ways: planted in a made class.

They stand in `planted_bugs/`, a file for each: its name is the task's, its first line says the
idea. All ways of one bug do the same on every input its task admits, up to rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "planted_bugs"
WAY = "# --- a way to write it ---\n"


@dataclass(frozen=True)
class Bug:
    """A wrong idea about a task and the sources of answer cells that have it."""

    task: str
    name: str
    ways: tuple[str, ...]


def planted_bugs() -> list[Bug]:
    """Return the bugs of `planted_bugs/`, by task."""
    return [_bug(path) for path in sorted(FOLDER.glob("*.py"))]


def _bug(path: Path) -> Bug:
    says, *ways = path.read_text(encoding="utf-8").split(WAY)
    return Bug(path.stem, says.strip().strip('"'), tuple(way.strip() for way in ways))
