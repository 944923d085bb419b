"""The command `autograder otter`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.course import Course, CourseError, find_course
from autograder.exam import open_exam, read_config
from autograder.otter.assign import make
from autograder.otter.judge import Settings
from autograder.otter.results import VISIBILITIES
from autograder.process import Zygote


def add_otter(app: typer.Typer, console: Callable[[], Console]) -> None:
    """Add it to the command line; `console` is where it prints."""

    @app.command()
    def otter(
        notebooks: Annotated[
            list[str] | None, typer.Argument(help="Notebooks; all of the assignment by default.")
        ] = None,
        assignment: Annotated[str, typer.Option(help="The assignment.")] = "derivatives",
        visibility: Annotated[
            str, typer.Option(help=f"When students see hidden tests: {', '.join(VISIBILITIES)}.")
        ] = "after_published",
        no_cage: Annotated[
            bool, typer.Option("--no-cage", help="Let the zip grade where layers are missing.")
        ] = False,
    ) -> None:
        """Make dist/otter/NOTEBOOK for Otter and Gradescope with `otter assign`, and prove it."""
        if visibility not in VISIBILITIES:
            known = ", ".join(VISIBILITIES)
            raise CourseError(f"no visibility {visibility!r}; there is: {known}")
        course = find_course(Path.cwd())
        chosen = _chosen(course, assignment, notebooks or [])
        config, printed = read_config(course), console()
        with Zygote() as zygote:
            for notebook in chosen:
                exam = open_exam(course, assignment, notebook, config, zygote)
                settings = Settings(assignment, notebook, visibility, no_cage, config)
                made = make(course, settings, exam, zygote)
                printed.print(
                    f"{notebook}: {made.folder.relative_to(course.root)}/student and "
                    f"{made.zip.relative_to(course.root)}; nothing secret for students, "
                    "solved 100 %, untouched 0 points",
                    soft_wrap=True,
                )


def _chosen(course: Course, assignment: str, notebooks: Sequence[str]) -> Sequence[str]:
    """Return the notebooks asked for, all for none. Raises CourseError for one not there."""
    there = course.notebooks(assignment)
    unknown = [one for one in notebooks if one not in there]
    if unknown:
        known = ", ".join(there)
        raise CourseError(f"{assignment} has no notebook {', '.join(unknown)}; there is: {known}")
    return notebooks or there
