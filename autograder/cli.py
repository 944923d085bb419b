"""The command line. Exit codes: 0 all is well, 1 not all of it, 2 refused with a reason."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from nbgrader.api import InvalidEntry
from rich.console import Console
from rich.table import Table
from sqlalchemy.exc import SQLAlchemyError
from tornado.log import app_log
from traitlets import TraitError
from traitlets.config import Config

from autograder import batch as batches
from autograder import cage, database, doctor, feedback, pool, terminal
from autograder.course import Course, CourseError, find_course
from autograder.desk_mistakes import write_desk_mistakes
from autograder.exam import directory, open_exams, read_config, refuse_twin_tasks
from autograder.files import write_lines
from autograder.lms import commands as lms
from autograder.options import Database, Jobs, Students
from autograder.otter.commands import add_otter
from autograder.process import Zygote
from autograder.records import recorded
from autograder.release import generate, old_unless_proven, prove
from autograder.report import commands as reports
from autograder.verdict import joined_line

WIDE = 140  # columns of a table that goes into a file

app = typer.Typer(
    help="Release and grade notebooks with grades that can be trusted.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.command()
def release(
    assignment: Annotated[str, typer.Argument(help="The assignment.")] = "derivatives",
    db: Database = None,
) -> None:
    """Make release/ASSIGNMENT with nbgrader and prove it."""
    course = find_course(Path.cwd())
    config = _settings(course, db)
    console = Console()
    with Zygote(course.source(assignment)) as zygote:
        exams = open_exams(course, assignment, config, [zygote])
        specs = {name: exam.spec for name, exam in exams.items()}
        refuse_twin_tasks(specs)
        with old_unless_proven(course, assignment):
            generate(course, assignment, config)
            write_desk_mistakes(course, assignment, specs, zygote)
            proofs = [prove(course, assignment, exam, zygote) for exam in exams.values()]
        for proof in proofs:
            console.print(
                f"{proof.notebook}: {proof.tasks} tasks, {proof.points:g} points by tests; "
                "nothing secret in the release, solved 100 %, untouched 0 points"
            )


@app.command()
def grade(
    assignment: Annotated[str, typer.Argument(help="The assignment.")],
    student: Students = None,
    jobs: Jobs = None,
    results: Annotated[
        Path | None,
        typer.Option(dir_okay=False, writable=True, help="Write one JSON line a hand-in."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Grade unchanged hand-ins again.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Grade, write nothing, say whose points change.")
    ] = False,
    no_cage: Annotated[
        bool, typer.Option("--no-cage", help="Grade where the cage's layers are missing.")
    ] = False,
    db: Database = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="tcp://HOST:PORT", help="Grade on this Dask cluster, on all of it."),
    ] = None,
) -> None:
    """Grade everything under submitted/ in parallel."""
    _refuse_without_cage(no_cage)
    if dry_run and results:
        raise CourseError("--dry-run writes nothing, so no --results either")
    if scheduler and jobs:
        raise CourseError("--jobs is for this machine; on a cluster its workers' threads count")
    course = find_course(Path.cwd())
    console = _console()
    folders = batches.find_handins(course, assignment, student or [])
    passed_over = {} if student else batches.passed_over(course, assignment)
    if not folders and not passed_over:
        raise CourseError(f"nothing is handed in: submitted/STUDENT/{assignment}/ is not there")
    config = _settings(course, db)
    with _spread(scheduler, no_cage) as spread, terminal.Meter(console, len(folders)) as meter:
        # On a cluster, this machine only makes the exams ready.
        plan = batches.Plan(1 if scheduler else jobs or len(pool.cores()), force, dry_run)
        lines, changes = [], list[terminal.Change]()
        for done in batches.run(course, assignment, folders, plan, config, spread):
            meter.count(done.line)
            lines.append(terminal.in_short(done.line))
            changes += terminal.changes_of(done)
    lines.sort(key=lambda line: str(line["student"]))
    terminal.show_changes(console, changes)
    if dry_run and not changes:
        console.print("nobody's points would change")
    if results:
        write_lines(results, _as_json(course, assignment, folders))
    if not dry_run:
        terminal.show_results(console, lines)
        terminal.show_mistakes(console, lines)
    terminal.show_passed_over(console, passed_over)
    if passed_over or any(line["error"] for line in lines):
        raise typer.Exit(1)


@app.command("feedback")
def make_feedback(
    assignment: Annotated[str, typer.Argument(help="The assignment.")],
    student: Students = None,
    jobs: Jobs = None,
    db: Database = None,
) -> None:
    """Write a page for each graded notebook: feedback/STUDENT/ASSIGNMENT/NOTEBOOK.html."""
    course = find_course(Path.cwd())
    pages = feedback.Pages(course, assignment, _settings(course, db))
    made = list(pages.make(student or [], jobs or len(pool.cores())))
    terminal.show_pages(_console(), made)
    if any(one.problem for one in made):
        raise typer.Exit(1)


@app.command("doctor")
def show_doctor(db: Database = None) -> None:
    """Say what this machine can do."""
    table = Table("what", "found")
    findings = list(doctor.examine(Path.cwd(), db))
    for finding in findings:
        table.add_row(finding.what, finding.found, style=None if finding.good else "bold red")
    Console().print(table)
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)


def _as_json(course: Course, assignment: str, students: Iterable[str]) -> Iterator[str]:
    """Yield the result lines of these students as they were recorded, one JSON object each."""
    for student, parts in recorded(course, assignment, students):
        yield json.dumps(joined_line(student, assignment, parts), ensure_ascii=False) + "\n"


def _settings(course: Course, db: str | None) -> Config:
    """Return nbgrader's settings when their gradebook answers."""
    config = read_config(course, db)
    database.reach(directory(course, config).db_url)
    return config


