"""Tell whether a written answer that a person has marked was written anew since.

nbgrader keeps the points and the comment, and does not ask the person to look again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from nbgrader.api import Grade, Gradebook, MissingEntry, Notebook, SubmittedAssignment

from autograder.gradebook import grades_of
from autograder.rawcells import Cell, cells_of, grade_id, nbgrader_of, source_of

Work = dict[str, list[str]]


def written_work(cells: Iterable[Cell]) -> Work:
    """Return what stands in a notebook where a person gives points, by grade id.

    That is the text of a cell that is both task and answer, or what follows a task cell up to
    nbgrader's next cell.
    """
    work: Work = {}
    task = ""
    for cell in cells:
        known = nbgrader_of(cell)
        if known.get("grade") and known.get("solution"):
            work[grade_id(cell)] = [source_of(cell)]
        if known:
            task = grade_id(cell) if known.get("task") else ""
            work |= {task: []} if task else {}
        elif task:
            work[task].append(source_of(cell).strip())
    return work


def work_in(path: Path) -> Work | None:
    """Return the written work in an autograded notebook, None when there is no such file."""
    return written_work(cells_of(path)) if path.exists() else None


def is_rewritten(before: Work | None, cells: Iterable[Cell]) -> bool:
    """Return whether written work is not what it was before, if there was any notebook."""
    return before is not None and before != written_work(cells)


def marked_work(
    book: Gradebook, assignment: str, folder_of: Callable[[str], Path]
) -> dict[tuple[str, str], Work | None]:
    """Return the written work of notebooks a person gave points in, by student and notebook.

    `folder_of` gives a student's folder of autograded notebooks.
    """
    owner = (SubmittedAssignment.student_id, Notebook.name)
    query = grades_of(book, assignment, *owner).filter(Grade.manual_score.isnot(None))
    return {
        (student, notebook): work_in(folder_of(student) / f"{notebook}.ipynb")
        for student, notebook in query.distinct()
    }


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
