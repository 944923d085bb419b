"""What the project's own tests share: one warm process and a small course.

The small course stands in `tests/tiny_course/`: assignment `tiny`, notebook `1_numbers`,
the tasks `double` (2 points), `halve` (3), `predict_sign` (3) and, by a person, `why_half` (2).
"""

import copy
import functools
import json
import os
import shutil
import subprocess
import sys
import textwrap
import warnings
from pathlib import Path

import nbformat
import pytest

from autograder.collect import collect
from autograder.course import Course, load_answers
from autograder.prepare import prepare, with_fingerprints
from autograder.process import Zygote
from autograder.sitting import Sitting, TimeLimits

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # nbgrader warns while it is imported; we must not
    import nbgrader.apps  # noqa: F401

    from autograder.exam import open_exam, read_config
    from autograder.release import generate

REPOSITORY = Path(__file__).parent.parent

HIDDEN = "import pytest\nfrom autograder.hidden import agree, close, equal, task\n"
KEPT = "from autograder.answers import Answers\nanswers = Answers()\n"

collect_ignore = ["tiny_course"]  # its hidden tests are material for ours


@pytest.fixture(scope="session", autouse=True)
def _programs():
    """Let nbgrader find the programs it starts by name, whether this Python is activated or not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        yield


@pytest.fixture(scope="session")
def zygote():
    """The warm process student processes are forked from."""
    with Zygote() as warm:
        yield warm


def _copy_tiny(root: Path) -> Course:
    shutil.copytree(REPOSITORY / "tests" / "tiny_course", root)
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    return Course(root)


@pytest.fixture
def tiny_course(tmp_path):
    """A fresh copy of the small course, to change at will."""
    return _copy_tiny(tmp_path / "course")


@pytest.fixture(scope="session")
def untouched_course(tmp_path_factory):
    """A copy of the small course that no test changes."""
    return _copy_tiny(tmp_path_factory.mktemp("tiny") / "course")


@pytest.fixture(scope="session")
def tiny_exam(untouched_course, zygote):
    """The exam of `1_numbers`, with fingerprints; frozen, never changed by a test."""
    return open_exam(untouched_course, "tiny", "1_numbers", read_config(untouched_course), zygote)


@pytest.fixture(scope="session")
def answered(untouched_course, tiny_exam):
    """Return the bytes of the released `1_numbers` with these answers.

    `answered(double="def double(x): ...")`; tasks that are not named stay untouched.
    """
    released = nbformat.read(untouched_course.notebook("tiny", "1_numbers"), as_version=4)
    for cell in released.cells:
        known = cell.metadata.get("nbgrader", {}).get("grade_id")
        if known:
            cell.source = tiny_exam.spec.released[known]
            cell.metadata = copy.deepcopy(tiny_exam.spec.cell(known).metadata)

    def answer(**sources: str) -> bytes:
        notebook = copy.deepcopy(released)
        for cell in notebook.cells:
            cell.source = sources.pop(cell.id, cell.source)
        assert not sources, f"no such cell: {', '.join(sources)}"
        return json.dumps(notebook).encode()

    return answer


@pytest.fixture(scope="session")
def submit(answered):
    """Hand in `1_numbers`: `submit(course, "alice", double="...")` returns its path."""

    def hand_in(course: Course, student: str, **sources: str) -> Path:
        path = course.root / "submitted" / student / "tiny" / "1_numbers.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(answered(**sources))
        return path

    return hand_in


@pytest.fixture
def write(tmp_path):
    """Write code into a file of the test's own folder: `write("test_a.py", "...")`."""

    def write_code(name: str, code: str) -> Path:
        path = tmp_path / name
        path.write_text(textwrap.dedent(code), encoding="utf-8")
        return path

    return write_code


@pytest.fixture(scope="session")
def prepared(tmp_path_factory, zygote):
    """Return the prepared tasks of these hidden tests and kept answers, both given as code."""

    @functools.cache
    def make(hidden: str, kept: str):
        folder = tmp_path_factory.mktemp("prepared")
        paths = folder / "test_own.py", folder / "answers_own.py"
        paths[0].write_text(HIDDEN + textwrap.dedent(hidden), encoding="utf-8")
        paths[1].write_text(KEPT + textwrap.dedent(kept), encoding="utf-8")
        tests, (answers, module) = collect(paths[0]), load_answers(paths[1])
        return with_fingerprints(prepare(tests, answers, module, zygote), answers, module, zygote)

    return make


@pytest.fixture
def outcomes(zygote):
    """Return the outcomes of a prepared task's probes for an answer given as code."""

    def probe(task, source: str, seconds: float = 5.0):
        with Sitting(zygote, [source], TimeLimits(task=seconds)) as sitting:
            return sitting.probe(task.name, task.probes)

    return probe


@pytest.fixture(scope="session")
def _released(untouched_course, tmp_path_factory):
    """The small course with its release and gradebook, made once by nbgrader."""
    root = tmp_path_factory.mktemp("released") / "course"
    course = Course(shutil.copytree(untouched_course.root, root))
    generate(course, "tiny", read_config(course))
    return course


@pytest.fixture(scope="session")
def copy_released(_released):
    """Copy the released small course, gradebook and all: `copy_released(folder)`."""
    return lambda folder: Course(shutil.copytree(_released.root, folder / "course"))


@pytest.fixture
def released_course(copy_released, tmp_path):
    """A fresh copy of the released small course, to change at will."""
    return copy_released(tmp_path)


@pytest.fixture(scope="session")
def web_book(tmp_path_factory):
    """The web book of the committed release, built once."""
    site = tmp_path_factory.mktemp("book") / "a prefix" / "site"
    subprocess.run([sys.executable, "-m", "book", str(site)], cwd=REPOSITORY, check=True)
    return site


@pytest.fixture
def take(tiny_course, tmp_path):
    """Collect these files as an export of a system: `take("canvas", {name: bytes})`."""
    # Not above: hidden tests are collected with this file loaded, and must not wait for these.
    from lms_exports import CLASS, write_zip

    from autograder.lms.collect import collect as collect_export
    from autograder.lms.roster import read_class

    (tmp_path / "class.csv").write_text(CLASS, encoding="utf-8")
    students = read_class(tmp_path / "class.csv")

    def run(system, files, known=True):
        path = write_zip(tmp_path / "export.zip", files)
        config = read_config(tiny_course)
        members = students if known else None
        return collect_export(tiny_course, config, "tiny", path, system, members)

    return run


@pytest.fixture
def shelf(tiny_course):
    """Return what is in `submitted/`, by path without the assignment's folder."""

    def read():
        root = tiny_course.root / "submitted"
        files = (path for path in root.rglob("*") if path.is_file())
        return {
            path.relative_to(root).as_posix().replace("/tiny/", ":"): path.read_bytes()
            for path in files
        }

    return read
