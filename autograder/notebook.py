"""Read a handed-in notebook whose file may be damaged.

What is read is plain and whole: every cell has a type, a source, a metadata dictionary and
an id of its own; outputs are dropped, since nothing a hand-in shows was run by us. Only an
autograded notebook is read with them.
"""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.cell_outputs import joined, whole_outputs

MAX_NOTEBOOK_BYTES = 32 * 2**20
MAX_CELLS = 2000
MAX_TEXT = 4 * 2**20  # characters of all cells together, pasted pictures included
HALF = re.compile(r"\\u[dD][89a-fA-F]")
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


class UnreadableNotebook(ValueError):
    """The file holds no notebook; the message says why in plain words."""


@dataclass
class Submission:
    """One handed-in notebook, and what was repaired to read it."""

    notebook: NotebookNode
    repairs: list[str] = field(default_factory=list)

    def answers(self) -> list[NotebookNode]:
        """Return the code cells to run: all but checks and hidden tests."""
        return [cell for cell in self.notebook.cells if cell.cell_type == "code" and runs(cell)]


def runs(cell: NotebookNode) -> bool:
    """Return whether a code cell is the student's or the lesson's, no check and no test."""
    nbgrader = cell.metadata.get("nbgrader", {})
    return not nbgrader.get("grade") or bool(nbgrader.get("solution"))


def grade_id(cell: NotebookNode) -> str:
    """Return nbgrader's id of a cell, '' when it has none."""
    found = cell.metadata.get("nbgrader", {}).get("grade_id", "")
    return found if isinstance(found, str) else ""


def read(path: Path) -> Submission:
    """Read the notebook at `path`. Raises UnreadableNotebook with the reason."""
    try:
        if path.stat().st_size > MAX_NOTEBOOK_BYTES:
            raise UnreadableNotebook(f"the file is larger than {MAX_NOTEBOOK_BYTES >> 20} MiB")
        return parse(path.read_bytes())
    except OSError as error:
        raise UnreadableNotebook(f"the file cannot be read: {error.strerror}") from None


