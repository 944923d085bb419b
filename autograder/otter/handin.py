"""Understand a hand-in made from Otter's student notebook: nbgrader's cells back in their places.

Otter turned checks into `grader.check("TASK")`, and added cells of its own. None of these is an
answer, and none is run.
"""

from __future__ import annotations

import copy
import re

from nbformat import NotebookNode

from autograder.notebook import Submission, grade_id
from autograder.spec import CHECK, TEST, NotebookSpec

CHECK_CELL = re.compile(r"""\s*grader\.check\(["'](\w+)["']\)\s*""")
START_CELL = re.compile(r"\s*(?:#[^\n]*\n)*import otter\ngrader = otter\.Notebook\([^\n]*\)\s*")
OTHER_CELL = re.compile(r"\s*(?:#[^\n]*\n)*grader\.(?:check_all|export)\([^\n]*\)\s*")
TAG = re.compile(r"\s*(?:<!-- (?:BEGIN|END) QUESTION -->\s*)+")
STAND_IN = """\
# Otter's checks are run by the grader; here they do nothing.
from types import SimpleNamespace

grader = SimpleNamespace(**dict.fromkeys(["check", "check_all", "export"], lambda *_, **__: None))
"""


def undo_otter(submission: Submission, spec: NotebookSpec) -> None:
    """Make Otter's student notebook the released one again, answers kept."""
    present = {grade_id(cell) for cell in submission.notebook.cells}
    cells: list[NotebookNode] = []
    for cell in submission.notebook.cells:
        cells += _undone(cell, spec, present)
    submission.notebook.cells = cells


def _undone(cell: NotebookNode, spec: NotebookSpec, present: set[str]) -> list[NotebookNode]:
    if cell.cell_type == "markdown":
        return _without_tags(cell)
    if cell.cell_type != "code" or grade_id(cell):
        return [cell]
    check = CHECK_CELL.fullmatch(cell.source)
    if check:
        return _released(check[1], spec, present)
    if START_CELL.fullmatch(cell.source):
        cell.source = STAND_IN
    return [] if OTHER_CELL.fullmatch(cell.source) else [cell]


def untagged(source: str) -> str:
    """Return a text cell's source without Otter's marks of a question's begin and end."""
    return TAG.sub("", source, count=1) if TAG.match(source) else source


def _without_tags(cell: NotebookNode) -> list[NotebookNode]:
    """Take Otter's marks away; a cell of nothing else goes."""
    rest = untagged(cell.source)
    gone = not rest and cell.source and not grade_id(cell)
    cell.source = rest
    return [] if gone else [cell]


def _released(task: str, spec: NotebookSpec, present: set[str]) -> list[NotebookNode]:
    """Return the check and the grade cell that Otter's check cell stands for, if they are gone."""
    wanted = [spec.cell(CHECK + task), spec.cell(TEST + task)]
    missing = [one for one in wanted if one is not None and grade_id(one) not in present]
    present.update(grade_id(one) for one in missing)
    return [copy.deepcopy(one) for one in missing]
