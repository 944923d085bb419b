"""`nbgrader zip_collect`, with the settings of this course, on what three systems export."""

import subprocess
import sys

import pytest
from lms_exports import CLASS, ONE_OWNER, write_zip
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Configurable

from autograder.lms.zipcollect import LmsCollector

MOODLE_FOLDER = "Lee von Berg, Jr._103_assignsubmission_file_"


@pytest.fixture
def nbgrader(tiny_course):
    """Run a command of nbgrader in the small course and return what it logged."""

    def run(*words):
        command = [sys.executable, "-m", "nbgrader", *words]
        done = subprocess.run(command, cwd=tiny_course.root, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stderr

    return run


def test_the_names_of_three_systems_are_understood(tiny_course, nbgrader):
    archive = tiny_course.root / "downloaded" / "tiny" / "archive"
    archive.mkdir(parents=True)
    canvas = {
        "smithanna_101_5001_1_numbers-1.ipynb": b"A",
        "stranger_999_5002_1_numbers.ipynb": b"S",
    }
    write_zip(archive / "canvas.zip", canvas)
    write_zip(archive / "moodle.zip", {f"{MOODLE_FOLDER}/1_numbers.ipynb": b"L"})
    listed = {"x_export/submission_metadata.yml": ONE_OWNER.encode()}
    write_zip(archive / "gradescope.zip", listed | {"x_export/submission_2/1_numbers.ipynb": b"Z"})
    (tiny_course.root / "class.csv").write_text(CLASS, encoding="utf-8")
    with (tiny_course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('\nc.LmsCollector.students = "class.csv"\n')
    said = nbgrader("zip_collect", "tiny")
    submitted = tiny_course.root / "submitted"
    found = {
        path.relative_to(submitted).as_posix(): path.read_text(encoding="utf-8")
        for path in submitted.rglob("*")
        if path.is_file()
    }
    assert found == {
        "anna/tiny/1_numbers.ipynb": "A",
        "lee/tiny/1_numbers.ipynb": "L",
        "zoe/tiny/1_numbers.ipynb": "Z",
        "zoe/tiny/timestamp.txt": "2026-03-02 11:00:00",
    }
    assert "Nobody of the class owns" in said and "stranger_999" in said


def test_without_a_class_list_the_systems_ids_are_the_students(tiny_course):
    class App(Configurable):
        coursedir = CourseDirectory(root=str(tiny_course.root), assignment_id="tiny")

    collector = LmsCollector(parent=App())
    late = "/x/extracted/canvas/smithanna_LATE_101_5001_1_numbers-2.ipynb"
    assert collector.collect(late) == {"student_id": "101", "file_id": "1_numbers.ipynb"}
    assert collector.collect("/x/extracted/canvas/homework.ipynb") is None
    assert collector.collect("/x/extracted/canvas/smithanna_101_5001_data.csv") is None
