"""The names Moodle gives folders and files."""

from pathlib import PurePosixPath

import pytest

from autograder.lms.archive import Export, Member
from autograder.lms.moodle import claims_of, read


def member(name):
    return Member(PurePosixPath(name), bytes)


NAMES = {
    "Anna Smith_7_assignsubmission_file_/1_numbers.ipynb": ("Anna Smith", "7", "1_numbers.ipynb"),
    "Anna Smith_7_assignsubmission_file/1_numbers.ipynb": ("Anna Smith", "7", "1_numbers.ipynb"),
    "Anna Smith_7_assignsubmission_file_/in/x.ipynb": ("Anna Smith", "7", "in/x.ipynb"),
    "Anna Smith_7_assignsubmission_file_my_x.ipynb": ("Anna Smith", "7", "my_x.ipynb"),
    "class/Zoë O’Neil_8_assignsubmission_file/x.ipynb": ("Zoë O’Neil", "8", "x.ipynb"),
    "Participant_9_assignsubmission_file_/x.ipynb": ("Participant", "9", "x.ipynb"),
    "Anna_7_assignsubmission_onlinetext_/onlinetext.html": ("Anna", "7", "onlinetext.html"),
    "Anna_7_assignsubmission_file_x_8_assignsubmission_file_1_numbers.ipynb": (
        "Anna",
        "7",
        "x_8_assignsubmission_file_1_numbers.ipynb",
    ),
    "Anna_7_assignsubmission_file/Bob_8_assignsubmission_file/x": (
        "Anna",
        "7",
        "Bob_8_assignsubmission_file/x",
    ),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_says_whose_file_it_is(name):
    (claim,) = claims_of(member(name))
    assert (claim.owners[0].name, claim.owners[0].lms_id, claim.name) == NAMES[name]


@pytest.mark.parametrize(
    "name", ["x.ipynb", "Anna_assignsubmission_file/x", "Anna_7_assignsubmission_file_"]
)
def test_what_moodle_does_not_write_is_named(name):
    claims, (stray,) = read(Export((member(name),), ()))
    assert claims == [] and stray.reason == "not named as Moodle names files"
