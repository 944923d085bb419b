"""Where the parts of a course are: one name runs through all folders."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from autograder.answers import Answers


class CourseError(ValueError):
    """Something about the course itself is wrong; the message is for its instructor."""


@dataclass(frozen=True)
class Course:
    """A course folder: the one that holds `nbgrader_config.py`."""

    root: Path

    def source(self, assignment: str) -> Path:
        """Return the folder of an assignment's source notebooks."""
        return self.root / "source" / assignment

    def assignments(self) -> list[str]:
        """Return the names of the course's assignments."""
        return sorted(path.name for path in (self.root / "source").glob("*") if path.is_dir())

    def notebooks(self, assignment: str) -> list[str]:
        """Return the names of an assignment's notebooks. Raises CourseError for none."""
        names = sorted(path.stem for path in self.source(assignment).glob("*.ipynb"))
        if not names:
            raise CourseError(
                f"there is no assignment {assignment!r} with notebooks under source/; "
                f"there is: {', '.join(self.assignments()) or 'none'}"
            )
        return names

    def only_assignment(self) -> str:
        """Return the course's assignment. Raises CourseError when there is not just one."""
        names = self.assignments()
        if len(names) != 1:
            raise CourseError(f"say which assignment: {', '.join(names) or 'there is none'}")
        return names[0]

    def notebook(self, assignment: str, notebook: str) -> Path:
        """Return the path of a source notebook."""
        return self.source(assignment) / f"{notebook}.ipynb"

    def answers(self, assignment: str, notebook: str) -> Path:
        """Return the path of a notebook's kept answers."""
        return self.root / "solutions" / assignment / f"answers_{notebook}.py"

    def hidden(self, assignment: str, notebook: str) -> Path:
        """Return the path of a notebook's hidden tests."""
        return self.root / "tests" / "hidden" / assignment / f"test_{notebook}.py"

    @property
    def database(self) -> str:
        """Return nbgrader's default database of this course."""
        return f"sqlite:///{self.root / 'gradebook.db'}"


def find_course(start: Path) -> Course:
    """Return the course `start` lies in. Raises CourseError when it lies in none."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "nbgrader_config.py").is_file():
            return Course(folder)
    raise CourseError(f"{start} is in no course: no nbgrader_config.py here or above")


def load_answers(path: Path) -> tuple[Answers, ModuleType]:
    """Import a module of kept answers. Raises CourseError with the reason."""
    spec = importlib.util.spec_from_file_location(f"kept_{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise CourseError(
            f"{path} is missing: it holds the kept answers of {path.stem.removeprefix('answers_')}"
        )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise CourseError(f"{path.name} cannot be imported: {error!r}") from error
    answers = getattr(module, "answers", None)
    if not isinstance(answers, Answers):
        raise CourseError(f"{path.name} has no `answers = Answers()`")
    return answers, module
