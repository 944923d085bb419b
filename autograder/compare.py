"""Compare what a student returned with what was expected, kind and shape first."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.wire import Foreign

NOT_ANSWERED = "not answered yet"

# What a student's object may be called in a message; other names are the student's own text.
COMMON = {"Tensor", "function", "method", "generator", "map", "filter", "zip", "type", "module"}


class Mismatch(AssertionError):
    """A judgement that failed, with a line a person can read."""


def as_numbers(value: Any) -> np.ndarray:
    """Return `value` as a float64 array of its own shape.

    Raises Mismatch for None, text, mappings, booleans, ragged and complex data.
    """
    if value is None:
        raise Mismatch("the call gave None: did you forget return?")
    if _holds_text(value):  # NumPy would make room for the longest one in each place
        raise Mismatch("the call gave text, not numbers")
    try:
        array = np.asarray(value)
    except ValueError:
        raise Mismatch("the rows have different lengths") from None
    if array.dtype.kind not in "iuf":
        raise Mismatch(f"the call gave {kind(value)}, not numbers")
    return array.astype(np.float64)


def kind(value: Any) -> str:
    """Return what a student's value is called in a message.

    Raises Mismatch for `...`, which stands where an answer is to be written.
    """
    if not isinstance(value, Foreign):
        return type(value).__name__
    if value.type_name == "ellipsis":
        raise Mismatch(NOT_ANSWERED)
    return value.type_name if value.type_name in COMMON else "an object of another kind"


def _holds_text(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return any(map(_holds_text, value))
    return isinstance(value, (str, bytes))


def close(got: Any, expected: Any, rtol: float = 1e-6, atol: float = 1e-8) -> bool:
    """Return True when `got` has the shape and the numbers of `expected`, else raise Mismatch.

    Shape is compared before values (`np.allclose([], 3.3)` is true), and an infinity
    equals only the same infinity.
    """
    have, want = as_numbers(got), as_numbers(expected)
    if have.shape != want.shape:
        raise Mismatch(f"the result has shape {have.shape}, expected {want.shape}")
    with np.errstate(over="ignore"):  # the difference of two huge numbers
        if not np.allclose(have, want, rtol=rtol, atol=atol, equal_nan=False):
            raise Mismatch("the numbers differ from the expected ones")
    return True


def equal(got: Any, expected: Any) -> bool:
    """Return True when `got` is exactly `expected` (text, bool, whole number), else Mismatch."""
    if type(got) is not type(expected):
        raise Mismatch(f"the call gave {kind(got)}, expected {type(expected).__name__}")
    if got != expected:
        raise Mismatch("this is not the expected answer")
    return True
