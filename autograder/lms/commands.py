"""The commands `autograder collect` and `autograder export`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from nbgrader.api import Gradebook
from rich.console import Console
from traitlets.config import Config

from autograder.course import Course, find_course
from autograder.exam import directory
from autograder.lms.collect import collect as collect_files
from autograder.lms.export import export_grades
from autograder.lms.remembered import class_list, remember
from autograder.lms.show import show_collected, show_exported, show_moved
from autograder.options import Database, Students

Settings = Callable[[Course, str | None], Config]


def add_commands(app: typer.Typer, settings: Settings, console: Callable[[], Console]) -> None:
    """Add both to the command line; `settings` reads nbgrader's, `console` is where they print."""
    _add_collect(app, settings, console)
    _add_export(app, settings, console)


def _add_collect(app: typer.Typer, settings: Settings, console: Callable[[], Console]) -> None:
    @app.command()
    def collect(
        assignment: Annotated[str, typer.Argument(help="The assignment.")],
        source: Annotated[Path, typer.Argument(metavar="FILE", help="The zip file, or a folder.")],
        system: Annotated[
            str,
            typer.Option("--from", help="canvas, moodle, gradescope or folder.", metavar="SYSTEM"),
        ],
        students: Annotated[
            Path | None, typer.Option(help="The class: a CSV file as the system exports it.")
        ] = None,
        db: Database = None,
    ) -> None:
        """Put the hand-ins of an LMS's export where they are graded."""
        course = find_course(Path.cwd())
        config = settings(course, db)
        view = directory(course, config)
        members = class_list(students, view)
        done = collect_files(course, config, assignment, source, system, members)
        if students and members:
            with Gradebook(view.db_url, view.course_id) as book:
                show_moved(console(), remember(members, book))
        show_collected(console(), done)
        if not done.complete:
            raise typer.Exit(1)


def _add_export(app: typer.Typer, settings: Settings, console: Callable[[], Console]) -> None:
    @app.command()
    def export(
        assignment: Annotated[str, typer.Argument(help="The assignment.")],
        system: Annotated[
            str, typer.Option("--for", help="canvas, moodle, csv or json.", metavar="SYSTEM")
        ],
        given: Annotated[
            Path | None, typer.Option(help="The table that Canvas or Moodle has exported.")
        ] = None,
        to: Annotated[Path | None, typer.Option(help="The file to write.")] = None,
        column: Annotated[str, typer.Option(help="The column of the grades.")] = "",
        scale: Annotated[
            bool, typer.Option("--scale", help="Scale to the system's points.")
        ] = False,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="Show what is different, write nothing.")
        ] = False,
        student: Students = None,
        db: Database = None,
    ) -> None:
        """Write grades for an LMS, or as CSV or JSON."""
        course = find_course(Path.cwd())
        view = directory(course, settings(course, db))
        files = {"given": str(given or ""), "to": str(to or "")}
        how = {"column": column, "scale": scale, "dry_run": dry_run, "student": student or []}
        with Gradebook(view.db_url, view.course_id) as book:
            done = export_grades(book, system, assignment=[assignment], **files, **how)
        show_exported(console(), done)
        if not done.complete:
            raise typer.Exit(1)
