"""The numbers behind a picture."""

import json
import math

import numpy as np
import pytest

from autograder.evidence import MAX_POINTS, Evidence, as_data, from_data, points_of
from autograder.outcome import ERROR, NOTHING, VALUE, Outcome


def value(given):
    return Outcome(VALUE, given)


def test_pairs_of_numbers_are_points():
    assert points_of(value([[1, 2.5], (3, np.float64(4))])) == ((1.0, 2.5), (3.0, 4.0))


@pytest.mark.parametrize(
    "odd",
    [
        value([]),
        value(3.0),
        value("ab"),
        value([1, 2]),
        value([[1, 2, 3]]),
        value([[1, 2], [3]]),
        value([[1, None]]),
        value([["a", "b"]]),
        Outcome(ERROR, name="TypeError"),
        Outcome(NOTHING, message="did not stop"),
    ],
    ids=repr,
)
def test_anything_else_is_none(odd):
    assert points_of(odd) == ()


def test_there_are_at_most_so_many_points():
    assert len(points_of(value([[k, k] for k in range(10 * MAX_POINTS)]))) == MAX_POINTS


def test_evidence_survives_json_even_with_numbers_that_json_has_not():
    points = ((0.0, math.inf), (1.0, -math.inf), (2.0, math.nan), (3.0, 1 / 3))
    evidence = Evidence("errors", "h", "error", True, points, ((0.0, 1.0),))
    data = json.loads(json.dumps(as_data(evidence), allow_nan=False))
    back = from_data(data)
    assert back.yours[:2] == points[:2] and math.isnan(back.yours[2][1])
    assert back.yours[3][1] == pytest.approx(1 / 3, rel=1e-5)
    assert (back.title, back.x, back.y, back.log) == ("errors", "h", "error", True)


@pytest.mark.parametrize("odd", [None, 3, {}, {"yours": 3}, {"yours": [[1]], "expected": []}])
def test_data_that_holds_no_evidence_gives_none(odd):
    assert from_data(odd) is None
