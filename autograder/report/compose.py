"""Compose the report's page of a class."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence

from autograder.report import charts, contents
from autograder.report.build import Class
from autograder.report.clusters import Cluster, Failure, named, to_keep, unnamed
from autograder.report.items import TaskItem, hidden_test_items, task_items, tasks_of
from autograder.report.likeness import pairs
from autograder.report.page import Chart, Example, Figure, Page, Section
from autograder.report.parsed import bare
from autograder.report.stops import stops
from autograder.report.tables import Table

Readable = Mapping[str, str]

MOST_EXAMPLES = 40
KINDS = (
    (charts.FULL, "right"),
    (charts.NAMED, "wrong, and it has a name"),
    (charts.UNNAMED, "wrong, without a name"),
    (charts.OPEN, "not attempted"),
)


def compose(known: Class) -> Page:
    """Return the page of a class."""
    items = task_items(known.lines)
    mistakes = named(known.lines, known.written.codes)
    clusters = unnamed(known.lines, known.written.codes)
    readable = _readable(known, [*mistakes, *clusters])
    points = contents.scores(known.lines, known.book.points, known.names)
    looked_at = contents.persons(known.lines, known.written.errors, known.names)
    sections = (
        _points(known, points),
        _tasks(items),
        _mistakes(known, items, mistakes, readable),
        _clusters(known, clusters, readable),
        _tests(known),
        _stops(known),
        _persons(known, looked_at),
        _alike(known),
    )
    says = "Made from the result lines of one batch. Every table is also a CSV file beside it."
    figures = _figures(known, items, [one for one in clusters if len(one.students) > 1])
    return Page(f"What the class believes: {known.assignment}", says, tuple(figures), sections)


def _figures(known: Class, items: Sequence[TaskItem], clusters: Sequence[Cluster]) -> list[Figure]:
    totals = [line["score"] for line in known.lines]
    wrong = sum(one.named + one.unnamed for one in items)
    share = f"{sum(one.named for one in items) / wrong:.0%}" if wrong else "–"
    most = max(line["max_score"] for line in known.lines)
    return [
        Figure(str(len(totals)), "hand-ins"),
        Figure(f"{statistics.median(totals):.1f}", f"median points by tests, of {most:g}"),
        Figure(share, f"of {wrong} wrong answers have a name"),
        Figure(str(len(clusters)), "bugs without a name that several share"),
    ]


def _points(known: Class, points: Table) -> Section:
    totals = [row[1] for row in points.rows if isinstance(row[1], float)]
    most = max(line["max_score"] for line in known.lines)
    bars = tuple(charts.of_points(totals, most))
    says = "How the points are spread, those given by hand included."
    chart = Chart("Hand-ins by points", bars)
    return Section("points", "Points", says, (chart,), (points,), open_tables=False)


def _tasks(items: Sequence[TaskItem]) -> Section:
    says = "What became of each task. The numbers stand in the order of the key."
    chart = Chart("Hand-ins by task", tuple(charts.of_tasks(items)), KINDS)
    return Section("tasks", "Tasks", says, (chart,), (contents.tasks(items),))


def _mistakes(
    known: Class, items: Sequence[TaskItem], found: Sequence[Cluster], readable: Readable
) -> Section:
    table = contents.mistakes(found, items, known.names)
    examples = tuple(
        _example(known, one, readable.get(one.code or "")) for one in found[:MOST_EXAMPLES]
    )
    says = (
        "Wrong answers that behave exactly like a kept mistake, the most frequent first; each "
        "opens to the shortest answer that makes it."
    )
    return Section("mistakes", "Mistakes with a name", says, (), (table,), examples, False)


def _clusters(known: Class, found: Sequence[Cluster], readable: Readable) -> Section:
    several = [one for one in found if len(one.students) > 1]
    table = contents.unnamed(found, known.names)
    examples = tuple(
        _example(known, one, readable.get(one.code or "")) for one in several[:MOST_EXAMPLES]
    )
    says = (
        f"{len(several)} wrong behaviours that several students share and no kept mistake names, "
        f"and {len(found) - len(several)} that one student has alone (in the table only). A name "
        "for one of them helps everybody who has it."
    )
    return Section("unnamed", "Mistakes without a name", says, (), (table,), examples, False)


def _example(known: Class, one: Cluster, code: str | None) -> Example:
    title = f"{one.task}: {one.name}" if one.name else f"{one.task}, behaviour {one.behaviour}"
    missing = "there is no autograded notebook, or its remarks could name somebody"
    return Example(
        title=title,
        handins=len(one.students),
        by=known.names.of(one.student) if code is not None else missing,
        reasons=tuple(_reasons(one.failures)),
        code=code,
        keep=to_keep(one, code) if code is not None and not one.name else "",
        keep_in=f"solutions/{known.assignment}/answers_{one.notebook}.py",
    )


def _reasons(failures: Sequence[Failure]) -> Iterator[tuple[str, str]]:
    """Yield each reason with the titles of the tests that fail for it."""
    for message in dict.fromkeys(one.message for one in failures):
        titles = [f"“{one.title}”" for one in failures if one.message == message]
        yield message, ", ".join(titles)


def _readable(known: Class, examples: Sequence[Cluster]) -> Readable:
    """Return the code to show for each example's; without remarks and names if they are hidden."""
    codes = [one.code for one in examples if one.code is not None]
    if not known.names.hidden:
        return dict(zip(codes, codes, strict=True))
    return {code: known.names.clean(text) for code, text in bare(codes).items()}


def _tests(known: Class) -> Section:
    items = hidden_test_items(known.lines)
    never = sum(one.remark == "never fails" for one in items)
    always = sum(one.remark == "everybody fails" for one in items)
    says = (
        f"{len(items)} hidden tests, counted among those who attempted their task: {never} never "
        f"fail and {always} fail for everybody. “Alone” counts hand-ins that only this test of the "
        "task finds wrong."
    )
    return Section("tests", "Hidden tests", says, (), (contents.tests(items),))


def _stops(known: Class) -> Section:
    found = stops(known.lines)
    says = "How far students come, in the order of the course."
    kinds = (charts.FULL, "attempted it"), (charts.OPEN, "left it open and went on")
    chart = Chart("Hand-ins that came so far", tuple(charts.of_stops(found)), kinds)
    table = contents.stops(found)
    return Section("stops", "Where students stop", says, (chart,), (table,), open_tables=False)


def _persons(known: Class, looked_at: Table) -> Section:
    handed = {
        task: sum(bool(line["tasks"].get(task, {}).get("attempted")) for line in known.lines)
        for task in tasks_of(known.lines, manual=True)
    }
    written = contents.written(known.lines, known.book.points, handed)
    says = "What was damaged, repaired or misbehaved, answers that broke, and what waits for marks."
    return Section("persons", "What needs a person", says, (), (looked_at, written))


def _alike(known: Class) -> Section:
    answers = {
        (student, task): known.pieces[code]
        for (student, task), code in known.written.codes.items()
        if code in known.pieces and code.strip() != known.released.get(task, "").strip()
    }
    starters = {
        task: known.pieces[code] for task, code in known.released.items() if code in known.pieces
    }
    table = contents.alike(pairs(answers, starters), len(known.lines), known.names)
    says = "Students whose answers share what is rare in this class, in three tasks or more."
    return Section("alike", "Answers to compare", says, (), (table,))
