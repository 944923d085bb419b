"""Collecting exports of all systems: everything is stored or listed, nothing is lost."""

import pytest
from lms_exports import EXPORTS, METADATA, SHELF
from rich.console import Console

from autograder.course import CourseError
from autograder.exam import read_config
from autograder.lms.collect import SYSTEMS, collect
from autograder.lms.show import show_collected


@pytest.mark.parametrize("system", EXPORTS)
def test_every_file_comes_into_its_students_folder(take, shelf, system):
    done = take(system, EXPORTS[system])
    assert shelf() == SHELF
    assert done.complete and [one.what for one in done.stored] == ["new"] * 3
    assert done.late == (("zoe",) if system == "canvas" else ())
    assert done.untimed == ("anna", "lee", "zoe")


def test_a_group_of_gradescope_gets_one_copy_each_and_the_later_submission_counts(take, shelf):
    files = {f"x_export/submission_{n}/1_numbers.ipynb": str(n).encode() for n in (1, 2, 3)}
    files |= {"x_export/submission_1/notes.txt": b"n"}
    done = take("gradescope", files | {"x_export/submission_metadata.yml": METADATA.encode()})
    found = shelf()
    assert found.pop("anna:timestamp.txt") == b"2026-03-02 11:00:00.000000 UTC"
    found.pop("zoe:timestamp.txt")
    assert found == {"anna:1_numbers.ipynb": b"2", "zoe:1_numbers.ipynb": b"2"}
    left = {one.name: (one.reason, one.expected) for one in done.left_out}
    assert left == {
        "x_export/submission_1/1_numbers.ipynb": ("superseded by submission_2", True),
        "x_export/submission_1/notes.txt": ("superseded by submission_2", True),
        "x_export/submission_3/1_numbers.ipynb": ("Stranger is not in the class list", False),
    }
    assert not done.complete and done.untimed == ()


def test_of_two_files_of_one_name_the_later_counts_and_the_other_is_listed(take, shelf):
    files = {
        "smithanna_101_5009_1_numbers.ipynb": b"new",
        "smithanna_101_5001_1_numbers-1.ipynb": b"old",
    }
    done = take("canvas", files)
    assert shelf() == {"anna:1_numbers.ipynb": b"new"}
    assert [one.name for one in done.left_out] == ["smithanna_101_5001_1_numbers-1.ipynb"]
    assert done.complete


def test_without_a_class_the_systems_id_is_the_student(take, shelf):
    done = take("canvas", {"smithanna_101_5001_1_numbers.ipynb": b"A"}, known=False)
    assert shelf() == {"101:1_numbers.ipynb": b"A"} and done.complete
    long = "x" * 129
    done = take("folder", {f"{long}/a.ipynb": b"1", ".x/a.ipynb": b"1"}, known=False)
    assert [one.reason for one in done.left_out] == [
        f"{name} cannot be a student id: give a class list" for name in (long, ".x")
    ]


def test_a_student_cannot_set_the_time_but_an_arranged_folder_can(take, shelf):
    files = {"smithanna_101_5001_timestamp.txt": b"2000-01-01", "smithanna_101_5002_x.ipynb": b"A"}
    assert not take("canvas", files).complete
    assert shelf() == {"anna:x.ipynb": b"A"}
    take("folder", {"zoe/timestamp.txt": b"2026-01-01 UTC", "zoe/x.ipynb": b"Z"})
    assert shelf()["zoe:timestamp.txt"] == b"2026-01-01 UTC"


def test_whoever_collects_is_told_of_whom_no_time_is_known(take, capsys):
    arranged = {"zoe/timestamp.txt": b"2026-01-01 UTC", "zoe/x.ipynb": b"Z", "anna/x.ipynb": b"A"}
    done = take("folder", arranged)
    assert done.untimed == ("anna",)
    show_collected(Console(width=200), done)
    told = "1 of 2 came without the time they were handed in: nbgrader takes none of these for late"
    assert told in capsys.readouterr().out


def test_an_unknown_system_or_assignment_is_refused(take, tiny_course, tmp_path):
    with pytest.raises(CourseError, match=f"there is: {', '.join(SYSTEMS)}"):
        take("ilias", {"x": b""})
    with pytest.raises(CourseError, match="no assignment 'other'"):
        collect(tiny_course, read_config(tiny_course), "other", tmp_path, "folder", None)
