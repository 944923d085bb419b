"""Collecting from a folder that somebody arranged."""

import shutil

import pytest
from lms_exports import EXPORTS

from autograder.course import CourseError
from autograder.exam import read_config
from autograder.lms.collect import collect


def test_other_assignments_in_an_arranged_folder_are_left_out(take, shelf, tiny_course):
    (tiny_course.root / "source" / "other").mkdir()
    files = {
        "anna/tiny/1_numbers.ipynb": b"A",
        "anna/notes.txt": b"n",
        "anna/earlier/9.ipynb": b"e",
        "zoe/other/9_other.ipynb": b"o",
        "lee/work/1_numbers.ipynb": b"L",
    }
    done = take("folder", files)
    assert shelf() == {"anna:1_numbers.ipynb": b"A", "lee:work/1_numbers.ipynb": b"L"}
    assert {one.name for one in done.left_out} == files.keys() - {
        "anna/tiny/1_numbers.ipynb",
        "lee/work/1_numbers.ipynb",
    }


def test_one_folder_around_a_class_that_is_not_known_is_refused(take, shelf):
    with pytest.raises(CourseError, match="all is in one folder 'class': a student, or the class"):
        take("folder", EXPORTS["folder"], known=False)
    take("folder", {"anna/tiny/1_numbers.ipynb": b"A", "anna/tiny/in/x": b"x"}, known=False)
    assert shelf() == {"anna:1_numbers.ipynb": b"A", "anna:in/x": b"x"}


def test_a_folder_is_collected_like_its_zip_file(take, shelf, tiny_course, tmp_path):
    take("folder", EXPORTS["folder"])
    stored = shelf()
    source = tmp_path / "arranged"
    shutil.copytree(tiny_course.root / "submitted", source)
    done = collect(tiny_course, read_config(tiny_course), "tiny", source, "folder", None)
    assert {one.what for one in done.stored} == {"unchanged"} and shelf() == stored
