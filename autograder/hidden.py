"""What a hidden test imports: the `task` marker and the comparison.

A hidden test is a probe and a judgement. The probe is a function of the answers; it runs
where the answers are and must return plain data. The judgement runs in the judge only:

    @task("central_difference")
    def test_large_step_on_a_cubic(student, reference):
        '''a large step on a cubic'''

        def probe(answers):
            return answers.central_difference(cube, 1.3, h=0.5)

        assert close(student(probe), reference(probe))

Probes of one test must not depend on what an earlier probe returned.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from autograder.compare import Mismatch, as_numbers, close

__all__ = ["Mismatch", "as_numbers", "close", "task"]


def task(name: str, weight: float = 1.0) -> Callable[[Any], Any]:
    """Mark a hidden test as belonging to task `name`, with a relative `weight`."""
    if not weight > 0:
        raise ValueError(f"the weight of a hidden test must be positive, not {weight}")
    return pytest.mark.task(name, weight=weight)
