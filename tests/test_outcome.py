"""Outcomes of probes, and when two of them show the same behaviour."""

import math

import numpy as np
import pytest

from autograder.outcome import (
    DIED,
    ERROR,
    NOT_RUN,
    NOTHING,
    TIMEOUT,
    TOO_MUCH,
    VALUE,
    Outcome,
    read_outcome,
    same,
    same_value,
)
from autograder.wire import Foreign


def error(name, message):
    return Outcome(ERROR, name=name, message=message)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1.0, 1.0 + 1e-9),
        (3, 3.0),
        (np.float32(0.1), 0.1000000001),
        ([1, 2], np.array([1.0, 2.0])),
        ((1, 2), [1, 2]),
        (math.nan, math.nan),
        ([1.0, math.inf], np.array([1.0, math.inf])),
        ({"a": [1, {"b": None}]}, {"a": (1.0, {"b": None})}),
        (["x", 1.0], ("x", 1.0 + 1e-9)),
        (np.array([True, False]), np.array([True, False])),
        (np.array([1 + 2j]), np.array([1 + 2j])),
        (2 + 1j, 2 + 1j),
        (Foreign("Tensor"), Foreign("Tensor")),
        ([], []),
        (10**400, 10**400),
    ],
    ids=repr,
)
def test_values_are_the_same_up_to_rounding_and_container(one, other):
    assert same_value(one, other) and same_value(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1.0, 1.00001),
        (math.nan, 0.0),
        (math.inf, -math.inf),
        (math.inf, 1e308),
        (1.7e308, -1.7e308),
        (1.0, [1.0]),
        ([], 0.0),
        ([1, 2], [1, 2, 3]),
        ({"a": 1}, {"b": 1}),
        ({"a": 1}, {"a": 1, "b": 2}),
        ("1", 1),
        (True, 1),
        (None, 0),
        (None, False),
        ("a", "A"),
        (["x", "y"], ["x"]),
        (["x", [1, 2]], ["x", [1, 3]]),
        ([[1], [1, 2]], [[1], [1, 3]]),
        (np.array([True, False]), np.array([True, True])),
        (np.array([True]), np.array([1])),
        (np.array([1j]), np.array([1j, 1j])),
        (Foreign("Tensor"), Foreign("function")),
        (10**400, 10**401),
    ],
    ids=repr,
)
def test_values_of_another_size_shape_or_kind_differ(one, other):
    assert not same_value(one, other) and not same_value(other, one)


def test_errors_are_the_same_up_to_the_names_and_numbers_they_quote():
    assert same(error("NameError", "name 'y' is odd"), error("NameError", "name 'z' is odd"))
    assert same(error("IndexError", "index 5 of size 3"), error("IndexError", "index 12 of size 4"))
    assert same(error("ValueError", "at 0x7f3a"), error("ValueError", "at 0x99ff"))


def test_an_error_names_the_function_it_comes_from_in_every_answer_differently():
    kept = error("TypeError", "backward() takes 2 arguments but 3 were given")
    handed_in = error("TypeError", "slope.<locals>.f() takes 2 arguments but 3 were given")
    assert same(kept, handed_in)


def test_errors_of_another_type_or_another_kind_of_message_differ():
    assert not same(error("NameError", "x"), error("TypeError", "x"))
    assert not same(error("TypeError", "'int' is not callable"), error("TypeError", "no len()"))


def test_an_endless_error_message_is_compared_in_no_time():
    message = "a" * 300_000 + "'" * 300_000 + "(" * 300_000
    assert same(error("E", message), error("E", message))


def test_outcomes_of_different_kinds_differ():
    kinds = [Outcome(VALUE, None), error("", ""), Outcome(NOTHING, message="")]
    for one in kinds:
        assert [same(one, other) for other in kinds].count(True) == 1


def test_nothing_is_the_same_for_the_same_reason_only():
    assert same(Outcome(NOTHING, message=TIMEOUT), Outcome(NOTHING, message=TIMEOUT))
    assert not same(Outcome(NOTHING, message=TIMEOUT), Outcome(NOTHING, message=DIED))


def test_only_a_time_limit_and_a_death_end_the_process():
    ended = [Outcome(NOTHING, message=text).ended for text in (TIMEOUT, DIED, TOO_MUCH, NOT_RUN)]
    assert ended == [True, True, False, False]
    assert not Outcome(VALUE, TIMEOUT).ended
    assert not error("TimeoutError", TIMEOUT).ended


def test_a_reply_is_read_as_what_it_says():
    assert read_outcome({"value": None}) == Outcome(VALUE, None)
    assert read_outcome({"error": ["KeyError", "'x'"]}) == error("KeyError", "'x'")
    assert read_outcome({"refused": "nested"}) == Outcome(NOTHING, message=TOO_MUCH)


@pytest.mark.parametrize(
    "reply",
    [{}, {"error": "KeyError"}, {"error": ["KeyError"]}, {"error": [1, 2]}, {"refused": 1}],
    ids=repr,
)
def test_an_odd_reply_is_no_value(reply):
    outcome = read_outcome(reply)
    assert outcome.kind == NOTHING and outcome.message == "the reply is no outcome"
