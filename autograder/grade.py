"""Grade one notebook: its bytes and an exam make a verdict and the autograded notebook.

A pure function of the two: no file, no database. Whatever the notebook does is its own loss.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nbformat import NotebookNode, v4

from autograder.evidence import Evidence, points_of
from autograder.exam import Exam
from autograder.illustrations import Illustrations
from autograder.judgement import judge_task
from autograder.live import Gallery
from autograder.notebook import Submission, UnreadableNotebook, grade_id, parse, runs
from autograder.outcome import NOTHING, Outcome
from autograder.process import Zygote
from autograder.render import problem_line, show_check, show_result, show_test
from autograder.repair import repair
from autograder.sitting import SHOWN, CellResult, Sitting, TimeLimits
from autograder.spec import CHECK, TEST, is_task
from autograder.verdict import CheckResult, NotebookVerdict, TaskResult


@dataclass(frozen=True)
class Graded:
    """A notebook's verdict and the notebook with what grading showed; None if unreadable."""

    verdict: NotebookVerdict
    notebook: NotebookNode | None


def grade_notebook(
    data: bytes, exam: Exam, zygote: Zygote, limits: TimeLimits, repairs: Sequence[str] = ()
) -> Graded:
    """Grade a notebook's bytes; a damaged one gets no points and its reason.

    `repairs` are those that were needed to find the file.
    """
    try:
        submission = parse(data)
    except UnreadableNotebook as unreadable:
        return Graded(nothing(exam, str(unreadable), repairs), None)
    submission.repairs[:0] = repairs
    repair(submission, exam.spec)
    return grade_submission(submission, exam, zygote, limits)


def nothing(
    exam: Exam, error: str | None, repairs: Sequence[str] = (), events: Sequence[str] = ()
) -> NotebookVerdict:
    """Return the verdict on a notebook that is missing or cannot be read."""
    lost = Outcome(NOTHING, message="there is no answer that could be read")
    tasks: Sequence[TaskResult] = [
        judge_task(task, [lost] * len(task.probes), exam.spec.name, exam.spec.points[name], False)
        for name, task in exam.tasks.items()
    ]
    tasks = (*tasks, *_manual(exam, set()))
    return NotebookVerdict(exam.spec.name, tasks, error, tuple(repairs), tuple(events))


def grade_submission(
    submission: Submission, exam: Exam, zygote: Zygote, limits: TimeLimits
) -> Graded:
    """Grade a repaired submission; its notebook gets the outputs of the run."""
    answers, attempted = submission.answers(), _attempted(submission, exam)
    cells, drawn = [cell.source for cell in answers], illustrations_of(submission, exam)
    with Sitting(zygote, cells, limits, drawn) as sitting:
        sitting.run_cells()
        # Checks first: what they show must hold nothing that hidden tests told the answers.
        checks = _run_checks(submission, sitting)
        evidence = _evidence(exam, sitting, checks, attempted)
        outcomes = {name: sitting.probe(name, task.probes) for name, task in exam.tasks.items()}
    tasks = [
        judge_task(task, outcomes[name], exam.spec.name, exam.spec.points[name], name in attempted)
        for name, task in exam.tasks.items()
    ]
    tasks = [replace(task, evidence=evidence.get(task.task, ())) for task in tasks]
    gallery = Gallery(exam.live)
    for number, cell in enumerate(answers):
        show_result(cell, sitting.results[number], gallery)
    _show_grading(submission, {task.task: task for task in tasks}, checks, gallery)
    verdict = NotebookVerdict(
        exam.spec.name,
        (*tasks, *_manual(exam, attempted)),
        repairs=tuple(submission.repairs),
        events=_events(answers, sitting.results, outcomes),
        checks=tuple(_said(checks, exam)),
    )
    return Graded(verdict, submission.notebook)


def illustrations_of(submission: Submission, exam: Exam) -> Illustrations:
    """Return the illustrations among the cells to run, and what the others and the checks use."""
    cells = [cell.source.strip() for cell in submission.answers()]
    checks = [cell.source.strip() for cell in submission.notebook.cells if _is_check(cell)]
    drawn = {n: one for n, one in enumerate(cells) if one in exam.spec.illustrations}
    others = [one for n, one in enumerate(cells) if n not in drawn] + checks
    released = [exam.names[one] for one in others if one in exam.names]
    return Illustrations(
        {number: exam.names[source] for number, source in drawn.items()},
        frozenset(exam.tasks).union(*(names.used for names in released)),
        tuple(one for one in others if one not in exam.names),
    )