def parse(data: bytes, outputs: bool = False) -> Submission:
    """Return the notebook in a file's bytes, with its `outputs` or without.

    Raises UnreadableNotebook.
    """
    if not data.strip():
        raise UnreadableNotebook("the file is empty")
    repairs = []
    if data.startswith(b"\xef\xbb\xbf"):
        repairs.append("the file began with a byte order mark")
    try:
        document = _loaded(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnreadableNotebook("the file is not UTF-8 text") from None
    except RecursionError:
        raise UnreadableNotebook("the file is nested too deep") from None
    except ValueError as error:
        raise UnreadableNotebook(_json_reason(data, error)) from None
    if isinstance(document, dict) and "worksheets" in document:
        document = _modern(document)
        repairs.append("the notebook was saved in the old format 3")
    language = _language(document)
    if language not in ("", "python"):
        repairs.append(f"the notebook was saved for the language {language[:40]!r}")
    return Submission(_notebook(document, repairs, outputs), repairs)


def _loaded(text: str) -> Any:
    """Return the JSON document in a text; halves of characters become question marks."""
    document = json.loads(text)
    if HALF.search(text):
        whole = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
        document = json.loads(whole)
    return document


def _modern(document: dict[str, Any]) -> Any:
    """Return a notebook of format 3 as one of format 4."""
    try:
        return nbformat.convert(nbformat.from_dict(document), 4)
    except Exception as error:
        reason = f"the notebook has an old format that cannot be read: {type(error).__name__}"
        raise UnreadableNotebook(reason) from None


def _language(document: Any) -> str:
    """Return the language a notebook says it is in, lower case, '' where it says nothing."""
    found = document
    for key in ("metadata", "kernelspec", "language"):
        found = found.get(key) if isinstance(found, dict) else None
    return found.lower() if isinstance(found, str) else ""


def _json_reason(data: bytes, error: ValueError) -> str:
    if b"<<<<<<<" in data and b">>>>>>>" in data:
        return "the file holds git conflict markers"
    line = getattr(error, "lineno", 1)
    return f"the file is damaged: no valid JSON at line {line}"


def _notebook(document: Any, repairs: list[str], outputs: bool) -> NotebookNode:
    if not isinstance(document, dict):
        raise UnreadableNotebook("the file is JSON, but no notebook")
    cells = document.get("cells")
    if not isinstance(cells, list):
        raise UnreadableNotebook("the notebook has no list of cells")
    if len(cells) > MAX_CELLS:
        raise UnreadableNotebook(f"the notebook has more than {MAX_CELLS} cells")
    whole = [cell for cell in (_cell(raw, outputs) for raw in cells) if cell]
    kept = _that_fit(whole, repairs)
    number_cells(kept)
    notebook = {"cells": kept, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    made: NotebookNode = nbformat.from_dict(notebook)
    return made


def _that_fit(cells: list[dict[str, Any]], repairs: list[str]) -> list[dict[str, Any]]:
    """Leave out the cells for whose text there is no room any more."""
    room, kept = MAX_TEXT, []
    for cell in cells:
        size = _size(cell)
        if size <= room:
            room -= size
            kept.append(cell)
    if len(kept) < len(cells):
        count, limit = len(cells) - len(kept), MAX_TEXT >> 20
        repairs.append(f"left out, since cells hold more than {limit} MiB of text: {count}")
    return kept


def _size(cell: dict[str, Any]) -> int:
    pictures = [data for one in cell.get("attachments", {}).values() for data in one.values()]
    return len(cell["source"]) + sum(len(str(data)) for data in pictures)


def _cell(raw: Any, outputs: bool) -> dict[str, Any] | None:
    """Return a whole cell, or None for what is no cell."""
    if not isinstance(raw, dict) or raw.get("cell_type") not in ("code", "markdown", "raw"):
        return None
    cell = {
        "cell_type": raw["cell_type"],
        "id": raw.get("id"),
        "metadata": _metadata(raw.get("metadata")),
        "source": joined(raw.get("source", "")).replace("\r\n", "\n"),
    }
    if cell["cell_type"] == "code":
        cell |= {"execution_count": None, "outputs": whole_outputs(raw) if outputs else []}
    elif isinstance(raw.get("attachments"), dict):
        cell["attachments"] = _attachments(raw["attachments"])
    return cell


def _metadata(raw: Any) -> dict[str, Any]:
    """Return the plain values of a cell's metadata, and nbgrader's."""
    if not isinstance(raw, dict):
        return {}
    plain = _plain_values(raw)
    plain.pop("nbgrader", None)
    if isinstance(raw.get("nbgrader"), dict):
        plain["nbgrader"] = _plain_values(raw["nbgrader"])
    return plain


def _plain_values(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if isinstance(value, (str, int, float))}


def _attachments(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the pictures pasted into a written answer."""
    return {name: _plain_values(data) for name, data in raw.items() if isinstance(data, dict)}


def number_cells(cells: list[dict[str, Any]]) -> None:
    """Give every cell an id of its own, keeping the good ones."""
    seen: set[str] = set()
    for cell in cells:
        good = isinstance(cell["id"], str) and CELL_ID.fullmatch(cell["id"])
        if not good or cell["id"] in seen:
            cell["id"] = ""
        seen.add(cell["id"])
    free = (f"cell-{number}" for number in itertools.count() if f"cell-{number}" not in seen)
    for cell in cells:
        cell["id"] = cell["id"] or next(free)


def defines(cell: NotebookNode, name: str) -> bool:
    """Return whether a line at the left margin of the cell binds `name`.

    Student text is searched, not parsed: Python's parser can be made to run out of memory.
    """
    word = re.escape(name)
    binding = rf"^(?:(?:async +)?def +{word}\b|class +{word}\b|{word} *(?::[^=\n]*)?=(?!=))"
    return re.search(binding, cell.source, re.MULTILINE) is not None
