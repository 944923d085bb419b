"""Make the report of a graded class: gather what is known, count, and write page and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from traitlets.config import Config

from autograder.course import Course, CourseError
from autograder.exam import directory, read_specs
from autograder.files import write_atomically
from autograder.pool import cores
from autograder.report.byhand import Book, read_book
from autograder.report.lines import Line
from autograder.report.names import Names, hidden_names, open_names
from autograder.report.page import Page, as_html
from autograder.report.parsed import pieces_of
from autograder.report.tables import as_csv
from autograder.report.written import Written, autograded, read_written

SUFFIX = ".html"


@dataclass(frozen=True)
class Class:
    """A graded class, as far as it is known here: `pieces` are those of a source text."""

    assignment: str
    lines: Sequence[Line]
    written: Written
    pieces: Mapping[str, frozenset[int]]
    released: Mapping[str, str]
    book: Book
    names: Names


def gather(
    course: Course, assignment: str, config: Config, lines: Sequence[Line], anonymous: bool
) -> Class:
    """Return all that is known of a class: its answers and its gradebook, where they are there.

    Raises SQLAlchemyError when the gradebook is none.
    """
    view = directory(course, config)
    written = read_written(autograded(course, assignment, config), lines)
    book = read_book(view.db_url, view.course_id, assignment)
    names = hidden_names(lines, book.names) if anonymous else open_names(lines)
    released = _released(course, assignment, config)
    pieces = pieces_of([*written.codes.values(), *released.values()], len(cores()))
    return Class(assignment, lines, written, pieces, released, book, names)


def _released(course: Course, assignment: str, config: Config) -> dict[str, str]:
    """Return the starters of the course's own release, none where the course is elsewhere."""
    try:
        specs = read_specs(course, assignment, config)
    except CourseError:
        return {}
    return {name: code for spec in specs.values() for name, code in spec.released.items()}


def write_report(page: Page, output: Path) -> None:
    """Write the page to `output` and its tables into the folder of that name beside it.

    Raises CourseError when `output` is no name for a page or cannot be written.
    """
    if output.suffix != SUFFIX:
        raise CourseError(f"the report is a page: give --output a name that ends in {SUFFIX}")
    try:
        for table in page.tables:
            write_atomically(output.with_suffix("") / f"{table.name}.csv", as_csv(table))
        write_atomically(output, as_html(page))
    except OSError as error:
        raise CourseError(f"the report cannot be written: {error}") from error
