"""Tell equal wrong behaviour by a short text: the digest of a task's outcomes.

Hand-ins with the same digest did the same on every probe that counts, up to rounding, however
their code is written; so those that no kept mistake names can be counted and looked at.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.compare import Mismatch, as_numbers
from autograder.outcome import ERROR, NOTHING, VALUE, Outcome, same, shape_of
from autograder.prepare import PreparedTask

DIGEST_BYTES = 6
SMALL = 1e-8
BITS = 12
# Numbers people write, and sums of powers of two, do not lie on the edge of a step moved so far.
OFFSET = 0.2387
ADDRESS = re.compile(r"\b0x[0-9a-f]+")  # of an object that was made text: another in each run


def behaviour(task: PreparedTask, outcomes: Sequence[Outcome]) -> str | None:
    """Return the digest of an answer's outcomes on the task's probes that count.

    None when the answer did nothing of its own: its name is not defined, it says it is not
    implemented, or nothing came back.
    """
    counted = [
        index
        for one in task.tests
        if one.test.weight > 0
        for index in range(one.first, one.first + one.count)
    ]
    if not any(_own(task.name, outcomes[index]) for index in counted):
        return None
    digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for index in counted:
        right = same(outcomes[index], task.expected[index])
        for part in ("=",) if right else _parts(outcomes[index]):
            digest.update(part if isinstance(part, bytes) else part.encode("utf-8", "replace"))
            digest.update(b"\0")
        digest.update(b"\n")
    return digest.hexdigest()


def _own(task: str, outcome: Outcome) -> bool:
    """Return whether an outcome is something the answer itself did."""
    if outcome.kind == ERROR:
        missing = outcome.name == "NameError" and f"'{task}'" in outcome.message
        return not missing and outcome.name != "NotImplementedError"
    return outcome.kind != NOTHING


def _parts(outcome: Outcome) -> Iterator[str | bytes]:
    if outcome.kind == VALUE:
        yield from _value(outcome.value)
    else:
        yield from (outcome.kind, outcome.name, shape_of(outcome.message))


def _value(value: Any) -> Iterator[str | bytes]:
    """Yield the parts of plain data: what `outcome.same_value` calls equal has equal parts."""
    if isinstance(value, dict):
        yield "{"
        for key in sorted(value, key=repr):
            yield repr(key)
            yield from _value(value[key])
        yield "}"
        return
    numbers = _numbers(value)
    if numbers is not None:
        yield f"{numbers.shape}"
        yield rounded(numbers).tobytes()
    elif isinstance(value, (list, tuple)):
        yield "["
        for one in value:
            yield from _value(one)
        yield "]"
    else:
        plain = value.tolist() if isinstance(value, np.ndarray) else value
        yield f"{type(plain).__name__} {ADDRESS.sub('0x_', repr(plain))}"


def _numbers(value: Any) -> np.ndarray | None:
    try:
        return as_numbers(value)
    except Mismatch:
        return None


def rounded(numbers: np.ndarray) -> np.ndarray:
    """Return numbers rounded to 12 bits (steps of 1 to 2 in 8192); what is nearly 0 becomes 0.

    Two answers that agree up to rounding, in float64 or float32, share a step but for about
    one pair of numbers in a thousand.
    """
    mantissa, exponent = np.frexp(numbers)
    with np.errstate(invalid="ignore", over="ignore"):  # nan and infinities stay what they are
        steps = np.floor(np.ldexp(mantissa, BITS + 1) + OFFSET)
        coarse = np.ldexp(steps, exponent - BITS - 1)
    coarse = np.where(np.abs(numbers) < SMALL, 0.0, coarse)
    return np.where(np.isnan(numbers), np.nan, np.where(np.isinf(numbers), numbers, coarse))
