"""Equal wrong behaviour has an equal digest, however it is written."""

import numpy as np
import pytest

from autograder.behaviour import behaviour, rounded
from autograder.outcome import ERROR, NOTHING, TIMEOUT, VALUE, Outcome

HIDDEN = """
@task("halve")
@pytest.mark.parametrize("x", [7, 2.5])
def test_half(student, reference, x):
    '''half'''
    assert agree(student, reference, lambda answers: answers.halve(x))

@task("halve", weight=0)
def test_negative(student, reference):
    '''a negative number'''
    student(lambda answers: answers.halve(-7))
"""

KEPT = """
task = answers.task("halve")
@task.reference
def halve(x):
    return x / 2
"""


@pytest.fixture
def task(prepared):
    (found,) = prepared(HIDDEN, KEPT).values()
    return found


@pytest.fixture
def digest(task):
    """Return the digest of made-up outcomes; what is no outcome is a value."""

    def of(*given):
        known = [one if isinstance(one, Outcome) else Outcome(VALUE, one) for one in given]
        return behaviour(task, known)

    return of


def test_the_same_bug_in_other_words_has_the_same_digest(task, outcomes):
    bugs = [
        "halve = lambda x: x / 2 + 0.1",
        "def halve(number):\n    return (number + 0.2) * 0.5",
        "import numpy as np\ndef halve(x):\n    return np.float32(x / 2) + np.float32(0.1)",
    ]
    digests = {behaviour(task, outcomes(task, bug)) for bug in bugs}
    assert len(digests) == 1 and None not in digests


def test_another_bug_has_another_digest(digest):
    given = [(3.5, 1.26), (3.5, 1.27), (3.6, 1.25), ("3.5", 1.25), ([3.5], 1.25), (None, 1.25)]
    digests = {digest(*one, 0) for one in given}
    assert len(digests) == len(given) and None not in digests


def test_what_is_right_up_to_rounding_is_all_the_same(digest):
    assert digest(3.5, 9.0, 0) == digest(3.5 + 1e-9, 9.0, 0) == digest(np.float64(3.5), 9.0, 0)


def test_only_tests_that_count_are_part_of_it(digest):
    assert digest(1.0, 2.0, 3.0) == digest(1.0, 2.0, "another")


def test_an_answer_that_did_nothing_of_its_own_has_none(digest):
    undefined = Outcome(ERROR, name="NameError", message="name 'halve' is not defined")
    open_still = Outcome(ERROR, name="NotImplementedError")
    late = Outcome(NOTHING, message=TIMEOUT)
    assert digest(undefined, open_still, 1.0) is None
    assert digest(late, late, late) is None
    assert digest(late, 1.0, late) is not None
    assert digest(Outcome(ERROR, name="NameError", message="name 'np' is not defined"), late, 1)


def test_errors_are_equal_up_to_what_they_quote(digest):
    one = Outcome(ERROR, name="TypeError", message="halve() takes 2 arguments")
    other = Outcome(ERROR, name="TypeError", message="half_of() takes 2 arguments")
    third = Outcome(ERROR, name="ValueError", message="halve() takes 2 arguments")
    assert digest(one, one, 0) == digest(other, other, 0) != digest(third, third, 0)


def test_text_with_the_address_of_an_object_is_the_same_in_each_run(digest):
    one, other = (f"<__main__.Odd object at 0x7fe98c{part}>" for part in ("8bfe50", "7503d0"))
    assert digest(one, [one], 0) == digest(other, [other], 0) != digest("<Odd>", ["<Odd>"], 0)


def test_data_of_every_kind_has_a_digest(digest):
    kinds = [{"b": 1, "a": [1, "x"]}, [[1.0], [2.0, 3.0]], np.array([True]), np.array([1j]), "x"]
    kinds += [
        "\ud800",
        b"x",
        True,
        [1.5, 2.5],
        float("nan"),
        float("inf"),
        10**400,
        np.zeros((0, 2)),
    ]
    assert len({digest(kind, kind, 0) for kind in kinds}) == len(kinds)
    assert digest({"a": 1, "b": 2}, 0.0, 0) == digest({"b": 2.0, "a": np.array(1)}, 0.0, 0)
    assert digest([1.5, 2.5], 0.0, 0) == digest(np.array([1.5, 2.5]), 0.0, 0)


def test_numbers_that_agree_up_to_rounding_share_a_step():
    people = np.array([0.1, 0.30625, 1.0, -2.5, 0.125, 1 / 3, 1e6, 4096.0, 1e-7, 0.0, 65535.5])
    for factor in (1 + 1e-9, 1 - 1e-9, 1 + 2e-7, 1 - 2e-7):
        assert np.array_equal(rounded(people * factor), rounded(people))


def test_numbers_that_differ_by_a_thousandth_do_not_share_a_step():
    numbers = np.linspace(-10, 10, 4001)
    numbers = numbers[np.abs(numbers) > 0.01]
    assert not np.any(rounded(numbers) == rounded(numbers * 1.001))


def test_what_is_nearly_nothing_is_nothing_and_nan_stays():
    assert rounded(np.array([1e-17, -3e-12, -0.0])).tolist() == [0.0, 0.0, 0.0]
    odd = rounded(np.array([np.nan, np.inf, -np.inf, 1.7e308]))
    assert np.isnan(odd[0]) and odd[1:3].tolist() == [np.inf, -np.inf] and np.isfinite(odd[3])
