"""Read what students wrote from their autograded notebooks: one answer cell a task."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from traitlets.config import Config

from autograder.cell_outputs import joined
from autograder.course import Course
from autograder.exam import directory
from autograder.notebook import MAX_NOTEBOOK_BYTES
from autograder.report.lines import Line

OPEN = "NotImplementedError"
MAX_NAME = 40

Key = tuple[str, str]


@dataclass
class Written:
    """By student and task: the source of the answer cell, and the error it ended with, if any."""

    codes: dict[Key, str] = field(default_factory=dict)
    errors: dict[Key, str] = field(default_factory=dict)


def autograded(course: Course, assignment: str, config: Config) -> Callable[[str], Path]:
    """Return what gives each student's folder of autograded notebooks."""
    view = directory(course, config)
    return lambda student: Path(
        view.format_path(view.autograded_directory, student, assignment, escape=False)
    )


def read_written(folder_of: Callable[[str], Path], lines: Sequence[Line]) -> Written:
    """Return the answers to the tasks of the result lines, as far as notebooks are there."""
    written = Written()
    for line in lines:
        student = str(line["student"])
        for notebook in dict.fromkeys(task["notebook"] for task in line["tasks"].values()):
            for cell in cells_of(folder_of(student) / f"{notebook}.ipynb"):
                name = grade_id(cell)
                if name in line["tasks"] and cell.get("cell_type") == "code":
                    written.codes[student, name] = source_of(cell)
                    error = _error(cell)
                    if error:
                        written.errors[student, name] = error
    return written


def cells_of(path: Path) -> Iterator[dict[str, Any]]:
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


def grade_id(cell: dict[str, Any]) -> str:
    """Return nbgrader's id of a cell, '' when it has none."""
    try:
        return str(cell["metadata"]["nbgrader"]["grade_id"])
    except (KeyError, TypeError):
        return ""


def source_of(cell: Mapping[str, Any]) -> str:
    """Return a cell's source as one text."""
    return joined(cell.get("source"))


def outputs_of(cell: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a cell's outputs."""
    outputs = cell.get("outputs")
    return [one for one in outputs if isinstance(one, dict)] if isinstance(outputs, list) else []


def _error(cell: dict[str, Any]) -> str:
    """Return the name of the error an answer cell ended with; "" for none, or left open."""
    names = [str(one.get("ename", ""))[:MAX_NAME] for one in outputs_of(cell) if _failed(one)]
    return next((name for name in names if name != OPEN), "")


def _failed(output: dict[str, Any]) -> bool:
    return output.get("output_type") == "error"
