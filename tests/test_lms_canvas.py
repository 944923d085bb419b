"""The names Canvas gives files."""

from pathlib import PurePosixPath

import pytest

from autograder.lms.archive import Export, Member
from autograder.lms.canvas import claims_of, read


def member(name):
    return Member(PurePosixPath(name), bytes)


NAMES = {
    "smithanna_101_5001_1_numbers.ipynb": ("101", "1_numbers.ipynb", 5001, False),
    "smithanna_LATE_101_5002_1_numbers-1.ipynb": ("101", "1_numbers-1.ipynb", 5002, True),
    "oneilzoë_102_5003_my work (2).ipynb": ("102", "my work (2).ipynb", 5003, False),
    "李小龍_103_5004_12_34_x.ipynb": ("103", "12_34_x.ipynb", 5004, False),
    "_104_5005_x.ipynb": ("104", "x.ipynb", 5005, False),
    "smithanna_101_text.html": ("101", "text.html", 0, False),
    "smithanna_LATE_101_link.html": ("101", "link.html", 0, True),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_says_whose_file_it_is(name):
    claim = claims_of(member(name))[0]
    assert (claim.owners[0].lms_id, claim.name, claim.order, claim.late) == NAMES[name]


def test_a_name_with_a_number_in_it_has_several_readings():
    found = claims_of(member("smith_2_101_5001_x.ipynb"))
    assert [(one.owners[0].lms_id, one.name) for one in found] == [
        ("2", "5001_x.ipynb"),
        ("101", "x.ipynb"),
    ]
    assert [one.owners[0].sure for one in found] == [True, False]


def test_numbers_in_the_name_of_a_file_are_no_ids():
    found = claims_of(member("evil_999_5002_102_99999999_1_numbers.ipynb"))
    assert [one.owners[0].lms_id for one in found] == ["999", "5002"]
    (only,) = claims_of(member("evil_999_5002_work_102_99999999_1_numbers.ipynb"))
    assert only.owners[0].lms_id == "999"


def test_what_was_unpacked_of_a_students_zip_file_is_that_students():
    claim = claims_of(member("smithanna_101_5001_work/oneilzoë_102_5002_1_numbers.ipynb"))[0]
    assert claim.owners[0].lms_id == "101"
    assert claim.name == "oneilzoë_102_5002_1_numbers.ipynb"


def test_one_folder_may_stand_around_all():
    names = ("hw_1_2_x/smithanna_101_5001_a.ipynb", "hw_1_2_x/oneilzoë_102_5002_a.ipynb")
    claims, strays = read(Export(tuple(map(member, names)), ()))
    assert [one[0].owners[0].lms_id for one in claims] == ["101", "102"] and not strays


def test_a_student_called_anon_is_not_anonymous():
    assert claims_of(member("anon_103_5003_x.ipynb"))[0].owners[0].lms_id == "103"


def test_what_canvas_does_not_write_is_named():
    names = (
        "anon_aB3x9_5001_x.ipynb",
        "anon_LATE_aB3x9_5001_x.ipynb",
        "anon_aB3x9_text.html",
        "homework.ipynb",
    )
    claims, strays = read(Export(tuple(map(member, names)), ()))
    assert claims == []
    assert [one.reason.partition(":")[0] for one in strays] == [
        "anonymous",
        "anonymous",
        "anonymous",
        "not named as Canvas names files",
    ]
