"""What is committed of the course: sources without outputs, a release that is fresh."""

import json
import shutil
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.desk_mistakes import write_desk_mistakes
from autograder.exam import read_config, read_specs
from autograder.release import generate

REPOSITORY = Path(__file__).parent.parent
SOURCES = sorted(REPOSITORY.glob("source/*/*.ipynb"))


@pytest.fixture(scope="module")
def regenerated(tmp_path_factory, zygote):
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(REPOSITORY / "source", root / "source")
    shutil.copytree(REPOSITORY / "solutions", root / "solutions")
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    course = Course(root)
    for folder in (root / "source").iterdir():
        config = read_config(course)
        generate(course, folder.name, config)
        write_desk_mistakes(course, folder.name, read_specs(course, folder.name, config), zygote)
    return root / "release"


def files(folder):
    paths = [path for path in folder.rglob("*") if path.is_file() and ".ipynb_c" not in str(path)]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_the_committed_release_is_what_the_source_makes(regenerated):
    assert files(REPOSITORY / "release") == files(regenerated)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_source_notebook_has_no_outputs_and_an_id_for_every_cell(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)
    ids = [cell["id"] for cell in cells]
    assert len(set(ids)) == len(ids)
    graded = [cell for cell in cells if "nbgrader" in cell["metadata"]]
    assert all(cell["id"] == cell["metadata"]["nbgrader"]["grade_id"] for cell in graded)
