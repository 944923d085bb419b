"""Build real hand-ins from the kept attacks: the perfect solution, changed as each attack says."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import nbformat
from hostile.attack import Attack
from nbformat import NotebookNode, v4

REGION = re.compile(r"^[ \t]*### (BEGIN|END) SOLUTION\n?", re.MULTILINE)


class Builder:
    """Builds hand-ins for one released course."""

    def __init__(self, course: Path, assignment: str, home: Path) -> None:
        self._course, self._assignment = course, assignment
        self._places = {"<course>": str(course), "<home>": str(home)}

    def points(self, notebook: str) -> dict[str, float]:
        """Return the points of a notebook's tasks, by task."""
        graded = {_id(cell): cell.metadata.nbgrader for cell in self._read("source", notebook)}
        return {
            name.removeprefix("test_"): float(nbgrader.points)
            for name, nbgrader in graded.items()
            if name.startswith("test_")
        }

    def perfect(self, notebook: str) -> NotebookNode:
        """Return the released notebook with every task solved as in the source."""
        solved = {_id(cell): cell.source for cell in self._read("source", notebook)}
        released = self._whole("release", notebook)
        for cell in released.cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source = REGION.sub("", solved[_id(cell)])
        return released

    def untouched(self, notebook: str) -> NotebookNode:
        """Return the notebook as it is released."""
        return self._whole("release", notebook)

    def hand_in(self, student: str, name: str, notebook: NotebookNode) -> None:
        """Put one notebook into a student's folder."""
        folder = self._folder(student)
        (folder / f"{name}.ipynb").write_bytes(as_bytes(notebook))

    def attack(self, attack: Attack) -> None:
        """Put an attack into the folder of the student it is named after."""
        notebook = self.perfect(attack.notebook)
        if attack.cells:
            self.hand_in(attack.student, attack.notebook, self._changed(notebook, attack))
        elif "damage" in attack.functions:
            path = self._folder(attack.student) / f"{attack.notebook}.ipynb"
            path.write_bytes(attack.functions["damage"](as_bytes(notebook)))
        else:
            attack.functions["hand_in"](self._folder(attack.student), as_bytes(notebook))

    def _changed(self, notebook: NotebookNode, attack: Attack) -> NotebookNode:
        """Return the notebook with the attack's cells; a new one follows the one before it."""
        cells = copy.deepcopy(notebook.cells)
        position = len(cells)
        for name, source in attack.cells:
            for placeholder, path in self._places.items():
                source = source.replace(placeholder, path)
            known = [index for index, cell in enumerate(cells) if _id(cell) == name]
            if known:
                cells[known[0]].source = source
                position = known[0] + 1
            else:
                cells.insert(position, v4.new_code_cell(source))
                position += 1
        notebook.cells = cells
        return notebook

    def _folder(self, student: str) -> Path:
        folder = self._course / "submitted" / student / self._assignment
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _whole(self, kind: str, notebook: str) -> NotebookNode:
        path = self._course / kind / self._assignment / f"{notebook}.ipynb"
        found: NotebookNode = nbformat.read(path, as_version=4)
        return found

    def _read(self, kind: str, notebook: str) -> list[Any]:
        return [cell for cell in self._whole(kind, notebook).cells if _id(cell)]


def as_bytes(notebook: NotebookNode) -> bytes:
    """Return a notebook's file, as Jupyter writes it."""
    return json.dumps(notebook, indent=1, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _id(cell: Any) -> str:
    found: str = cell.metadata.get("nbgrader", {}).get("grade_id", "")
    return found
