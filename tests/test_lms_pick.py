"""Which of a student's files make the hand-in."""

from pathlib import PurePosixPath

import pytest

from autograder.lms.archive import Member
from autograder.lms.claims import Claim, Owner
from autograder.lms.pick import pick, released_name


def claim(name, order=0.0, submission=""):
    member = Member(PurePosixPath(f"export/{name}"), bytes)
    return Claim(member, name, (Owner("1"),), order, submission)


def picked(*claims, trusted=False):
    """Return the files by name (each by the name it was given), and what is left out."""
    files, left = pick(list(claims), ["1_numbers"], trusted)
    return {name: one.name for name, one in files.items()}, left


def test_the_later_file_of_a_name_counts():
    files, (left,) = picked(claim("1_numbers.ipynb", 2), claim("1_numbers-1.ipynb", 1))
    assert files == {"1_numbers.ipynb": "1_numbers.ipynb"}
    assert (left.name, left.expected) == ("export/1_numbers-1.ipynb", True)


@pytest.mark.parametrize("turn", [1, -1])
def test_where_nobody_knows_which_is_later_both_stay_and_the_plain_name_counts(turn):
    both = [claim("1_numbers.ipynb"), claim("1_numbers (1).ipynb")][::turn]
    files, left = picked(*both)
    assert files == {
        "1_numbers.ipynb": "1_numbers.ipynb",
        "1_numbers (1).ipynb": "1_numbers (1).ipynb",
    }
    assert left == []


def test_two_files_of_the_very_same_name_are_not_lost_silently():
    files, (left,) = picked(claim("a.ipynb"), claim("a.ipynb"))
    assert files == {"a.ipynb": "a.ipynb"}
    assert (left.reason, left.expected) == ("another file of the hand-in has this name", False)


def test_of_two_submissions_only_the_later_counts_even_where_it_has_less():
    files, (left,) = picked(claim("a", 1, "s1"), claim("b", 2, "s2"))
    assert files == {"b": "b"} and left.reason == "superseded by s2"


def test_the_time_is_trusted_only_from_whoever_may_set_it():
    assert picked(claim("timestamp.txt"), claim("a"))[0] == {"a": "a"}
    assert "timestamp.txt" in picked(claim("timestamp.txt"), claim("a"), trusted=True)[0]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("1_numbers.ipynb", "1_numbers.ipynb"),
        ("1_numbers-12.ipynb", "1_numbers.ipynb"),
        ("1_numbers (3).ipynb", "1_numbers.ipynb"),
        ("1_numbers(3).ipynb", "1_numbers.ipynb"),
        ("1_numbers-1.txt", "1_numbers-1.txt"),
        ("other-1.ipynb", "other-1.ipynb"),
        ("in/1_numbers-1.ipynb", "in/1_numbers-1.ipynb"),
    ],
)
def test_a_number_a_system_has_added_is_taken_off(given, name):
    assert released_name(given, ["1_numbers"]) == name


def test_a_released_name_with_a_number_stays():
    assert released_name("lab-1.ipynb", ["lab", "lab-1"]) == "lab-1.ipynb"
