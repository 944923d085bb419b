"""`nbgrader export --exporter=autograder.lms.export.…`: grades for Canvas, Moodle, CSV, JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Unicode

from autograder.course import CourseError
from autograder.lms.archive import LeftOut
from autograder.lms.fill import Change, Sheet, fill
from autograder.lms.grades import Grade, Grades, read_grades, the_assignment
from autograder.lms.sheets import canvas_sheet, moodle_sheet
from autograder.lms.students import Student
from autograder.lms.tables import Table, marked, read_table, write_private, write_table

COLUMNS = (
    "assignment",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "timestamp",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
    "waiting",
)


@dataclass(frozen=True)
class Exported:
    """What an export did: how many grades, what the system has otherwise, who is left out."""

    path: Path | None
    grades: int
    changes: tuple[Change, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    marked: int = 0

    @property
    def complete(self) -> bool:
        """Say whether every grade has its place."""
        return all(one.expected for one in self.left_out)


class GradesExport(ExportPlugin):  # type: ignore[misc]
    """What all our exporters share; `grades` does the work, `export` is nbgrader's way to it."""

    default_to = ""

    def export(self, gradebook: Gradebook) -> None:
        """Write the grades of `gradebook`; a mistake of the user's is one line."""
        try:
            done = self.grades(gradebook)
        except CourseError as error:
            self.log.error("%s", error)
            sys.exit(1)
        for change in done.changes:
            self.log.info("%s: %s → %s", change.student, change.before or "nothing", change.after)
        for one in done.left_out:
            say = self.log.info if one.expected else self.log.warning
            say("%s %s", one.name, one.reason)
        self.log.info("%d grades: %s", done.grades, done.path or "nothing was written")

    def grades(self, gradebook: Gradebook) -> Exported:
        """Write the grades and return what was done. Raises CourseError."""
        raise NotImplementedError

    @property
    def path(self) -> Path:
        """Return the file to write."""
        return Path(self.to or self.default_to)


class FilledExport(GradesExport):
    """Fills the table the system has exported; `understand` tells its columns."""

    given = Unicode("", help="The file that the system has exported.").tag(config=True)
    column = Unicode("", help="The column of the grades, if it cannot be told.").tag(config=True)
    scale = Bool(False, help="Scale the points to those of the system.").tag(config=True)
    dry_run = Bool(False, help="Say what would be different, write nothing.").tag(config=True)
    understand: Callable[[Table, str, str], Sheet]

    def grades(self, gradebook: Gradebook) -> Exported:
        """Fill the system's table and return what was done. Raises CourseError."""
        if not self.given:
            raise CourseError(
                "the table that the system has exported is missing: --given FILE "
                f"(with nbgrader export: --{type(self).__name__}.given=FILE)"
            )
        assignment = the_assignment(gradebook, self.assignment)
        sheet = type(self).understand(read_table(Path(self.given)), assignment, self.column)
        filled = fill(sheet, read_grades(gradebook, assignment, self.student), self.scale)
        signed = marked(filled.table) if self.dry_run else write_table(self.path, filled.table)
        count = len(filled.changes) + filled.same
        path = None if self.dry_run else self.path
        return Exported(path, count, filled.changes, filled.left_out, signed)


class CanvasExport(FilledExport):
    """Fills the gradebook that Canvas has exported."""

    default_to = "grades-canvas.csv"
    understand = staticmethod(canvas_sheet)


class MoodleExport(FilledExport):
    """Fills the grading worksheet that Moodle has exported."""

    default_to = "grades-moodle.csv"
    understand = staticmethod(moodle_sheet)


class PlainExport(GradesExport):
    """Writes one row a student and assignment, as nbgrader does, with every cell quoted rightly."""

    default_to = "grades.csv"

    def grades(self, gradebook: Gradebook) -> Exported:
        """Write the CSV file. Raises CourseError."""
        rows = [[_text(row[name]) for name in COLUMNS] for row in self.rows(gradebook)]
        signed = write_table(self.path, Table([list(COLUMNS), *rows]))
        return Exported(self.path, len(rows), marked=signed)

    def rows(self, gradebook: Gradebook) -> list[dict[str, Any]]:
        """Return a row for each student and assignment; who handed in nothing has 0 points."""
        names = self.assignment or [one.name for one in gradebook.assignments]
        found = [read_grades(gradebook, str(name), self.student) for name in names]
        return [
            _row(grades, student)
            for grades in found
            for student in grades.students.students
            if grades.is_wanted(student)
        ]


class JsonExport(PlainExport):
    """Writes the same rows as JSON, with the score of each graded cell by notebook."""

    default_to = "grades.json"

    def grades(self, gradebook: Gradebook) -> Exported:
        """Write the JSON file. Raises CourseError."""
        rows = self.rows(gradebook)
        write_private(self.path, json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return Exported(self.path, len(rows))


def _row(grades: Grades, student: Student) -> dict[str, Any]:
    grade = grades.by_student.get(student.id) or Grade(student, 0.0, 0.0, 0.0, 0.0, None)
    return {
        "assignment": grades.assignment,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "timestamp": grade.timestamp.isoformat(" ") if grade.timestamp else None,
        "raw_score": grade.raw_score,
        "late_submission_penalty": grade.penalty,
        "score": grade.score,
        "max_score": grades.max_score,
        "waiting": grade.waiting,
        "cells": grade.cells,
    }


def _text(value: Any) -> str:
    return "" if value is None else str(value)


EXPORTERS = {
    "canvas": CanvasExport,
    "moodle": MoodleExport,
    "csv": PlainExport,
    "json": JsonExport,
}


def export_grades(book: Gradebook, system: str, **settings: Any) -> Exported:
    """Write grades for a system; `settings` are those of its exporter. Raises CourseError."""
    if system not in EXPORTERS:
        raise CourseError(f"there is no export for {system!r}; there is: {', '.join(EXPORTERS)}")
    exporter = EXPORTERS[system]()
    wrong = [name for name, value in settings.items() if value and not exporter.has_trait(name)]
    if wrong:
        raise CourseError(f"an export for {system} has no {', '.join(map(_option, wrong))}")
    for name, value in settings.items():
        if exporter.has_trait(name):
            setattr(exporter, name, value)
    return exporter.grades(book)


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
