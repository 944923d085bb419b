"""A notebook's cells as plain JSON: read without nbformat, whatever a file holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.cell_outputs import joined
from autograder.notebook import MAX_NOTEBOOK_BYTES

Cell = Mapping[str, Any]


def cells_of(path: Path) -> Iterator[Cell]:
    """Yield a notebook's cells; none of a file that is missing, too large or no notebook."""
    try:
        if path.stat().st_size > MAX_NOTEBOOK_BYTES:
            return
        notebook = json.loads(path.read_bytes())
        cells = notebook["cells"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return
    if isinstance(cells, list):
        yield from (cell for cell in cells if isinstance(cell, dict))


def nbgrader_of(cell: Cell) -> Mapping[str, Any]:
    """Return what nbgrader keeps at a cell, empty when it is none of its own."""
    metadata = cell.get("metadata")
    found = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def grade_id(cell: Cell) -> str:
    """Return nbgrader's id of a cell, '' when it has none."""
    return str(nbgrader_of(cell).get("grade_id", ""))


def source_of(cell: Cell) -> str:
    """Return a cell's source as one text."""
    return joined(cell.get("source"))


def outputs_of(cell: Cell) -> list[dict[str, Any]]:
    """Return a cell's outputs."""
    outputs = cell.get("outputs")
    return [one for one in outputs if isinstance(one, dict)] if isinstance(outputs, list) else []
