"""What a hidden test imports: the `task` marker and the comparisons.

A hidden test is a probe and a judgement. The probe is a function of the answers; it runs
where the answers are and must return plain data. The judgement runs in the judge only:

    @task("central_difference")
    def test_large_step_on_a_cubic(student, reference):
        '''a large step on a cubic'''

        def probe(answers):
            return answers.central_difference(cube, 1.3, h=0.5)

        assert close(student(probe), reference(probe))

or, for this most common shape, `assert agree(student, reference, probe)`. The docstring is
the line the student sees. Probes must not depend on what an earlier probe returned, and
use nothing of this module.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from autograder.compare import Mismatch, as_numbers, close, equal

__all__ = ["Mismatch", "agree", "as_numbers", "close", "equal", "task"]

Probe = Callable[[Any], Any]
Answerer = Callable[[Probe], Any]


def task(name: str, weight: float = 1.0) -> Callable[[Any], Any]:
    """Mark a hidden test as belonging to task `name`, with a relative `weight`.

    A test of weight 0 costs nothing: it observes, to tell two mistakes apart.
    """
    if weight < 0:
        raise ValueError(f"the weight of a hidden test cannot be negative: {weight}")
    return pytest.mark.task(name, weight=weight)


def agree(
    student: Answerer,
    reference: Answerer,
    probe: Probe,
    rtol: float = 1e-6,
    atol: float = 1e-8,
) -> bool:
    """Return True when both answer `probe` with close numbers, else raise Mismatch."""
    return close(student(probe), reference(probe), rtol=rtol, atol=atol)
