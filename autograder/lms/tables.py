"""Read and write the CSV files of learning management systems, cell for cell.

What a file has (delimiter, byte order mark, ends of lines) it keeps; one in UTF-16, which no
system writes but some programs do, comes out as UTF-8 with a mark. A text cell that a
spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.course import CourseError
from autograder.files import write_atomically

MAX_CSV_BYTES = 100 << 20
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
FORMULA_BLANKS = ("\t", "\r", "\n")
QUOTED = re.compile(r'"(?:[^"]|"")*"')
NUMBER = re.compile(r"[+-]?\d[\d.,]*%?")
BOM = "\ufeff"


@dataclass(frozen=True)
class Table:
    """A CSV file: its rows, the first one with the names of the columns, and how it is written."""

    rows: list[list[str]]
    delimiter: str = ","
    newline: str = "\r\n"
    bom: bool = False
    name: str = field(default="", compare=False)

    @property
    def header(self) -> list[str]:
        """Return the names of the columns, without blanks around them."""
        return [name.strip() for name in self.rows[0]]


def read_table(path: Path) -> Table:
    """Read a CSV file with commas, semicolons or tabs. Raises CourseError with the reason."""
    text = _decoded(path)
    bom, text = text.startswith(BOM), text.removeprefix(BOM)
    first = QUOTED.sub("", text).partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise CourseError(f"{path.name} is no CSV file: {error}") from error
    if not rows or not any(map(str.strip, rows[0])):
        raise CourseError(f"{path.name} is empty: its first row has no names of columns")
    newline = "\r\n" if first.endswith("\r") else "\n"
    return Table(rows, delimiter, newline, bom, path.name)


def _decoded(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_CSV_BYTES:
            raise CourseError(f"{path.name} is larger than {MAX_CSV_BYTES >> 20} MiB")
        data = path.read_bytes()
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}") from error
    is_utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return BOM + data.decode("utf-16") if is_utf_16 else data.decode()
    except UnicodeDecodeError as error:
        raise CourseError(
            f"{path.name} is not in UTF-8 (byte {error.start}): save it as “CSV UTF-8”"
        ) from error


def write_table(path: Path, table: Table) -> int:
    """Write a table atomically; return how many cells were marked as text.

    Raises CourseError when the file cannot be written.
    """
    rows = [[harmless(cell) for cell in row] for row in table.rows]
    write_private(path, as_text(replace(table, rows=rows)))
    return marked(table)


def marked(table: Table) -> int:
    """Return how many cells will be marked as text."""
    return sum(harmless(cell) != cell for row in table.rows for cell in row)


def write_private(path: Path, text: str) -> None:
    """Write grades atomically, for those to read whom the user's own settings let (umask).

    Raises CourseError when the file cannot be written.
    """
    if path.is_dir():
        raise CourseError(f"{path} is a folder: name a file")
    try:
        write_atomically(path, text, mode=None)
    except OSError as error:
        raise CourseError(f"{path} cannot be written: {error.strerror}") from error


def as_text(table: Table) -> str:
    """Return a table as the text of a CSV file."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=table.delimiter, lineterminator=table.newline)
    writer.writerows(table.rows)
    return (BOM if table.bom else "") + file.getvalue()


def harmless(cell: str) -> str:
    """Return a cell as it may be opened in a spreadsheet; numbers and a lone dash stay.

    A spreadsheet of another country takes a semicolon or a tab for the end of a cell.
    """
    if any(map(_is_formula, re.split("[;\t]", cell))) or cell.startswith(FORMULA_BLANKS):
        return f"'{cell}"
    return cell


def _is_formula(text: str) -> bool:
    bare = text.strip()
    return bare.startswith(FORMULA) and bare != "-" and not NUMBER.fullmatch(bare)


def number(text: str) -> float | None:
    """Return a number written with a point or a comma, or None."""
    bare = text.strip().replace(",", ".")
    return float(bare) if re.fullmatch(r"[+-]?\d+(\.\d+)?", bare) else None


def written_like(value: float, sample: str) -> str:
    """Return points with at most two decimals, with a comma where the sample has one."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if "," in sample else text


def column(header: Sequence[str], *names: str) -> int | None:
    """Return the first column that has one of these names, the first name first, or None."""
    folded = [_folded(name) for name in header]
    return next((folded.index(name) for name in map(_folded, names) if name in folded), None)


def _folded(name: str) -> str:
    return re.sub(r"[\s_]+", " ", name).strip().casefold()
