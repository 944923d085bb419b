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

    def run(*words, fails=False):
        command = [sys.executable, "-m", "nbgrader", *words]
        done = subprocess.run(command, cwd=tiny_course.root, capture_output=True, text=True)
        assert (done.returncode != 0) == fails, done.stderr
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
    names = ("smithanna_LATE_101_5001_1_numbers-2.ipynb", "homework.ipynb", "x_1_2_data.csv")
    late, stray, data = unpacked(tiny_course, names)
    collect = collector(tiny_course).collect
    assert collect(late) == {"student_id": "101", "file_id": "1_numbers.ipynb"}
    assert collect(stray) is None and collect(data) is None


def unpacked(course, names, archive="export"):
    """Write files as nbgrader unpacks an archive; return their paths."""
    folder = course.root / "downloaded" / "tiny" / "extracted" / archive
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ONE_OWNER if path.suffix == ".yml" else "{}")
    return [str(path) for path in paths]


def collector(course, **settings):
    class App(Configurable):
        coursedir = CourseDirectory(root=str(course.root), assignment_id="tiny")
        extracted_directory = "extracted"

    (course.root / "class.csv").write_text(CLASS, encoding="utf-8")
    return LmsCollector(parent=App(), **settings)


FORGED = {
    "canvas": (
        "smithanna_101_5001_x_103_assignsubmission_file_1_numbers.ipynb",
        "oneilzoe_102_5002_1_numbers.ipynb",
    ),
    "moodle": (
        "Anna Smith_101_assignsubmission_file_x_102_5_1_numbers.ipynb",
        "Zoë_102_assignsubmission_file_1_numbers.ipynb",
    ),
    "moodle's folder": (
        "Anna Smith_101_assignsubmission_file/submission_2/1_numbers.ipynb",
        "Anna Smith_101_assignsubmission_file/submission_metadata.yml",
    ),
    "unpacked of a zip file": (
        "smithanna_101_5001_work/oneilzoe_102_5002_1_numbers.ipynb",
        "oneilzoe_102_5002_1_numbers.ipynb",
    ),
    "gradescope": (
        "x_export/submission_1/submission_2/1_numbers.ipynb",
        "x_export/submission_1/submission_metadata.yml",
        "x_export/submission_metadata.yml",
    ),
}


@pytest.mark.parametrize("kind", FORGED)
def test_no_file_looks_like_another_systems_or_students(tiny_course, kind):
    forged, *_ = unpacked(tiny_course, FORGED[kind], kind)
    students = str(tiny_course.root / "class.csv")
    found = collector(tiny_course, students=students).collect(forged)
    assert found is None or found["student_id"] == "anna"
    assert (found is None) == (kind == "gradescope")


def test_an_archive_that_may_be_two_systems_needs_a_word(tiny_course, caplog):
    (path,) = unpacked(tiny_course, FORGED["canvas"][:1])
    with pytest.raises(SystemExit):
        collector(tiny_course).collect(path)
    assert collector(tiny_course, system="canvas").collect(path)["student_id"] == "101"


def test_one_folder_may_stand_around_all_files_of_an_archive(tiny_course):
    path, _ = unpacked(tiny_course, [f"out/{name}" for name in FORGED["canvas"][::-1]], "around")
    assert collector(tiny_course).collect(path)["student_id"] == "102"


def test_a_class_list_that_is_not_there_is_one_line(tiny_course, nbgrader):
    archive = tiny_course.root / "downloaded" / "tiny" / "archive"
    archive.mkdir(parents=True)
    write_zip(archive / "canvas.zip", {"smithanna_101_5001_1_numbers.ipynb": b"A"})
    with (tiny_course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('\nc.LmsCollector.students = "nothing.csv"\n')
    said = nbgrader("zip_collect", "tiny", fails=True)
    assert "nothing.csv cannot be read" in said and "Traceback" not in said
