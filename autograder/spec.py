"""What a released notebook holds, as nbgrader's own preprocessors make it from the source.

Points live in the source's grade cells, nowhere else.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import (
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    IncludeHeaderFooter,
    InstantiateTests,
    LockCells,
    NbGraderPreprocessor,
)
from traitlets.config import Config

from autograder.course import CourseError

PIPELINE = (
    IncludeHeaderFooter,
    InstantiateTests,
    LockCells,
    ClearSolutions,
    ClearOutput,
    ComputeChecksums,
)
HIDING = (ClearHiddenTests, ClearMarkScheme)
TEST, CHECK = "test_", "check_"
ILLUSTRATION = "illustration"


@dataclass(frozen=True)
class NotebookSpec:
    """The nbgrader cells of one notebook in order, hidden regions included, solutions cleared.

    `released` gives each cell's source as students get it, by grade id; `places` that of the
    cell after each task cell, where the answer is written. `code` are the sources of all
    code cells as students get them, `illustrations` of those that only show something.
    """

    name: str
    cells: tuple[NotebookNode, ...]
    released: dict[str, str]
    metadata: dict[str, Any]
    places: dict[str, str] = field(default_factory=dict)
    code: frozenset[str] = frozenset()
    illustrations: frozenset[str] = frozenset()

    def cell(self, grade_id: str) -> NotebookNode | None:
        """Return the cell with this grade id."""
        return self._by_id.get(grade_id)

    @cached_property
    def _by_id(self) -> dict[str, NotebookNode]:
        return {name(one): one for one in self.cells}

    @property
    def points(self) -> dict[str, float]:
        """Return the points of each task graded by hidden tests, by task."""
        tests = [one for one in self.cells if name(one).startswith(TEST)]
        return {name(one).removeprefix(TEST): float(one.metadata.nbgrader.points) for one in tests}

    @property
    def manual(self) -> dict[str, float]:
        """Return the points of each task a person grades, by grade id."""
        found = {}
        for one in self.cells:
            nbgrader = one.metadata.nbgrader
            if is_task(one) or (nbgrader.grade and nbgrader.solution):
                found[nbgrader.grade_id] = float(nbgrader.points)
        return found


def read_spec(path: Path, config: Config) -> NotebookSpec:
    """Return the spec of the source notebook at `path` under nbgrader's `config`.

    Raises CourseError when nbgrader refuses the notebook.
    """
    try:
        notebook = nbformat.read(path, as_version=4)
        full = _processed(notebook, PIPELINE, config)
        released = _processed(copy.deepcopy(full), HIDING, config)
    except Exception as error:
        raise CourseError(f"{path.name} is no good source notebook: {error}") from error
    sources = {name(cell): cell.source for cell in released.cells}
    cells = tuple(cell for cell in full.cells if name(cell))
    places = {name(one): after.source for one, after in pairwise(released.cells) if is_task(one)}
    code = [one for one in released.cells if one.cell_type == "code"]
    return NotebookSpec(
        path.stem,
        cells,
        sources,
        dict(notebook.metadata),
        places,
        code=frozenset(one.source.strip() for one in code),
        illustrations=frozenset(one.source.strip() for one in code if _only_shows(one)),
    )


def _only_shows(cell: NotebookNode) -> bool:
    return ILLUSTRATION in cell.metadata.get("tags", [])


def is_task(cell: NotebookNode) -> bool:
    """Return whether a cell asks for work that is written, by hand, in cells after it."""
    return bool(cell.metadata.get("nbgrader", {}).get("task"))


def name(cell: NotebookNode) -> str:
    """Return nbgrader's id of a source cell, '' when it has none."""
    found: str = cell.metadata.get("nbgrader", {}).get("grade_id", "")
    return found


def _processed(
    notebook: NotebookNode, pipeline: tuple[type[NbGraderPreprocessor], ...], config: Config
) -> NotebookNode:
    resources: dict[str, Any] = {}
    for preprocessor in pipeline:
        notebook, resources = preprocessor(config=config).preprocess(notebook, resources)
    return notebook
