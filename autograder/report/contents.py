"""The tables of the report, made from result lines and what goes with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from autograder.report.clusters import Cluster
from autograder.report.items import TaskItem, TestItem, tasks_of
from autograder.report.likeness import Pair, common_from
from autograder.report.lines import Line
from autograder.report.names import Names
from autograder.report.stops import Stop
from autograder.report.tables import POINTS, RATIO, SHARE, TEXT, Column, Table, table

ByHand = Mapping[tuple[str, str], float | None]

DISCRIMINATION = (
    "Discrimination is the point-biserial correlation of a right answer with the points in all "
    "other tasks, among those who attempted the task (Lev 1949; Crocker and Algina 1986): near 1 "
    "it is those who do well elsewhere that succeed, near 0 or below it says nothing about them."
)


def scores(lines: Sequence[Line], by_hand: ByHand, names: Names) -> Table:
    """Return each student's points: by tests, by a person, and how many answers wait for one."""
    waiting: dict[str, int] = {}
    given: dict[str, float] = {}
    for (student, task), points in by_hand.items():
        if points is None:
            waiting[student] = waiting.get(student, 0) + 1
        elif task in tasks_of(lines, manual=True):
            given[student] = given.get(student, 0.0) + points
    rows = [
        (
            names.of(line["student"]),
            line["score"] + given.get(line["student"], 0.0),
            line["score"],
            given.get(line["student"], 0.0),
            line["max_score"],
            waiting.get(line["student"], 0),
        )
        for line in lines
    ]
    columns = [Column("student", TEXT), Column("points", POINTS), Column("by tests", POINTS)]
    columns += [Column("by hand", POINTS), Column("of", POINTS), Column("waiting")]
    note = "“Waiting” counts written answers a person has still to mark."
    return table("scores", "Points", columns, sorted(rows), note)


def tasks(items: Iterable[TaskItem]) -> Table:
    """Return the numbers of each task."""
    rows = [
        (
            *(one.task, one.notebook, one.points, one.attempted, one.full, one.named, one.unnamed),
            *(one.mean, one.difficulty, one.discrimination),
        )
        for one in items
    ]
    columns = [
        Column("task", TEXT),
        Column("notebook", TEXT),
        Column("worth", POINTS),
        Column("attempted"),
        Column("right"),
        Column("named", means="wrong in a way that has a name"),
        Column("unnamed", means="wrong in a way that has none"),
        Column("mean", POINTS, "mean points of all hand-ins"),
        Column("difficulty", SHARE, "share of the points that those who attempted it earned"),
        Column("discrimination", RATIO),
    ]
    return table("tasks", "Tasks", columns, rows, DISCRIMINATION)


def mistakes(clusters: Iterable[Cluster], items: Iterable[TaskItem], names: Names) -> Table:
    """Return which named mistake how many made."""
    attempts = {one.task: one.attempted for one in items}
    rows = [
        (
            one.task,
            one.name,
            len(one.students),
            len(one.students) / attempts[one.task] if attempts.get(one.task) else None,
            names.of(one.student),
        )
        for one in clusters
    ]
    columns = [Column("task", TEXT), Column("mistake", TEXT), Column("hand-ins")]
    columns += [Column("share of attempts", SHARE), Column("example", TEXT)]
    return table("mistakes", "Named mistakes", columns, rows)


def unnamed(clusters: Iterable[Cluster], names: Names) -> Table:
    """Return the clusters of equal wrong behaviour without a name."""
    rows = [
        (
            one.task,
            one.behaviour,
            len(one.students),
            "; ".join(failure.title for failure in one.failures),
            names.of(one.student),
            ", ".join(sorted(map(names.of, one.students))),
        )
        for one in clusters
    ]
    columns = [Column("task", TEXT), Column("behaviour", TEXT), Column("hand-ins")]
    columns += [Column("fails", TEXT), Column("example", TEXT), Column("students", TEXT)]
    return table("unnamed", "Wrong in the same way, without a name", columns, rows)


