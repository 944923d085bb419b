"""Every kept answer at a student's desk: in a real Jupyter kernel, beside a real release.

Each mistake is typed into its answer cell of the released notebook and the visible check below
is run; what appears under it must be that mistake's own sentence or nothing, and nothing under
a right answer. Run it with `python -m tests.proofs.desk` in the course folder; it exits 1 when
a name is wrong, or missing though the check could tell.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode, v4
from rich.console import Console
from rich.table import Table

from autograder.answers import Answer, Task
from autograder.course import Course, find_course, load_answers
from autograder.notebook import grade_id

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "demo"))

from answer_code import KeptCode  # noqa: E402

ASSIGNMENT = "derivatives"
NAMED, SILENT, PASSED, WRONG = "named", "failed, no name", "passed the check", "WRONG NAME"
CELL_SECONDS = 30


@dataclass(frozen=True)
class Seen:
    """What a kept answer's visible check showed; `right` answers must show nothing."""

    task: str
    answer: str
    right: bool
    outcome: str


def sit_down(course: Course, notebook: str, tasks: Sequence[str] = ()) -> Iterator[Seen]:
    """Try all kept answers to these tasks (or all) of a notebook in one kernel."""
    folder = course.root / "release" / ASSIGNMENT
    released = nbformat.read(folder / f"{notebook}.ipynb", as_version=4)
    answers, module = load_answers(course.answers(ASSIGNMENT, notebook))
    code = KeptCode(module)
    checks = {grade_id(cell): cell.source for cell in released.cells}
    tried = [
        (task, answer)
        for task in answers.tasks.values()
        if (not tasks or task.name in tasks) and f"check_{task.name}" in checks
        for answer in (task.answer, *task.alternatives, *task.mistakes)
        if answer is not None
    ]
    cells = [v4.new_code_cell(source) for source in _lesson(released)]
    first = len(cells)
    for task, answer in tried:
        cells.append(v4.new_code_cell(code.cell(task.name, answer)))
        cells.append(v4.new_code_cell(checks[f"check_{task.name}"]))
    ran = _run(v4.new_notebook(cells=cells, metadata=released.metadata), folder)
    for number, (task, answer) in enumerate(tried):
        yield _seen(task, answer, ran.cells[first + 2 * number + 1])


def _lesson(released: NotebookNode) -> list[str]:
    """Return the code of the lesson, which may define what checks use."""
    code = [cell for cell in released.cells if cell.cell_type == "code"]
    locked = [cell for cell in code if cell.metadata.get("nbgrader", {}).get("locked")]
    return [cell.source for cell in locked if not cell.metadata.nbgrader.grade]


def _run(notebook: NotebookNode, folder: Path) -> NotebookNode:
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        interrupt_on_timeout=True,
        allow_errors=True,
        resources={"metadata": {"path": str(folder)}},
    )
    return client.execute()


def _seen(task: Task, answer: Answer, check: NotebookNode) -> Seen:
    outputs = check.outputs
    failed = any(output.output_type == "error" for output in outputs)
    texts = [
        output.data["text/markdown"]
        for output in outputs
        if output.output_type == "display_data" and "text/markdown" in output.data
    ]
    right = not answer.says
    if not texts:
        return Seen(task.name, answer.name, right, SILENT if failed else PASSED)
    target = next((one for one in task.mistakes if one.name == answer.same_as), answer)
    meant = f"It looks like {target.says}.\n\n{target.ask}"
    return Seen(task.name, answer.name, right, NAMED if texts == [meant] else WRONG)


def main() -> int:
    """Print what was named; return the exit status."""
    course, found = find_course(Path.cwd()), []
    for notebook in course.notebooks(ASSIGNMENT):
        found += sit_down(course, notebook)
    outcomes = (NAMED, SILENT, PASSED, WRONG)
    table = Table("task", *outcomes)
    mistakes = [one for one in found if not one.right]
    for task in dict.fromkeys(one.task for one in found):
        counts = Counter(one.outcome for one in mistakes if one.task == task)
        table.add_row(task, *(str(counts[outcome]) for outcome in outcomes))
    counts = Counter(one.outcome for one in mistakes)
    table.add_section()
    table.add_row(f"{len(mistakes)} mistakes", *(str(counts[outcome]) for outcome in outcomes))
    console = Console()
    console.print(table)
    troubled = [one for one in found if one.right and one.outcome != PASSED]
    silent = [one for one in mistakes if one.outcome in (SILENT, WRONG)]
    for one in (*troubled, *silent):
        console.print(f"{one.task}: {one.answer}: {one.outcome}", markup=False, highlight=False)
    console.print(f"{sum(one.right for one in found)} right answers, {len(troubled)} in trouble")
    return 1 if troubled or counts[WRONG] else 0


if __name__ == "__main__":
    sys.exit(main())
