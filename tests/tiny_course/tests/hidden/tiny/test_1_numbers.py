"""Hidden tests of 1_numbers."""

import pytest

from autograder.hidden import agree, close, equal, task

TENTH = 0.1


@task("double")
def test_double_of_a_number(student, reference):
    """an odd number"""
    assert agree(student, reference, lambda answers: answers.double(7))


@task("double")
def test_double_of_a_sum(student, reference):
    """a sum is doubled part by part"""
    whole = student(lambda answers: answers.double(3 + TENTH))
    parts = student(lambda answers: [answers.double(3), answers.double(TENTH)])
    assert close(whole, reference(lambda answers: answers.double(3 + TENTH)))
    assert close(whole, sum(parts)), "the whole is not the sum of its parts"


@task("halve")
@pytest.mark.parametrize("x", [7, 2.5, 1001])
def test_half(student, reference, x):
    """half of a positive number"""
    assert agree(student, reference, lambda answers: answers.halve(x))


@task("halve", weight=0)
def test_half_of_a_negative_number(student, reference):
    """which way a negative number is rounded"""
    student(lambda answers: answers.halve(-7))


@task("predict_sign")
@pytest.mark.parametrize("number", ["-3", "0", "0.5"])
def test_sign(student, reference, number):
    """the sign of a number"""

    def probe(answers):
        return answers.predict_sign[number]

    assert equal(student(probe), reference(probe))
