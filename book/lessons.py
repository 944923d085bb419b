"""From a released notebook to a page of the book: what a reader without a kernel should see."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

CELL_SECONDS = 120
DATA = re.compile(r'id="data">(?P<data>\{.*?\})</script>', re.DOTALL)
FRAME = re.compile(r'title="Interactive picture: (?P<name>\w+)"[^>]*srcdoc="(?P<page>[^"]*)"')
ALT = "The figure that this code draws"


@dataclass(frozen=True)
class Lesson:
    """A page of the book, and the pictures it shows: file name → the whole page."""

    notebook: NotebookNode
    pictures: dict[str, str] = field(default_factory=dict)


def run(path: Path) -> NotebookNode:
    """Run a notebook where it lies, through to its end: open tasks raise, and that is fine."""
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(notebook, timeout=CELL_SECONDS, allow_errors=True, resources=resources)
    client.extra_arguments = ["--log-level=ERROR"]
    client.execute()
    return notebook


def lesson(notebook: NotebookNode, name: str) -> Lesson:
    """Return a notebook that was run as a page called `name`.

    Places for answers and grades go; checks are folded; errors of open tasks and warnings are
    left out; a picture becomes a frame around a file of its own.
    """
    cells, pictures = [], {}
    for cell in notebook.cells:
        if _is_only_for_students(cell):
            continue
        if cell.cell_type == "code":
            cell = _code(cell, name, pictures)
        cells.append(cell)
    page = nbformat.v4.new_notebook(cells=cells, metadata=notebook.metadata)
    return Lesson(page, pictures)


def _is_only_for_students(cell: NotebookNode) -> bool:
    """Return whether a cell holds nothing to read: a place for an answer in words, or a grade."""
    known = cell.metadata.get("nbgrader", {})
    grade = cell.cell_type == "code" and known.get("points") and not known.get("solution")
    answer = cell.cell_type == "markdown" and cell.source.strip() == "*Write your answer here.*"
    return bool(grade or answer)


def _code(cell: NotebookNode, name: str, pictures: dict[str, str]) -> NotebookNode:
    cell = nbformat.from_dict(cell)
    frames = [found for found in map(_picture, cell.outputs) if found]
    tags = ["remove-input"] if frames else ["hide-input"] if cell.id.startswith("check_") else []
    cell.metadata = nbformat.from_dict({"tags": tags, "mystnb": {"image": {"alt": ALT}}})
    if frames:
        cell.outputs = [_frame(name, cell.id, *frame, pictures) for frame in frames]
        return cell
    readable = [output for output in cell.outputs if output.output_type != "error"]
    cell.outputs = [output for output in readable if output.get("name") != "stderr"]
    return cell


def _picture(output: NotebookNode) -> tuple[str, str] | None:
    """Return name and page of the picture in an output, if there is one."""
    found = FRAME.search(output.get("data", {}).get("text/html", ""))
    return (found["name"], html.unescape(found["page"])) if found else None


def _frame(
    lesson_name: str, cell_id: str, name: str, page: str, pictures: dict[str, str]
) -> NotebookNode:
    """Put a picture beside the lesson and return the output that shows it."""
    file = f"{lesson_name}-{cell_id}.html"
    pictures[file] = opened(page)
    return nbformat.v4.new_output("display_data", {"text/html": frame(f"pictures/{file}", name)})


def opened(page: str) -> str:
    """Return a picture's page without its gate: nobody can fill in a prediction in a book."""
    found = DATA.search(page)
    if found is None:
        raise ValueError("the page of a picture has no data element")
    data = json.loads(found["data"])
    data.pop("gate", None)
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return page[: found.start("data")] + text + page[found.end("data") :]


def frame(source: str, name: str) -> str:
    """Return the HTML that shows a picture's file in a page."""
    title = f"Interactive picture: {name}"
    return f'<iframe class="picture {name}" title="{title}" src="{source}"></iframe>'
