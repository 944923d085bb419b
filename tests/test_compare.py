"""The comparison a judgement rests on."""

import numpy as np
import pytest

from autograder.compare import Mismatch, close, equal
from autograder.wire import Foreign


@pytest.mark.parametrize("got", [2.5, np.float64(2.5), np.array(2.5), np.float32(2.5)])
def test_every_kind_of_number_equals_the_same_number(got):
    assert close(got, 2.5)


def test_a_list_a_tuple_and_an_array_are_the_same_vector():
    assert close([1, 2], np.array([1.0, 2.0]))
    assert close((1, 2), [1.0, 2.0])


def test_an_empty_list_does_not_equal_a_number():
    with pytest.raises(Mismatch, match="shape"):
        close([], 3.3)


def test_infinity_and_nan_do_not_slip_through_the_tolerance():
    for got in (float("inf"), float("-inf"), float("nan")):
        with pytest.raises(Mismatch, match="differ"):
            close(got, 3.3)


def test_none_asks_about_return():
    with pytest.raises(Mismatch, match="return"):
        close(None, 1.0)


@pytest.mark.parametrize("got", ["2.5", True, {"a": 1}, 1j, [[1], [1, 2]]])
def test_what_is_not_numbers_is_refused(got):
    with pytest.raises(Mismatch):
        close(got, 2.5)


@pytest.mark.parametrize("compare", [close, equal])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ellipsis", "^not answered yet$"),
        ("Tensor", "the call gave Tensor, "),
        ("full marks", "the call gave an object of another kind, "),
    ],
)
def test_an_object_that_is_no_data_is_named_without_the_students_own_words(compare, name, said):
    with pytest.raises(Mismatch, match=said):
        compare(Foreign(name), 1.0)
