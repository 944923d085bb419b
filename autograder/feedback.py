"""Write the feedback pages of a class; unchanged ones are kept.

`feedback/STUDENT/ASSIGNMENT/NOTEBOOK.html` is nbgrader's place, so `nbgrader release_feedback`
takes them from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from nbgrader.api import Gradebook
from traitlets.config import Config

from autograder.course import Course, CourseError
from autograder.exam import directory, read_specs
from autograder.files import write_atomically
from autograder.handed import read_file
from autograder.live import read_pages
from autograder.marks import Marks, read_marks
from autograder.notebook import grade_id, parse
from autograder.page import Asked
from autograder.paper import Paper
from autograder.press import Job, Made, finished
from autograder.records import Lines, Records
from autograder.spec import NotebookSpec
from autograder.timestamp import TIMESTAMP

HEAD_BYTES = 300
CARRIED = (TIMESTAMP, "submission_secret.txt")  # nbgrader's release_feedback reads them
NO_MARKS = "there are no points for it in the gradebook"


class Pages:
    """The feedback pages of one assignment."""

    def __init__(self, course: Course, assignment: str, config: Config) -> None:
        self._assignment = assignment
        self._view = directory(course, config)
        self._specs = read_specs(course, assignment, config)
        self._records = Records(course, assignment, self._view.db_url)
        self._lessons = {name: _lesson(course.notebook(assignment, name)) for name in self._specs}
        live = read_pages(course.source(assignment))
        self._paper = Paper(self._specs, self._lessons, live)
        self._base = hashlib.sha256(f"{_engine_digest()}{live}".encode()).hexdigest()

    def make(self, students: Sequence[str], jobs: int) -> Iterator[Made]:
        """Make the pages of these students, or of all; yield each when it is written.

        Raises CourseError when nothing is graded, or not for a student that was named.
        """
        wanted = self._graded(students)
        with Gradebook(self._view.db_url, self._view.course_id) as book:
            marks = read_marks(book, self._assignment, wanted)
        todo = []
        for student in wanted:
            for job in self._jobs(student, marks.get(student, {})):
                if isinstance(job, Made):
                    yield job
                else:
                    todo.append(job)
        if todo:
            yield from finished(todo, self._paper, min(jobs, len(todo)))
        for student in wanted:
            self._carry(student)

    def _graded(self, students: Sequence[str]) -> list[str]:
        pattern = self._view.format_path(
            self._view.autograded_directory, "*", self._assignment, escape=False
        )
        root = Path(self._view.root)
        folders = sorted(root.glob(str(Path(pattern).relative_to(root))))
        there = [path.parent.name for path in folders if path.is_dir()]
        missing = [one for one in students if one not in there]
        if missing:
            raise CourseError(f"nothing is graded of {self._assignment} by {', '.join(missing)}")
        if not there:
            raise CourseError(f"nothing is graded: run `autograder grade {self._assignment}` first")
        return list(students) or there

    def _jobs(self, student: str, marks: dict[str, Marks]) -> Iterator[Job | Made]:
        """Yield what is to be made of a student's notebooks, or what is known about them."""
        lines = self._records.last(student)
        folder = self._folder(self._view.autograded_directory, student)
        for notebook, spec in self._specs.items():
            path = folder / f"{notebook}.ipynb"
            file = read_file(path, path.name) if path.exists() or path.is_symlink() else None
            asked = _asked(student, self._assignment, notebook, marks, lines)
            if file is None and asked.error is None:  # not handed in, or not any more
                page = self._folder(self._view.feedback_directory, student) / f"{notebook}.html"
                page.unlink(missing_ok=True)
                continue
            if file and file.error:
                yield Made(student, notebook, False, file.error)
            elif notebook not in marks:
                yield Made(student, notebook, False, NO_MARKS)
            else:
                yield self._job(asked, path if file else None, file.data if file else b"", spec)

    def _job(
        self, asked: Asked, origin: Path | None, data: bytes, spec: NotebookSpec
    ) -> Job | Made:
        target = self._folder(self._view.feedback_directory, asked.student)
        target = target / f"{asked.notebook}.html"
        told = (
            self._base,
            repr(asked),
            repr(sorted(spec.released.items())),
            *self._lessons[asked.notebook],
        )
        key = hashlib.sha256("\0".join(told).encode() + data).hexdigest()
        if _made_of(target) == key:
            return Made(asked.student, asked.notebook, fresh=False)
        return Job(asked, origin, target, key)

    def _carry(self, student: str) -> None:
        """Copy the two small files by which nbgrader finds out whose page it is."""
        origin = self._folder(self._view.autograded_directory, student)
        target = self._folder(self._view.feedback_directory, student)
        for name in CARRIED:
            file = read_file(origin / name, name)
            text = file.data.decode(errors="replace")
            if not file.error and target.is_dir() and _text(target / name) != text:
                write_atomically(target / name, text)

    def _folder(self, parent: str, student: str) -> Path:
        return Path(self._view.format_path(parent, student, self._assignment))


def _lesson(source: Path) -> list[str]:
    """Return the texts of a source notebook's cells that are no cells of nbgrader's."""
    cells = parse(source.read_bytes()).notebook.cells
    return sorted({cell.source.strip() for cell in cells if not grade_id(cell)})


def _asked(
    student: str, assignment: str, notebook: str, marks: dict[str, Marks], lines: Lines
) -> Asked:
    line = lines.get(notebook, {})
    return Asked(
        student,
        assignment,
        notebook,
        marks.get(notebook, Marks()),
        repairs=tuple(map(str, line.get("repairs", ()))),
        events=tuple(map(str, line.get("events", ()))),
        error=line.get("error"),
    )


def _text(path: Path) -> str:
    file = read_file(path, path.name)
    return "" if file.error else file.data.decode(errors="replace")


def _made_of(page: Path) -> str:
    """Return the key in a page's head, '' where there is none."""
    try:
        with page.open("rb") as file:
            head = file.read(HEAD_BYTES).decode(errors="replace")
    except OSError:
        return ""
    return head.partition('name="made-of" content="')[2].partition('"')[0]


def _engine_digest() -> str:
    """Return a fingerprint of what makes pages: this package and its templates."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in [*sorted(here.glob("*.py")), *sorted((here / "templates").iterdir())]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
