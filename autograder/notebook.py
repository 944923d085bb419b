"""Read a handed-in notebook whose file may be damaged, and match its cells to tasks."""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MAX_NOTEBOOK_BYTES = 32 * 2**20


class UnreadableNotebook(ValueError):
    """The file holds no notebook; the message says why in plain words."""


@dataclass(frozen=True)
class Cell:
    """One code cell: its source and nbgrader's grade id ('' when it has none)."""

    source: str
    grade_id: str = ""


@dataclass(frozen=True)
class Submission:
    """The code cells of one notebook in order, and what was repaired to read them."""

    cells: tuple[Cell, ...]
    repairs: tuple[str, ...] = field(default=())


def read(path: Path) -> Submission:
    """Read the notebook at `path`. Raises UnreadableNotebook with the reason."""
    try:
        if path.stat().st_size > MAX_NOTEBOOK_BYTES:
            raise UnreadableNotebook(f"the file is larger than {MAX_NOTEBOOK_BYTES >> 20} MiB")
        return parse(path.read_bytes())
    except OSError as error:
        raise UnreadableNotebook(f"the file cannot be read: {error.strerror}") from None


def parse(data: bytes) -> Submission:
    """Return the code cells of a notebook's bytes. Raises UnreadableNotebook."""
    if not data.strip():
        raise UnreadableNotebook("the file is empty")
    repairs = []
    if data.startswith(b"\xef\xbb\xbf"):
        repairs.append("the file began with a byte order mark")
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnreadableNotebook("the file is not UTF-8 text") from None
    except RecursionError:
        raise UnreadableNotebook("the file is nested too deep") from None
    except ValueError as error:
        raise UnreadableNotebook(_json_reason(data, error)) from None
    return Submission(tuple(_code_cells(document)), tuple(repairs))


def _json_reason(data: bytes, error: ValueError) -> str:
    if b"<<<<<<<" in data and b">>>>>>>" in data:
        return "the file holds git conflict markers"
    line = getattr(error, "lineno", 1)
    return f"the file is damaged: no valid JSON at line {line}"


def _code_cells(document: Any) -> list[Cell]:
    if not isinstance(document, dict):
        raise UnreadableNotebook("the file is JSON, but no notebook")
    cells = document.get("cells")
    if not isinstance(cells, list):
        raise UnreadableNotebook("the notebook has no list of cells")
    return [_cell(c) for c in cells if isinstance(c, dict) and c.get("cell_type") == "code"]


def _cell(raw: dict[str, Any]) -> Cell:
    source = raw.get("source", "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    metadata = raw.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return Cell(
        source.replace("\r\n", "\n") if isinstance(source, str) else "",
        grade_id if isinstance(grade_id, str) else "",
    )


def defines(cell: Cell, name: str) -> bool:
    """Return whether the cell binds `name` at its top level; a syntax error binds nothing."""
    try:
        body = ast.parse(cell.source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(name in _bound(statement) for statement in body)


def _bound(statement: ast.stmt) -> list[str]:
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [statement.name]
    if isinstance(statement, ast.Assign):
        return [target.id for target in statement.targets if isinstance(target, ast.Name)]
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return [statement.target.id]
    return []
