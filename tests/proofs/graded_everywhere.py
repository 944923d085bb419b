"""The score of each task of a few hand-ins by all four graders, in one course."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook

from tests.proofs.course_copy import run, start_again
from tests.proofs.elsewhere import (
    Elsewhere,
    Scores,
    grade_in_gradescopes_layout,
    grade_with_otter,
    pack_for_otter,
    scores_of,
)

GRADERS = ("autograder", "nbgrader", "otter run", "Gradescope")
COMPANION = "zz-companion"


@dataclass(frozen=True)
class Row:
    """One task of one hand-in: its score by each grader, None where a grader gave none."""

    student: str
    notebook: str
    task: str
    scores: Mapping[str, float | None]

    @property
    def different(self) -> bool:
        """Return whether a grader gave another score than `autograder grade`."""
        return len(set(self.scores.values())) != 1


def grade_everywhere(
    course: Path,
    assignment: str,
    notebooks: Mapping[str, str | None],
    folder: Path,
    tell: Callable[[str], None],
) -> Iterator[Row]:
    """Grade what is in the course's `submitted/` everywhere; yield a row for each task.

    `notebooks` gives for each student the one notebook that was handed in, None for all. The
    course has a `fresh.db` (its gradebook without grades) and a zip for each notebook. `folder`
    is to work in; `tell` gets a line when a grader is done.
    """
    start_again(course)
    start = time.monotonic()
    results = course / "results.jsonl"
    run(course, "autograder", "grade", assignment, "--results", str(results), allowed=(0, 1))
    ours = scores_of(results)
    tell(f"autograder: {len(notebooks)} hand-ins, {time.monotonic() - start:.0f} s")
    wanted = [key[:2] for key in ours if notebooks[key[0]] in (None, key[1])]
    elsewhere = Elsewhere(course, assignment, folder, list(dict.fromkeys(wanted)))
    start = time.monotonic()
    gradescope = grade_in_gradescopes_layout(elsewhere)
    tell(f"Gradescope: {len(elsewhere.wanted)} notebooks, {time.monotonic() - start:.0f} s")
    packed = pack_for_otter(elsewhere)
    start = time.monotonic()
    nbgrader = grade_with_nbgrader(course, assignment)  # last in the course: it adds good copies
    tell(f"nbgrader: {time.monotonic() - start:.0f} s")
    start = time.monotonic()
    for student, notebook, otter in grade_with_otter(packed):
        rows = [
            Row(*key, dict(zip(GRADERS, found, strict=True)))
            for key, score in ours.items()
            if key[:2] == (student, notebook)
            for found in [(score, nbgrader.get(key, 0.0), otter.get(key[2]), gradescope.get(key))]
        ]
        wrong = sum(row.different for row in rows)
        said = f"{wrong} DIFFERENT" if wrong else "same"
        tell(f"otter run: {student} {notebook}, {time.monotonic() - start:.0f} s: {said}")
        yield from rows


def grade_with_nbgrader(course: Path, assignment: str) -> Scores:
    """Return the scores of a plain `nbgrader autograde`; what it could not grade has none.

    nbgrader stops when no folder at all holds a notebook in its place (see README), so that such
    a class gets a companion.
    """
    start_again(course)
    submitted = course / "submitted"
    if not any(submitted.glob(f"*/{assignment}/*.ipynb")):
        shutil.copytree(course / "release" / assignment, submitted / COMPANION / assignment)
    run(course, "nbgrader", "autograde", assignment, allowed=(0, 1))
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        return {
            (submission.student.id, notebook.name, grade.name.removeprefix("test_")): score
            for submission in book.assignment_submissions(assignment)
            for notebook in submission.notebooks
            for grade in notebook.grades
            for score in [grade.auto_score or 0.0]
        }
