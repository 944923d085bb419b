"""Whose a file is: no name that a student chooses makes it another student's."""

import pytest
from lms_exports import CLASS, EXPORTS, SHELF, write_zip

from autograder.exam import read_config
from autograder.lms.collect import collect
from autograder.lms.roster import read_class


def test_the_class_list_decides_how_a_name_is_read(take, shelf):
    take("canvas", {"smith_2_101_5001_1_numbers.ipynb": b"A"})
    assert shelf() == {"anna:1_numbers.ipynb": b"A"}


def test_who_is_not_in_the_class_is_listed_and_a_name_is_not_trusted_beside_an_id(take, shelf):
    done = take("canvas", {"smithanna_999_5001_1_numbers.ipynb": b"A", "stray.ipynb": b"S"})
    assert shelf() == {} and not done.complete
    assert {one.name: one.reason for one in done.left_out} == {
        "smithanna_999_5001_1_numbers.ipynb": "smithanna is not in the class list",
        "stray.ipynb": "not named as Canvas names files",
    }


FORGED = {
    "canvas": [
        "evil_999_5002_102_99999999_1_numbers.ipynb",  # 999 is not in the class
        "evil_999_5002_x_102_99999999_1_numbers.ipynb",
        "oneilzoë_102_101_5001_1_numbers.ipynb",  # Anna calls herself “oneilzoë_102”
        "work_999_5002_zip/oneilzoë_102_5003_1_numbers.ipynb",  # unpacked of a zip file
    ],
    "moodle": [
        "Eve_999_assignsubmission_file_x_102_assignsubmission_file_1_numbers.ipynb",
        "Group A_102_assignsubmission_file/1_numbers.ipynb",  # the number of a group
    ],
}


@pytest.mark.parametrize("system, name", [(one, name) for one in FORGED for name in FORGED[one]])
def test_no_name_makes_a_file_another_students(take, shelf, system, name):
    done = take(system, EXPORTS[system] | {name: b"FORGED"})
    assert shelf() == SHELF and not done.complete
    assert [one.name for one in done.left_out if not one.expected] == [name]


@pytest.mark.parametrize("known", [True, False])
def test_one_number_with_two_names_is_trusted_only_where_the_class_has_the_name(take, shelf, known):
    files = {"zoë_102_5009_1_numbers.ipynb": b"FORGED", "oneilzoë_102_5002_1_numbers.ipynb": b"Z"}
    done = take("canvas", files, known)
    assert shelf() == ({"zoe:1_numbers.ipynb": b"Z"} if known else {})
    assert "number 102 stands with several names in this export" in {
        one.reason for one in done.left_out
    }


def test_a_moodle_name_may_have_more_words_than_the_class_list(take, shelf):
    assert take("moodle", {"Anna Maria Smith_101_assignsubmission_file/x.ipynb": b"A"}).complete
    assert shelf() == {"anna:x.ipynb": b"A"}


NO_IDS = CLASS.replace(",101", ",").replace(",102", ",").replace(",103", ",")


@pytest.fixture
def take_by_name(tiny_course, tmp_path):
    """Collect from Moodle with a class list that does not have Moodle's ids."""

    def run(files):
        (tmp_path / "names.csv").write_text(NO_IDS, encoding="utf-8")
        path = write_zip(tmp_path / "export.zip", files)
        students = read_class(tmp_path / "names.csv")
        return collect(tiny_course, read_config(tiny_course), "tiny", path, "moodle", students)

    return run


def test_a_name_is_enough_where_the_class_list_has_no_ids(take_by_name, shelf):
    assert take_by_name({"zoë o'neil_7_assignsubmission_file/x.ipynb": b"Z"}).complete
    assert shelf() == {"zoe:x.ipynb": b"Z"}


def test_two_users_of_one_name_get_nothing_and_are_listed(take_by_name, shelf):
    files = {f"Anna Smith_{n}_assignsubmission_file/x.ipynb": b"A" for n in (7, 8)}
    done = take_by_name(files)
    assert shelf() == {} and not done.complete
    assert {one.reason for one in done.left_out} == {
        "several users of the system have the name of anna"
    }


def test_what_a_terminal_would_obey_is_not_printed(take_by_name):
    (left,) = take_by_name({"x\x1b[2J_7_assignsubmission_file/x.ipynb": b"A"}).left_out
    assert left.name.isprintable() and left.reason.isprintable()
