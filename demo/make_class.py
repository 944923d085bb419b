"""Make a demo class: hand-ins of every kind under submitted/, each with what must come out.

.venv/bin/python demo/make_class.py
.venv/bin/autograder grade derivatives
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import accidents
import attacks
import learners
import typer
from draft import ASSIGNMENT, Draft, Kit
from rich.console import Console
from rich.table import Table

from autograder.course import CourseError

REPOSITORY = Path(__file__).parent.parent

Story = Callable[[Draft], None]


@dataclass(frozen=True)
class HandIn:
    """A demo hand-in: who, what is the matter with it, and what `Draft` expects of grading."""

    student: str
    says: str
    expected: dict[str, Any]


def stories() -> Iterator[tuple[str, str, Story]]:
    """Yield each student of the class, what the hand-in is, and how a draft becomes it."""
    for student, (task, name) in learners.MISTAKES.items():
        yield student, f"one mistake: {name} in {task}", _one_mistake(task, name)
    for group in (learners.STORIES, accidents.STORIES, attacks.STORIES):
        for student, story in group.items():
            yield student, (story.__doc__ or "").strip(), story


def _one_mistake(task: str, name: str) -> Story:
    return lambda draft: draft.mistake(task, name)


def make_class(course_root: Path, target: Path) -> list[HandIn]:
    """Write the class of the course at `course_root` into `target`; return its hand-ins.

    Folders of the class's own students are replaced, others are left alone.
    """
    kit = Kit(course_root)
    made = []
    for student, says, story in stories():
        draft = Draft(kit)
        story(draft)
        _write(target / student / ASSIGNMENT, draft.files())
        made.append(HandIn(student, says, draft.expected))
    return made


def _write(folder: Path, files: dict[str, bytes]) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def main(
    course: Annotated[Path, typer.Option(help="The course's folder.")] = REPOSITORY,
) -> None:
    """Make a demo class of hand-ins under submitted/."""
    try:
        made = make_class(course, course / "submitted")
    except CourseError as error:
        raise SystemExit(f"make_class: {error}") from error
    table = Table("student", "hand-in", title=f"{len(made)} hand-ins under {course / 'submitted'}")
    for handin in made:
        table.add_row(handin.student, handin.says)
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
