"""The commands `autograder report` and `autograder show`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.course import find_course
from autograder.exam import read_config
from autograder.options import Database
from autograder.report.build import gather, write_report
from autograder.report.compose import compose
from autograder.report.lines import graded_lines, read_lines
from autograder.report.show import find
from autograder.report.show import show as show_work
from autograder.report.written import autograded

Results = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        dir_okay=False,
        help="Result lines of `autograder grade --results`; by default what was graded here last.",
    ),
]


def add_commands(app: typer.Typer, console: Callable[[], Console]) -> None:
    """Add both to the command line; `console` is where they print."""

    @app.command()
    def report(
        assignment: Annotated[str, typer.Argument(help="The assignment.")],
        results: Results = None,
        anonymous: Annotated[
            bool, typer.Option("--anonymous", help="Hide who is who, in the tables too.")
        ] = False,
        output: Annotated[
            Path | None,
            typer.Option(dir_okay=False, help="The page; reports/ASSIGNMENT.html by default."),
        ] = None,
        db: Database = None,
    ) -> None:
        """Write a page about the whole class, and a CSV file of each of its tables."""
        course = find_course(Path.cwd())
        course.notebooks(assignment)
        lines = read_lines(results, assignment) if results else graded_lines(course, assignment)
        page = compose(gather(course, assignment, read_config(course, db), lines, anonymous))
        place = output or course.root / "reports" / f"{assignment}.html"
        write_report(page, place)
        print(
            f"{place}: {len(lines)} hand-ins; {len(page.tables)} tables in {place.with_suffix('')}/"
        )

    @app.command()
    def show(
        student: Annotated[str, typer.Argument(help="Whose hand-in.")],
        task: Annotated[
            str | None, typer.Argument(help="One task; else all that lost points.")
        ] = None,
        assignment: Annotated[
            str | None, typer.Option(help="The assignment, if the course has several.")
        ] = None,
        results: Results = None,
    ) -> None:
        """Show what a student wrote, what each check saw, and the mistake."""
        course = find_course(Path.cwd())
        name = assignment or course.only_assignment()
        course.notebooks(name)
        lines = read_lines(results, name) if results else graded_lines(course, name)
        line = find(lines, student)
        show_work(console(), line, autograded(course, name, read_config(course))(student), task)
