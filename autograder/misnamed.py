"""Tell by the answers in it which notebook a handed-in file holds, under whatever name."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.handed import HandedFile
from autograder.notebook import Submission, UnreadableNotebook, defines, grade_id, parse
from autograder.spec import NotebookSpec, name


def match_misnamed(
    lacking: Mapping[str, bool], strangers: list[HandedFile], specs: Mapping[str, NotebookSpec]
) -> dict[str, HandedFile]:
    """Return which file of another name holds which lacking notebook, by the answers in it.

    One that is `lacking` work alone gives way only to a file with work in it.
    """
    scores = []
    for file in strangers:
        # Before a file is read as a notebook, which may be costly: it has to name an answer.
        if not any(names_an_answer(file, specs[one]) for one in lacking):
            continue
        try:
            submission = parse(file.data)
        except UnreadableNotebook:
            continue
        for one, only_work in lacking.items():
            likeness, work = _likeness(submission, specs[one]), _work(submission, specs[one])
            if likeness and (work or not only_work):
                scores.append((-likeness, -work, one, file))
    matched: dict[str, HandedFile] = {}
    for *_, notebook, file in sorted(scores, key=lambda one: (*one[:3], one[3].name)):
        if notebook not in matched and file not in matched.values():
            matched[notebook] = file
    return matched


def swapped(files: Mapping[str, HandedFile], specs: Mapping[str, NotebookSpec]) -> list[str]:
    """Return the notebooks under whose names stand answers of others and none of their own."""
    held = {
        notebook: {one for one in specs if names_an_answer(file, specs[one])}
        for notebook, file in files.items()
    }
    return [notebook for notebook, found in held.items() if found and notebook not in found]


def lacking(files: Mapping[str, HandedFile], specs: Mapping[str, NotebookSpec]) -> dict[str, bool]:
    """Return the notebooks that were not handed in, or not readably, or without any work.

    Each with whether work alone is lacking: the file is readable, and as it was released.
    """
    found = {}
    for notebook, spec in specs.items():
        file = files.get(notebook)
        if file is None or file.error:
            found[notebook] = False
            continue
        try:
            if not _work(parse(file.data), spec):
                found[notebook] = True
        except UnreadableNotebook:
            found[notebook] = False
    return found


def names_an_answer(file: HandedFile, spec: NotebookSpec) -> bool:
    """Return whether an answer of a notebook is named anywhere in a file; nothing is parsed."""
    return any(answer.encode() in file.data for answer in _answers(spec))


def _likeness(submission: Submission, spec: NotebookSpec) -> int:
    """Count the spec's answer cells that a notebook holds, by grade id or by what it defines."""
    cells = submission.notebook.cells
    ids = {grade_id(cell) for cell in cells}
    code = [cell for cell in cells if cell.cell_type == "code"]
    return sum(one in ids or any(defines(cell, one) for cell in code) for one in _answers(spec))


def _work(submission: Submission, spec: NotebookSpec) -> int:
    """Count the answer cells of a notebook that are not as they were released."""
    return sum(
        any(
            (grade_id(cell) == one or (cell.cell_type == "code" and defines(cell, one)))
            and cell.source.strip() != spec.released[one].strip()
            for cell in submission.notebook.cells
        )
        for one in _answers(spec)
    )


def _answers(spec: NotebookSpec) -> list[str]:
    return [name(cell) for cell in spec.cells if cell.metadata.nbgrader.solution]
