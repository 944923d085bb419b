"""What a probe brought back: a value, an error, or the reason why there is neither.

Outcomes of two answers are compared to recognise a mistake: numbers up to rounding, text
exactly, error messages up to the names and numbers they quote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.compare import Mismatch, as_numbers

VALUE, ERROR, NOTHING = "value", "error", "nothing"

TIMEOUT = "did not stop within its time limit"
DIED = "ended the process it ran in"
FILLED = "filled its scratch folder"
TOO_MUCH = "the result is too large or nested too deep"
NOT_RUN = "not called: an earlier call used up the time limit"
NO_TIME = "not called: the time limit of the whole notebook was used up"


@dataclass(frozen=True)
class Outcome:
    """`kind` is VALUE (then `value`), ERROR (`name`, `message`) or NOTHING (`message`)."""

    kind: str
    value: Any = None
    name: str = ""
    message: str = ""

    @property
    def ended(self) -> bool:
        """Return whether the call ended, or was ended with, its process."""
        return self.kind == NOTHING and self.message in (TIMEOUT, DIED, FILLED)


def read_outcome(reply: dict[str, Any]) -> Outcome:
    """Return the outcome a student process sent; odd records become NOTHING."""
    if "value" in reply:
        return Outcome(VALUE, reply["value"])
    error = reply.get("error")
    if isinstance(error, list) and len(error) == 2 and all(isinstance(x, str) for x in error):
        return Outcome(ERROR, name=error[0], message=error[1])
    if isinstance(reply.get("refused"), str):
        return Outcome(NOTHING, message=TOO_MUCH)
    return Outcome(NOTHING, message="the reply is no outcome")


def same(one: Outcome, other: Outcome) -> bool:
    """Return whether two outcomes show the same behaviour."""
    if one.kind != other.kind:
        return False
    if one.kind == ERROR:
        return one.name == other.name and shape_of(one.message) == shape_of(other.message)
    if one.kind == NOTHING:
        return one.message == other.message
    return same_value(one.value, other.value)


def same_value(one: Any, other: Any) -> bool:
    """Return whether two pieces of plain data are equal up to rounding (rtol 1e-6)."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_value(one[k], other[k]) for k in one)
    numbers = _numbers(one), _numbers(other)
    if numbers[0] is not None and numbers[1] is not None:
        return _close(numbers[0], numbers[1])
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(same_value, one, other))
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):  # booleans, complex numbers
        return one.dtype.kind == other.dtype.kind and _close(one, other)
    return type(one) is type(other) and bool(one == other)


def _close(one: np.ndarray, other: np.ndarray) -> bool:
    with np.errstate(over="ignore"):  # the difference of two huge numbers
        return one.shape == other.shape and np.allclose(
            one, other, rtol=1e-6, atol=1e-9, equal_nan=True
        )


def _numbers(value: Any) -> np.ndarray | None:
    try:
        return as_numbers(value)
    except Mismatch:
        return None


def shape_of(message: str) -> str:
    """Return an error message without what it quotes, its numbers and addresses.

    A call is quoted as `name()`: each answer to a task may have functions of its own names.
    """
    return re.sub(r"'[^']*'|(?<![\w.<>])[\w.<>]++\(\)|\d[\w.]*", "_", message)
