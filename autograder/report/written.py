"""Read what students wrote from their autograded notebooks: one answer cell a task."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from traitlets.config import Config

from autograder.course import Course
from autograder.exam import directory
from autograder.rawcells import Cell, cells_of, grade_id, outputs_of, source_of
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


def _error(cell: Cell) -> str:
    """Return the name of the error an answer cell ended with; "" for none, or left open."""
    names = [str(one.get("ename", ""))[:MAX_NAME] for one in outputs_of(cell) if _failed(one)]
    return next((name for name in names if name != OPEN), "")


def _failed(output: dict[str, Any]) -> bool:
    return output.get("output_type") == "error"