def tests(items: Iterable[TestItem]) -> Table:
    """Return the numbers of each hidden test."""
    rows = [
        (
            *(one.task, one.test, one.title, one.attempts, one.failed, one.alone),
            *(one.discrimination, one.remark),
        )
        for one in items
    ]
    columns = [
        Column("task", TEXT),
        Column("test", TEXT),
        Column("title", TEXT),
        Column("attempts"),
        Column("failed"),
        Column("alone", means="failed this test and no other of the task"),
        Column("discrimination", RATIO),
        Column("remark", TEXT),
    ]
    note = (
        "A test that never fails tells nothing in this class; one that everybody fails may ask "
        "for what the task does not say."
    )
    return table("tests", "Hidden tests", columns, rows, note)


def stops(found: Iterable[Stop]) -> Table:
    """Return where students stop."""
    rows = [(one.task, one.reached, one.attempted, one.skipped, one.stopped) for one in found]
    columns = [
        Column("task", TEXT),
        Column("reached", means="attempted it or a later task"),
        Column("attempted"),
        Column("left open", means="went on without it"),
        Column("stopped here", means="attempted it and nothing after it"),
    ]
    return table("stops", "Where students stop", columns, rows)


def persons(lines: Iterable[Line], errors: Mapping[tuple[str, str], str], names: Names) -> Table:
    """Return what a person should look at: damage, repairs, misbehaviour, cells that broke."""
    rows = []
    for line in lines:
        student = names.of(line["student"])
        told = {
            "not graded": [line["error"]] if line["error"] else [],
            "misbehaved": line.get("events", []),
            "repaired": line.get("repairs", []),
        }
        rows += [(student, what, names.unquoted(text)) for what in told for text in told[what]]
    rows += [
        (names.of(student), "cell broke", f"{task}: {names.kind(error)}")
        for (student, task), error in errors.items()
    ]
    columns = [Column("student", TEXT), Column("what", TEXT), Column("in words", TEXT)]
    return table("persons", "Hand-ins that need a person", columns, rows)


def written(lines: Sequence[Line], by_hand: ByHand, handed: Mapping[str, int]) -> Table:
    """Return how far the written tasks are marked; `handed` counts the answers to each."""
    rows = []
    for task in tasks_of(lines, manual=True):
        marks = {student: mark for (student, name), mark in by_hand.items() if name == task}
        points = [mark for mark in marks.values() if mark is not None]
        known = any(name == task for _, name in by_hand)
        waiting = len(marks) - len(points) if known else handed[task]
        mean = sum(points) / len(points) if points else None
        worth = next(line["tasks"][task]["max_score"] for line in lines if task in line["tasks"])
        rows.append((task, worth, handed[task], len(points), waiting, mean))
    columns = [Column("task", TEXT), Column("worth", POINTS), Column("written"), Column("marked")]
    columns += [Column("waiting"), Column("mean", POINTS)]
    return table("written", "Written answers, marked by a person", columns, rows)


def alike(pairs: Iterable[Pair], handins: int, names: Names) -> Table:
    """Return the pairs of students whose answers share what is rare."""
    called = [(one, sorted((names.of(one.one), names.of(one.other)))) for one in pairs]
    rows = [
        (
            first,
            second,
            one.likeness,
            len(one.tasks),
            ", ".join(one.tasks),
        )
        for one, (first, second) in called
    ]
    columns = [
        Column("student", TEXT),
        Column("and student", TEXT),
        Column("likeness", SHARE, "share of the rare parts of the one with fewer of them"),
        Column("tasks", means="in which most of what is rare is the same"),
        Column("which", TEXT),
    ]
    note = (
        "Pairs to look at, not an accusation. Names of variables, remarks and layout are not "
        "looked at; neither is what the release holds, nor what more than "
        f"{common_from(handins)} hand-ins share."
    )
    return table("alike", "Answers that are nearly the same", columns, rows, note)
