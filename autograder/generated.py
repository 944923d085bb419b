"""Complete a release that nbgrader's own `generate_assignment` made, or formgrader's button."""

from __future__ import annotations

from pathlib import Path

from traitlets.log import get_logger

from autograder.course import CourseError, find_course
from autograder.desk_mistakes import write_desk_mistakes
from autograder.exam import read_config, read_specs
from autograder.process import Zygote


def complete(assignment: str, student: str, notebooks: list[str]) -> None:
    """Put what names known mistakes at the student's desk into the release.

    nbgrader's post-convert hook (see nbgrader_config.py), which may not raise: nbgrader would
    hide the reason. Nothing is proven here; `autograder release` does that.
    """
    log = get_logger()
    course = find_course(Path.cwd())
    try:
        specs = read_specs(course, assignment, read_config(course))
        with Zygote(course.source(assignment)) as zygote:
            write_desk_mistakes(course, assignment, specs, zygote)
    except CourseError as error:
        log.error("visible checks will name no known mistakes: %s", error)
        return
    log.warning("the release is not proven yet: `autograder release %s` does that", assignment)
