"""The small course as Otter's assignment, made once."""

import copy
import json
import os
import shutil
import subprocess
import sys
import zipfile

import nbformat
import pytest

from autograder.course import Course
from autograder.exam import read_config
from autograder.otter.assign import make
from autograder.otter.judge import Settings


@pytest.fixture(scope="session")
def settings():
    """Return the settings of a small course's zip."""
    return lambda course: Settings(
        "tiny", "1_numbers", "after_published", no_cage=False, config=read_config(course)
    )


@pytest.fixture(scope="session")
def otter_course(untouched_course, tmp_path_factory):
    """A copy of the small course, for what is made of it."""
    root = tmp_path_factory.mktemp("otter") / "course"
    return Course(shutil.copytree(untouched_course.root, root))


@pytest.fixture(scope="session")
def made(otter_course, tiny_exam, zygote, settings):
    """dist/otter/1_numbers of the small course."""
    return make(otter_course, settings(otter_course), tiny_exam, zygote)


@pytest.fixture(scope="session")
def student_notebook(made):
    """Answer Otter's student notebook: `student_notebook(double="...")` gives its bytes."""
    path = made.folder / "student" / "1_numbers.ipynb"
    given = nbformat.read(path, as_version=4)

    def answer(change=lambda notebook: None, **sources):
        notebook = copy.deepcopy(given)
        for cell in notebook.cells:
            cell.source = sources.pop(cell.id, cell.source)
        assert not sources, f"no such cell: {', '.join(sources)}"
        change(notebook)
        return json.dumps(notebook).encode()

    return answer


@pytest.fixture
def unpacked(made, tmp_path):
    """The zip as Otter and Gradescope unpack it."""
    with zipfile.ZipFile(made.zip) as archive:
        archive.extractall(tmp_path / "source")
    return tmp_path / "source"


@pytest.fixture(scope="session")
def otter():
    """Run an `otter` command in a folder; give what it printed. It must succeed."""

    def run(folder, *words):
        command = [sys.executable, "-P", "-m", "otter", *map(str, words)]
        done = subprocess.run(
            command,
            cwd=folder,
            env=os.environ | {"PYTHONWARNINGS": "ignore"},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run
