"""Read the result lines a report is made of: a file of JSON lines, or what was graded here."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.course import Course, CourseError
from autograder.records import recorded
from autograder.verdict import joined_line

Line = dict[str, Any]

TASK_KEYS = {"notebook", "score", "max_score", "manual", "mistakes", "tests"}


def read_lines(path: Path, assignment: str) -> list[Line]:
    """Return the result lines of an assignment in a file, by student; of two the last counts.

    Raises CourseError for a file that cannot be read or holds anything else.
    """
    try:
        texts = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path} cannot be read: {error}") from error
    lines = [
        _checked(text, f"{path}, line {number}") for number, text in enumerate(texts, 1) if text
    ]
    return _sorted([line for line in lines if line["assignment"] == assignment], str(path))


def graded_lines(course: Course, assignment: str) -> list[Line]:
    """Return what `autograder grade` found last in this course. Raises CourseError for nothing."""
    found = recorded(course, assignment)
    lines = [joined_line(student, assignment, parts) for student, parts in found]
    return _sorted(lines, f".autograder/{assignment}")


def _sorted(lines: Iterable[Line], where: str) -> list[Line]:
    by_student = {str(line["student"]): line for line in lines}
    if not by_student:
        raise CourseError(f"{where} holds no graded hand-in of this assignment: grade it first")
    return [by_student[student] for student in sorted(by_student)]


def _checked(text: str, where: str) -> Line:
    """Return a result line. Raises CourseError when it is none."""
    try:
        line = json.loads(text)
        tasks = line["tasks"].values()
        whole = {"student", "assignment", "score", "max_score", "error"} <= set(line)
        if whole and all(TASK_KEYS <= set(task) for task in tasks):
            found: Line = line
            return found
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    raise CourseError(f"{where}: this is no result line of `autograder grade --results`")
