"""Tell whether a written answer that a person has marked was written anew since.

nbgrader keeps the points and the comment, and does not ask the person to look again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbgrader.api import Grade, Gradebook, MissingEntry

from autograder.report.written import cells_of, source_of

Work = dict[str, list[str]]


def written_work(cells: Iterable[Mapping[str, Any]]) -> Work:
    """Return what stands in a notebook where a person gives points, by grade id.

    That is the text of a cell that is both task and answer, or what follows a task cell up to
    nbgrader's next cell.
    """
    work: Work = {}
    task = ""
    for cell in cells:
        known = _nbgrader(cell)
        name = str(known.get("grade_id", ""))
        if known.get("grade") and known.get("solution"):
            work[name] = [source_of(cell)]
        if known:
            task = name if known.get("task") else ""
            work |= {task: []} if task else {}
        elif task:
            work[task].append(source_of(cell).strip())
    return work


def work_in(path: Path) -> Work | None:
    """Return the written work in an autograded notebook, None when there is no such file."""
    return written_work(cells_of(path)) if path.exists() else None


def marked_work(book: Gradebook, assignment: str, root: Path) -> dict[tuple[str, str], Work]:
    """Return the written work that a person gave points for, by student and notebook.

    `root` holds the autograded notebooks, `STUDENT/ASSIGNMENT/NOTEBOOK.ipynb`.
    """
    found = {}
    for grade in book.db.query(Grade).filter(Grade.manual_score.isnot(None)):
        notebook = grade.notebook
        student = notebook.assignment.student_id
        if notebook.assignment.assignment.name == assignment:
            work = work_in(root / student / assignment / f"{notebook.name}.ipynb")
            if work is not None:
                found[student, notebook.name] = work
    return found


def ask_again(book: Gradebook, assignment: str, student: str, notebook: str) -> None:
    """Let a person look again at the written work of a notebook that has points already."""
    try:
        submitted = book.find_submission_notebook(notebook, assignment, student)
    except MissingEntry:
        return
    for grade in submitted.grades:
        if grade.manual_score is not None and grade.auto_score is None:
            grade.needs_manual_grade = True
    book.db.commit()


def _nbgrader(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = cell.get("metadata")
    found = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    return found if isinstance(found, Mapping) else {}
