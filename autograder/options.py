"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Database = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="URL",
        help="The gradebook: postgresql://USER@HOST:PORT/DATABASE or sqlite:///FILE; "
        "by default what nbgrader_config.py says, else gradebook.db in the course's folder.",
    ),
]