def _spread(
    scheduler: str | None, no_cage: bool
) -> contextlib.AbstractContextManager[batches.Spread]:
    """Return what grades many hand-ins at a time: this machine's processes or a Dask cluster."""
    if scheduler is None:
        return contextlib.nullcontext(pool.graded_handins)
    try:
        from autograder import cluster
    except ImportError as error:
        raise CourseError(
            f"--scheduler needs Dask ({error}): pip install 'autograder[cluster]'"
        ) from error
    return cluster.connected(scheduler, no_cage)


def _console() -> Console:
    """Return a console as wide as the terminal, or as `COLUMNS` says, or wide enough for a file."""
    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(width=None if known else WIDE)


def _refuse_without_cage(no_cage: bool) -> None:
    missing = [layer for layer, there in cage.available().items() if not there]
    if missing and not no_cage:
        raise CourseError(
            f"the cage is not whole on this machine ({', '.join(missing)} missing): hand-ins could "
            "read or harm what this user can; use --no-cage to grade all the same"
        )


lms.add_commands(app, _settings, _console)
reports.add_commands(app, _console)
add_otter(app, _console)


def main() -> None:
    """Run the command line; what is wrong with course or gradebook is one line, no traceback."""
    warnings.simplefilter("ignore")
    # nbgrader logs a traceback of each database error there before it raises it.
    app_log.addHandler(logging.NullHandler())
    # nbgrader starts `alembic` by name; it stands beside this Python, activated or not.
    os.environ["PATH"] = os.pathsep.join(
        [str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]
    )
    try:
        app()
    except CourseError as error:
        _refuse(str(error))
    except OSError as error:  # a full disk, a folder that may not be written to
        _refuse(f"cannot go on: {error}; what was graded is kept")
    except TraitError as error:
        _refuse(f"nbgrader_config.py has a setting that cannot be: {' '.join(str(error).split())}")
    except (SQLAlchemyError, InvalidEntry) as error:
        _refuse(f"the gradebook cannot be used: {database.in_one_line(error)}")


def _refuse(reason: str) -> NoReturn:
    print(f"autograder: {reason}", file=sys.stderr)
    sys.exit(2)
