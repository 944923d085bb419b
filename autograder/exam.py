"""All that grades one notebook, made once per run and checked before anyone is graded."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.answers import Answers
from autograder.collect import BadHiddenTest, HiddenTest, collect
from autograder.course import Course, CourseError, load_answers
from autograder.database import usable
from autograder.illustrations import cell_names
from autograder.judgement import judge_task
from autograder.live import LivePages, read_pages
from autograder.names import Names
from autograder.prepare import PreparedTask, prepare, with_fingerprints
from autograder.process import Zygote
from autograder.spec import NotebookSpec, read_spec
from autograder.student import readable_paths


@dataclass(frozen=True)
class Exam:
    """One notebook's released cells and its tasks, ready to judge; pages its cells may show."""

    spec: NotebookSpec
    tasks: dict[str, PreparedTask]
    live: LivePages = LivePages()

    @cached_property
    def names(self) -> dict[str, Names]:
        """Return the global names of each released code cell, by its source."""
        return {source: cell_names(source) for source in self.spec.code}


def read_config(course: Course, db: str | None = None) -> Config:
    """Return nbgrader's configuration of the course; `db` is another gradebook's URL.

    Raises CourseError.
    """
    loader = PyFileConfigLoader("nbgrader_config.py", path=str(course.root))
    try:
        config = loader.load_config()
    except (Exception, SystemExit) as error:
        raise CourseError(f"nbgrader_config.py cannot be read: {error}") from error
    config.CourseDirectory.root = str(course.root)
    if db is not None:
        config.CourseDirectory.db_url = db
    if "db_url" in config.CourseDirectory:
        config.CourseDirectory.db_url = usable(config.CourseDirectory.db_url)
    return config


def directory(course: Course, config: Config) -> Any:
    """Return nbgrader's own view of the course folder."""
    return CourseDirectory(config=config)


def read_specs(course: Course, assignment: str, config: Config) -> dict[str, NotebookSpec]:
    """Return what each released notebook of an assignment holds. Raises CourseError."""
    names = course.notebooks(assignment)
    return {name: read_spec(course.notebook(assignment, name), config) for name in names}


def refuse_twin_tasks(specs: Mapping[str, NotebookSpec]) -> None:
    """Raise CourseError when two notebooks have a task of one name: a result line has one place."""
    known: dict[str, str] = {}
    for notebook, spec in specs.items():
        for task in (*spec.points, *spec.manual):
            other = known.setdefault(task, notebook)
            if other != notebook:
                raise CourseError(f"the task {task} is in {other} and in {notebook}: rename one")


@dataclass(frozen=True)
class Papers:
    """What stands in the course's files for one notebook."""

    spec: NotebookSpec
    answers: Answers
    module: ModuleType
    tests: list[HiddenTest]
    live: LivePages


def open_exams(
    course: Course,
    assignment: str,
    config: Config,
    zygotes: Sequence[Zygote],
    wanted: Collection[str] = (),
) -> dict[str, Exam]:
    """Return the exams of an assignment's notebooks, all or those `wanted`. Raises CourseError.

    The first zygote may still be starting: the files are read meanwhile. The others get warm
    while the kept answers are probed.
    """
    names = [name for name in course.notebooks(assignment) if name in wanted or not wanted]
    papers = {name: read_papers(course, assignment, name, config) for name in names}
    zygotes[0].wait()
    for zygote in zygotes:
        zygote.start()
    return {name: make_exam(found, zygotes[0]) for name, found in papers.items()}


def open_exam(
    course: Course, assignment: str, notebook: str, config: Config, zygote: Zygote
) -> Exam:
    """Return the exam of one notebook.

    Raises CourseError when notebook, tests and kept answers do not fit together or the
    reference does not get full marks.
    """
    return make_exam(read_papers(course, assignment, notebook, config), zygote)


def read_papers(course: Course, assignment: str, notebook: str, config: Config) -> Papers:
    """Read notebook, kept answers and hidden tests. Raises CourseError."""
    _keep_apart(course)
    spec = read_spec(course.notebook(assignment, notebook), config)
    answers, module = load_answers(course.answers(assignment, notebook))
    try:
        tests = collect(_existing(course.hidden(assignment, notebook)))
    except BadHiddenTest as error:
        raise CourseError(str(error)) from error
    return Papers(spec, answers, module, tests, read_pages(course.source(assignment)))


def make_exam(papers: Papers, zygote: Zygote) -> Exam:
    """Probe the kept answers and prove the reference. Raises CourseError."""
    spec, answers, module = papers.spec, papers.answers, papers.module
    try:
        tasks = prepare(papers.tests, answers, module, zygote)
    except BadHiddenTest as error:
        raise CourseError(str(error)) from error
    _agree(spec, tasks)
    _prove_reference(spec, tasks)
    return Exam(spec, with_fingerprints(tasks, answers, module, zygote), papers.live)


def _keep_apart(course: Course) -> None:
    """Raise CourseError when the course lies where every student process may read."""
    for folder in readable_paths():
        if course.root.is_relative_to(Path(folder).resolve()):
            raise CourseError(f"the course lies in {folder}, which student code can read; move it")


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise CourseError(f"the hidden tests are missing: {path}")
    return path


def _agree(spec: NotebookSpec, tasks: dict[str, PreparedTask]) -> None:
    only_graded, only_kept = set(spec.points) - set(tasks), set(tasks) - set(spec.points)
    if only_graded:
        raise CourseError(f"{spec.name}: no kept answers and tests for {_listed(only_graded)}")
    if only_kept:
        raise CourseError(f"{spec.name}: no grade cell test_… for {_listed(only_kept)}")


def _prove_reference(spec: NotebookSpec, tasks: dict[str, PreparedTask]) -> None:
    for name, task in tasks.items():
        result = judge_task(task, task.expected, spec.name, spec.points[name])
        for test in result.tests:
            if not test.passed:
                raise CourseError(
                    f"{spec.name}: the reference of {name} fails its own hidden test "
                    f"{test.name}: {test.message}"
                )


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))
