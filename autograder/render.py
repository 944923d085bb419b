"""Write results into notebook cells: outputs in nbformat's form, scores as nbgrader reads them.

nbgrader takes a grade cell's score from the text of its last expression; so a test cell
ends in a plain float. Nothing hidden is shown: titles, and the line why a test failed.
"""

from __future__ import annotations

import re
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.live import LIVE_MIME, Gallery
from autograder.outcome import TIMEOUT
from autograder.paths import without_machine_paths
from autograder.sitting import CellResult
from autograder.taskdata import LOOKS_LIKE, TASK_MIME, task_data
from autograder.verdict import TaskResult

BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
MAX_TEXT = 300_000
MAX_LINE = 2000


def show_result(cell: NotebookNode, result: CellResult, gallery: Gallery) -> None:
    """Give an answer cell the outputs it had; live pictures come from its notebook's `gallery`."""
    outputs = [_output(raw, gallery) for raw in result.outputs]
    cell.outputs = [output for output in outputs if output]
    if result.ended:
        cell.outputs.append(_error("CellEnded", result.ended))


def show_check(cell: NotebookNode, result: CellResult, gallery: Gallery) -> None:
    """Give a visible check its outputs; a value is left out, nbgrader would read it as points."""
    show_result(cell, result, gallery)
    cell.outputs = [one for one in cell.outputs if one.output_type != "execute_result"]


def show_test(cell: NotebookNode, task: TaskResult) -> None:
    """Give a grade cell the lines of its hidden tests and, last, its score.

    The score's output holds the same as data too: `feedback` makes its page of it.
    """
    data = {"text/plain": repr(task.score), TASK_MIME: task_data(task)}
    cell.outputs = [
        _new("stream", name="stdout", text="\n".join(test_lines(task)) + "\n"),
        _new("execute_result", data=data),
    ]


def test_lines(task: TaskResult) -> list[str]:
    """Return what a student may read of a task's hidden tests and of a recognised mistake."""
    lines = [
        f"{'passed' if t.passed else 'failed'}: {_line(t.title, t.message)}" for t in task.tests
    ]
    for mistake in task.mistakes:
        lines += [_plain(f"{LOOKS_LIKE}{mistake.says}."), _plain(mistake.ask)]
    return lines


def problem_line(result: CellResult) -> str:
    """Return in one line why a cell failed, '' for one that did not: bounded, and fit to print."""
    said = result.ended or ": ".join(filter(None, map(_text, result.error or [])))
    printable = (one if one.isprintable() else " " for one in said[:MAX_LINE])
    return " ".join("".join(printable).split())


def _new(kind: str, **parts: Any) -> NotebookNode:
    """Return an output in nbformat's form; nbformat's own function validates each, slowly."""
    needed: dict[str, Any] = {"metadata": {}} if "data" in parts else {}
    needed |= {"execution_count": None} if kind == "execute_result" else {}
    output: NotebookNode = nbformat.from_dict({"output_type": kind} | needed | parts)
    return output


def _plain(text: str) -> str:
    """Return a sentence without Markdown's emphasis and code marks."""
    return text.replace("**", "").replace("`", "")


def _line(title: str, message: str) -> str:
    return f"{title}: {message}" if message else title


def _output(raw: dict[str, Any], gallery: Gallery) -> NotebookNode | None:
    """Return one output of a student process as nbformat's, or None for what is none."""
    kind = raw.get("output_type")
    if kind == "stream" and raw.get("name") in ("stdout", "stderr"):
        return _new("stream", name=raw["name"], text=_text(raw.get("text")))
    if kind in ("display_data", "execute_result") and isinstance(raw.get("data"), dict):
        return _data(kind, raw["data"], gallery)
    if kind == "error":
        lines = raw.get("traceback")
        return _new(
            "error",
            ename=_text(raw.get("ename"))[:80],
            evalue=_text(raw.get("evalue"))[:2000],
            traceback=[_text(line) for line in lines] if isinstance(lines, list) else [],
        )
    return None


def _data(kind: str, bundle: dict[str, Any], gallery: Gallery) -> NotebookNode | None:
    data = gallery.bundle(bundle[LIVE_MIME]) if LIVE_MIME in bundle else {}
    if isinstance(bundle.get("text/plain"), str):
        data["text/plain"] = _text(bundle["text/plain"])
    picture = bundle.get("image/png")
    if isinstance(picture, str) and BASE64.fullmatch(picture):
        data["image/png"] = picture
    return _new(kind, data=data) if data else None


def _text(value: Any) -> str:
    """Return text without the paths of the machine that graded."""
    if not isinstance(value, str):
        return ""
    return without_machine_paths(value[:MAX_TEXT])


def _error(name: str, message: str) -> NotebookNode:
    line = f"{name}: {message}"
    hint = " Look for a loop that never ends." if message == TIMEOUT else ""
    return _new("error", ename=name, evalue=message, traceback=[line + hint])
