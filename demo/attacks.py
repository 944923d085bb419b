"""Stories of attacks: a hand-in that spies, and one that forges what grading shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from draft import WRONG, Draft
from nbformat import v4

SPY = Path(__file__).with_name("spy_cell.py")


def spies(draft: Draft) -> None:
    """looks for tests, answers and gradebook, patches comparisons, prints full marks"""
    for notebook in draft.notebooks.values():
        notebook.cells.insert(0, v4.new_code_cell(SPY.read_text(encoding="utf-8"), id="spy"))
    for task in draft.kit.tasks:
        draft.write(task, f"{task} = stolen.get({task!r}, Agreeable())", WRONG)
    draft.expected["shows"] = dict.fromkeys(draft.notebooks, "stolen: []")


def forges(draft: Draft) -> None:
    """answers nothing, but edits test cells, their outputs and their points"""
    draft.leave(*draft.kit.tasks)
    for task in draft.kit.tasks:
        test = draft.cell(f"test_{task}", task)
        test.source = "print('all tests passed')"
        test.outputs = [v4.new_output("stream", text="all tests passed: full marks\n")]
        test.execution_count = 1
        test.metadata.nbgrader |= {"points": 100, "locked": False}
    for notebook in draft.notebooks:
        count = len(draft.tasks_of(notebook))
        draft.remark(f"{count} locked cells test_{draft.tasks_of(notebook)[0]}")


STORIES: Mapping[str, Callable[[Draft], None]] = {"mallory": spies, "loki": forges}
