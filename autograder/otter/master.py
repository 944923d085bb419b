"""A source notebook in Otter Assign's master format; nbgrader's metadata stays in its cells.

Source of the format: the "Otter Assign Format v1" chapter of Otter-Grader's manual, version 7.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Sequence
from typing import Any

from nbformat import NotebookNode, v4

from autograder.course import CourseError
from autograder.otter.checks import hidden_test, visible_test
from autograder.spec import CHECK, TEST, NotebookSpec, name

PLUGIN = "autograder.otter.plugin.CagedJudge"
REGION = re.compile(r"[ \t]*#+ (?:BEGIN|END) SOLUTION[ \t]*")
SCHEME = re.compile(r"#+ BEGIN MARK SCHEME\n(.*?)#+ END MARK SCHEME", re.DOTALL)
OURS = "otter"  # the id of a new cell, until all are numbered
PLACE = "*Write your answer here.*"


def master(source: NotebookNode, spec: NotebookSpec, files: Sequence[str]) -> NotebookNode:
    """Return the master notebook; `files` travel with the notebook. Raises CourseError."""
    cells = list(source.cells)
    made = [_raw("ASSIGNMENT CONFIG", _settings(files))]
    while cells:
        cell = cells.pop(0)
        known = name(cell)
        if known in spec.points:
            made += _question(cell, _sources(source), spec)
        elif known in spec.manual:
            made += _written(cell, cells, spec)
        elif not known.startswith((CHECK, TEST)):
            made.append(_released(cell, spec))
    for number, cell in enumerate(made):
        cell.id = f"otter-{number}" if cell.id == OURS else cell.id
    whole: NotebookNode = v4.new_notebook(cells=made, metadata=copy.deepcopy(source.metadata))
    return whole


def _settings(files: Sequence[str]) -> dict[str, Any]:
    """Return Otter Assign's settings.

    Otter's own proof is left out: it would need the engine, which comes into the zip later.
    """
    shown = {"show_hidden": True, "force_public_test_summary": False}
    return {
        "run_tests": False,
        "tests": {"ok_format": False},
        "export_cell": {"pdf": False, "run_tests": True},
        "files": list(files),
        "plugins": [PLUGIN],
        "generate": shown,
    }


def _question(
    cell: NotebookNode, sources: dict[str, str], spec: NotebookSpec
) -> list[NotebookNode]:
    """Return an answer cell with its visible check and what stands for its hidden tests."""
    task = name(cell)
    points = spec.points[task]
    solution = copy.deepcopy(cell)
    solution.source = marked(cell.source, spec.released[task])
    tests = [v4.new_code_cell(hidden_test(task, points), id=OURS)]
    if CHECK + task in sources:
        tests.insert(0, v4.new_code_cell(visible_test(task, sources[CHECK + task]), id=OURS))
    block = [*_block("SOLUTION", [solution]), *_block("TESTS", tests)]
    return _block("QUESTION", block, {"name": task, "points": points})


def _written(
    cell: NotebookNode, following: list[NotebookNode], spec: NotebookSpec
) -> list[NotebookNode]:
    """Return a task that a person marks; the free cell after its text is the place to answer."""
    task = name(cell)
    settings = {"name": task, "points": spec.manual[task], "manual": True}
    text = _released(cell, spec)
    if cell.metadata.nbgrader.get("task"):
        place = following.pop(0) if following and _is_place(following[0]) else None
        place = place or v4.new_markdown_cell(PLACE, id=f"answer_{task}")
        schemes = SCHEME.findall(cell.source)
        inside = [text, *_block("PROMPT", [place]), *_kept(schemes)]
    elif cell.cell_type == "code":
        solution = copy.deepcopy(cell)
        solution.source = marked(cell.source, spec.released[task])
        inside = _block("SOLUTION", [solution])
    else:
        inside = [*_block("PROMPT", [text]), *_kept([cell.source])]
    return _block("QUESTION", inside, settings)


def _kept(texts: Sequence[str]) -> list[NotebookNode]:
    """Return text for staff alone: Otter takes a solution in Markdown out of the student's copy."""
    return _block("SOLUTION", [v4.new_markdown_cell(one.strip(), id=OURS) for one in texts])


def _is_place(cell: NotebookNode) -> bool:
    free = cell.cell_type == "markdown" and not name(cell)
    return free and not cell.source.lstrip().startswith(("#", "<"))


def _released(cell: NotebookNode, spec: NotebookSpec) -> NotebookNode:
    """Return a cell as students get it."""
    copied = copy.deepcopy(cell)
    if name(cell):
        copied.source = spec.released[name(cell)]
    return copied


def marked(source: str, released: str) -> str:
    """Return a solution with Otter's marks: staff get the source, students what is released.

    Staff's copy holds the students' version too, as a text that does nothing. Raises CourseError.
    """
    quotes = [one for one in ('"""', "'''") if one not in released]
    if not quotes:
        raise CourseError("an answer cell with both kinds of triple quotes cannot go to Otter")
    return "\n".join(
        [
            "# BEGIN SOLUTION NO PROMPT",
            *(line for line in source.splitlines() if not REGION.fullmatch(line)),
            "# END SOLUTION",
            f"r{quotes[0]} # BEGIN PROMPT",
            *released.splitlines(),
            f"{quotes[0]}; # END PROMPT",
        ]
    )


def _sources(notebook: NotebookNode) -> dict[str, str]:
    return {name(cell): cell.source for cell in notebook.cells}


def _block(
    kind: str, cells: Sequence[NotebookNode], settings: dict[str, Any] | None = None
) -> list[NotebookNode]:
    """Return cells between Otter's raw cells that begin and end a block; none for no cells."""
    if not cells:
        return []
    return [_raw(f"BEGIN {kind}", settings or {}), *cells, _raw(f"END {kind}", {})]


def _raw(title: str, settings: dict[str, Any]) -> NotebookNode:
    """Return one of Otter's own cells; its settings are YAML, of which JSON is a part."""
    lines = [f"{key}: {json.dumps(value)}" for key, value in settings.items()]
    cell: NotebookNode = v4.new_raw_cell("\n".join([f"# {title}", *lines]), id=OURS)
    return cell
