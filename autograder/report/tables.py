"""A table of the report: shown on the page, and written as a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

Value = str | int | float | None

TEXT, COUNT, SHARE, POINTS, RATIO = "text", "count", "share", "points", "ratio"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """A column's heading, the kind of its values, and what it means, if that is not plain."""

    label: str
    kind: str = COUNT
    means: str = ""


@dataclass(frozen=True)
class Table:
    """`name` is the CSV file's; each row has one value a column; `shown` rows are on the page."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""
    shown: int = 400


def table(
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    note: str = "",
) -> Table:
    """Return a table of these rows."""
    return Table(name, title, tuple(columns), tuple(tuple(row) for row in rows), note)


def as_csv(table: Table) -> str:
    """Return a table as CSV; no text in it is taken for a formula by a spreadsheet."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(column.label for column in table.columns)
    writer.writerows([_plain(value) for value in row] for row in table.rows)
    return buffer.getvalue()


def _plain(value: Value) -> Value:
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return round(value, 4) if isinstance(value, float) else value


def shown(value: Value, kind: str) -> str:
    """Return a value as the page shows it; "–" where there is none."""
    if value is None:
        return "–"
    if kind == SHARE:
        return f"{value:.0%}"
    if kind in (POINTS, RATIO):
        return f"{value:.2f}"
    return str(value)
