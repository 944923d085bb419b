"""Match a hand-in's cells to the released notebook and mend what does not fit.

Answers are found by grade id, then by the name they define. Locked cells become what was
released. Every repair is said in plain words, to the student and the grader alike.
"""

from __future__ import annotations

import copy

from nbformat import NotebookNode

from autograder.notebook import Submission, defines, grade_id, number_cells
from autograder.otter.handin import undo_otter
from autograder.spec import NotebookSpec


def repair(submission: Submission, spec: NotebookSpec) -> None:
    """Make the submission's cells those of `spec`, answers kept, and note what was mended."""
    undo_otter(submission, spec)
    _drop_unknown_ids(submission, spec)
    _drop_duplicates(submission)
    _find_answers_by_name(submission, spec)
    _restore_known_cells(submission, spec)
    _move_up_what_answers_need(submission, spec)
    _put_back_missing_cells(submission, spec)
    number_cells(submission.notebook.cells)
    for key in ("kernelspec", "language_info"):
        if key in spec.metadata:
            submission.notebook.metadata[key] = copy.deepcopy(spec.metadata[key])


def _drop_unknown_ids(submission: Submission, spec: NotebookSpec) -> None:
    for cell in submission.notebook.cells:
        if "nbgrader" in cell.metadata and spec.cell(grade_id(cell)) is None:
            del cell.metadata["nbgrader"]


def _drop_duplicates(submission: Submission) -> None:
    """Keep the last cell of each grade id, as nbgrader does; the others are ordinary cells."""
    seen: set[str] = set()
    for cell in reversed(submission.notebook.cells):
        name = grade_id(cell)
        if name and name in seen:
            del cell.metadata["nbgrader"]
            submission.repairs.append(f"the cell {name} is there twice; the last one counts")
        seen.add(name)


def _find_answers_by_name(submission: Submission, spec: NotebookSpec) -> None:
    present = {grade_id(cell) for cell in submission.notebook.cells}
    recognised = []
    for wanted in spec.cells:
        name = wanted.metadata.nbgrader.grade_id
        if name in present or not wanted.metadata.nbgrader.solution:
            continue
        free = [c for c in submission.notebook.cells if c.cell_type == wanted.cell_type]
        found = [c for c in free if not grade_id(c) and defines(c, name)]
        elsewhere = [grade_id(c) for c in submission.notebook.cells if defines(c, name)]
        if found:
            found[-1].metadata["nbgrader"] = NotebookNode(wanted.metadata.nbgrader)
            recognised.append(name)
        elif any(elsewhere):
            submission.repairs.append(f"the answer {name} was found in the cell {elsewhere[-1]}")
        else:
            submission.repairs.append(f"the answer cell {name} is missing")
    _note(submission, "answer", recognised, "found by what it defines", "found by what they define")


def _restore_known_cells(submission: Submission, spec: NotebookSpec) -> None:
    """Give known cells their released metadata, locked ones their released source too."""
    cells, changed = submission.notebook.cells, []
    for index, cell in enumerate(cells):
        wanted = spec.cell(grade_id(cell))
        if wanted is None:
            continue
        name = grade_id(cell)
        if cell.cell_type != wanted.cell_type:
            submission.repairs.append(f"the cell {name} had another type")
            cells[index] = cell = _retyped(cell, wanted)
        if wanted.metadata.nbgrader.locked and not wanted.metadata.nbgrader.solution:
            if cell.source.strip() not in (spec.released[name].strip(), wanted.source.strip()):
                changed.append(name)
            cell.source = wanted.source
        cell.metadata["nbgrader"] = NotebookNode(wanted.metadata.nbgrader)
    _note(submission, "locked", changed, "changed; graded as released")


def _move_up_what_answers_need(submission: Submission, spec: NotebookSpec) -> None:
    """Put locked cells, such as the one with the imports, before what follows them as released."""
    cells, moved = submission.notebook.cells, []
    for number, wanted in enumerate(spec.cells):
        role = wanted.metadata.nbgrader
        if role.solution or role.grade or not role.locked:
            continue
        later = {grade_id(cell) for cell in spec.cells[number + 1 :]}
        here = next((at for at, c in enumerate(cells) if grade_id(c) == role.grade_id), 0)
        first = next((at for at, c in enumerate(cells) if grade_id(c) in later), here)
        if first < here:
            cells.insert(first, cells.pop(here))
            moved.append(role.grade_id)
    _note(submission, "locked", moved, "in another place; put back")


def _retyped(cell: NotebookNode, wanted: NotebookNode) -> NotebookNode:
    fresh = copy.deepcopy(wanted)
    fresh.id, fresh.source, fresh.metadata = cell.id, cell.source, cell.metadata
    return fresh


def _put_back_missing_cells(submission: Submission, spec: NotebookSpec) -> None:
    cells, missing = submission.notebook.cells, list[str]()
    places = _places(cells)
    position = -1
    for wanted in spec.cells:
        name = wanted.metadata.nbgrader.grade_id
        if name in places:
            position = places[name]
        elif not wanted.metadata.nbgrader.solution or wanted.metadata.nbgrader.grade:
            position += 1
            cells.insert(position, copy.deepcopy(wanted))
            missing.append(name)
            places = _places(cells)
    _note(submission, "locked", missing, "missing; put back")


def _places(cells: list[NotebookNode]) -> dict[str, int]:
    """Return the index of the first cell of each grade id."""
    return {grade_id(cell): index for index, cell in reversed(list(enumerate(cells)))}


def _note(
    submission: Submission, kind: str, names: list[str], what: str, what_of_many: str = ""
) -> None:
    """Say in one line what happened to some cells; of many, the first three are named."""
    listed = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
    if len(names) == 1:
        submission.repairs.append(f"the {kind} cell {listed} was {what}")
    elif names:
        many = f"{len(names)} {kind} cells {listed} were {what_of_many or what}"
        submission.repairs.append(many)
