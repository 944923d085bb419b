"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Students = Annotated[list[str] | None, typer.Option(help="Only this student; repeatable.")]

Jobs = Annotated[int | None, typer.Option(min=1, help="Processes; all cores by default.")]

Database = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="URL",
        help="The gradebook: postgresql://USER@HOST:PORT/DATABASE or sqlite:///FILE; "
        "by default what nbgrader_config.py says, else gradebook.db in the course's folder.",
    ),
]