def _is_check(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and not runs(cell) and not grade_id(cell).startswith(TEST)


def _attempted(submission: Submission, exam: Exam) -> set[str]:
    """Return the tasks, those by hand included, whose answer cell is not as it was released.

    An answer cell that is gone is not as it was released.
    """
    pairs = itertools.pairwise([*submission.notebook.cells, v4.new_raw_cell()])
    answers = {grade_id(cell): after if is_task(cell) else cell for cell, after in pairs}
    untouched = {
        name
        for name, released in (exam.spec.released | exam.spec.places).items()
        if name in answers and answers[name].source.strip() == released.strip()
    }
    return {*exam.tasks, *exam.spec.manual} - untouched


def _manual(exam: Exam, attempted: set[str]) -> list[TaskResult]:
    return [
        TaskResult(name, exam.spec.name, 0.0, points, manual=True, attempted=name in attempted)
        for name, points in exam.spec.manual.items()
    ]


def _run_checks(submission: Submission, sitting: Sitting) -> dict[str, CellResult]:
    """Run the visible checks, for what they show."""
    results = {}
    for cell in filter(_is_check, submission.notebook.cells):
        name = grade_id(cell)
        results[name] = sitting.run_check(name.removeprefix(CHECK), cell.source)
    return results


def _said(checks: dict[str, CellResult], exam: Exam) -> Iterator[CheckResult]:
    """Yield what the visible check of each task said, in the order of the tasks."""
    for name in exam.tasks:
        result = checks.get(f"{CHECK}{name}")
        if result:
            yield CheckResult(name, not (result.error or result.ended), problem_line(result))


def _evidence(
    exam: Exam, sitting: Sitting, checks: dict[str, CellResult], attempted: set[str]
) -> dict[str, tuple[Evidence, ...]]:
    """Return the numbers for the pictures of each task whose visible check failed.

    They are asked for before any hidden test, so that they hold nothing of one.
    """
    failed = {name.removeprefix(CHECK) for name, result in checks.items() if result.error}
    evidence = {}
    for name in sorted(failed & exam.tasks.keys() & attempted):
        pictures = exam.tasks[name].pictures
        given = map(points_of, sitting.probe(name, [one.probe for one in pictures], SHOWN))
        evidence[name] = tuple(
            Evidence(
                title=one.picture.title,
                x=one.picture.x,
                y=one.picture.y,
                log=one.picture.log,
                yours=yours,
                expected=points_of(one.expected),
            )
            for one, yours in zip(pictures, given, strict=True)
            if yours
        )
    return evidence


def _ended(outcomes: list[Outcome]) -> str:
    return next((one.message for one in outcomes if one.ended), "")


def _show_grading(
    submission: Submission,
    tasks: dict[str, TaskResult],
    checks: dict[str, CellResult],
    gallery: Gallery,
) -> None:
    for cell in submission.notebook.cells:
        name = grade_id(cell)
        if name in checks:
            show_check(cell, checks[name], gallery)
        elif name.startswith(TEST) and name.removeprefix(TEST) in tasks:
            show_test(cell, tasks[name.removeprefix(TEST)])


def _events(
    answers: list[NotebookNode],
    results: dict[int, CellResult],
    outcomes: dict[str, list[Outcome]],
) -> tuple[str, ...]:
    """Say which cells and tasks ended their process."""
    cells = [
        f"cell {grade_id(answers[number]) or number + 1}: {result.ended}"
        for number, result in sorted(results.items())
        if result.ended
    ]
    tasks = [f"task {name}: {_ended(found)}" for name, found in outcomes.items() if _ended(found)]
    return (*cells, *tasks)


def as_json(notebook: NotebookNode) -> str:
    """Return a whole notebook as nbformat's JSON, without its copying, validating and indenting."""
    return json.dumps(notebook, ensure_ascii=False, sort_keys=True) + "\n"
