"""The command line. Exit codes: 0 all is well, 1 not all of it, 2 refused with a reason."""

from __future__ import annotations

import json
import os
import sys
import warnings
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from autograder import batch as batches
from autograder import cage, doctor, terminal
from autograder.course import CourseError, find_course
from autograder.exam import open_exams, read_config
from autograder.files import write_atomically
from autograder.pool import cores
from autograder.process import Zygote
from autograder.release import generate, prove

WIDE = 140  # columns of a table that goes into a file

app = typer.Typer(
    help="Release and grade notebooks with grades that can be trusted.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.command()
def release(
    assignment: Annotated[str, typer.Argument(help="The assignment.")] = "derivatives",
) -> None:
    """Make release/ASSIGNMENT with nbgrader and prove it."""
    course = find_course(Path.cwd())
    config = read_config(course)
    console = Console()
    exams = open_exams(course, assignment, config)
    generate(course, assignment, config)
    with Zygote() as zygote:
        for exam in exams.values():
            proof = prove(course, assignment, exam, zygote)
            console.print(
                f"{proof.notebook}: {proof.tasks} tasks, {proof.points:g} points by tests; "
                "nothing secret in the release, solved 100 %, untouched 0 points"
            )


@app.command()
def grade(
    assignment: Annotated[str, typer.Argument(help="The assignment.")],
    student: Annotated[
        list[str] | None, typer.Option(help="Only this student; repeatable.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Processes; all cores by default.")
    ] = None,
    results: Annotated[Path | None, typer.Option(help="Write one JSON line a hand-in.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Grade unchanged hand-ins again.")] = False,
    no_cage: Annotated[
        bool, typer.Option("--no-cage", help="Grade where the cage's layers are missing.")
    ] = False,
) -> None:
    """Grade everything under submitted/ in parallel."""
    _refuse_without_cage(no_cage)
    course = find_course(Path.cwd())
    console = Console(width=None if sys.stdout.isatty() else WIDE)
    folders = batches.find_handins(course, assignment, student or [])
    if not folders:
        raise CourseError(f"nothing is handed in: submitted/STUDENT/{assignment}/ is not there")
    with terminal.Meter(console, len(folders)) as meter:
        lines = []
        for done in batches.run(course, assignment, folders, jobs or len(cores()), force):
            lines.append(done.line)
            meter.count(done.line)
    lines.sort(key=lambda line: str(line["student"]))
    if results:
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        write_atomically(results, text)
    terminal.show_results(console, lines)
    terminal.show_mistakes(console, lines)
    if any(line["error"] for line in lines):
        raise typer.Exit(1)


@app.command("doctor")
def show_doctor() -> None:
    """Say what this machine can do."""
    table = Table("what", "found")
    findings = list(doctor.examine(Path.cwd()))
    for finding in findings:
        table.add_row(finding.what, finding.found, style=None if finding.good else "bold red")
    Console().print(table)
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)


def _refuse_without_cage(no_cage: bool) -> None:
    missing = [layer for layer, there in cage.available().items() if not there]
    if missing and not no_cage:
        raise CourseError(
            f"the cage is not whole on this machine ({', '.join(missing)} missing): hand-ins could "
            "read or harm what this user can; use --no-cage to grade all the same"
        )


def main() -> None:
    """Run the command line; what is wrong with the course is one line, no traceback."""
    warnings.simplefilter("ignore")
    # nbgrader starts `alembic` by name; it stands beside this Python, activated or not.
    os.environ["PATH"] = os.pathsep.join(
        [str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]
    )
    try:
        app()
    except CourseError as error:
        print(f"autograder: {error}", file=sys.stderr)
        sys.exit(2)
