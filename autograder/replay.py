"""Run a hidden test's judgement on outcomes that are known already.

A test asks `student` and `reference` for the outcomes of probes, in a fixed order. The
probes are found once, by running the test until it asks for an outcome nobody has yet;
afterwards every student's outcomes are laid under the same test. Judgements run here, in
the judge; probes never do.
"""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import Any

from autograder.collect import HiddenTest
from autograder.compare import NOT_ANSWERED, Mismatch
from autograder.outcome import ERROR, VALUE, Outcome
from autograder.shipping import NotShippable

NO_REASON = "this is not what the task asks for"


class Unanswered(BaseException):
    """A test asked for an outcome that is not known yet."""

    def __init__(self, answerer: Answerer, probe: Any) -> None:
        self.answerer, self.probe = answerer, probe


class Answerer:
    """What a test calls as `student` or `reference`: gives the known outcomes in order."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self._outcomes = outcomes
        self._asked = 0

    def __call__(self, probe: Any) -> Any:
        if self._asked >= len(self._outcomes):
            raise Unanswered(self, probe)
        outcome = self._outcomes[self._asked]
        self._asked += 1
        if outcome.kind == VALUE:
            return outcome.value
        raise Mismatch(sentence(outcome))

    def __reduce__(self) -> Any:
        raise NotShippable("the probe uses `student` or `reference`")


def sentence(outcome: Outcome) -> str:
    """Say in the student's words why there is no value; never text the code chose itself."""
    if outcome.kind != ERROR:
        return outcome.message
    if outcome.name == "NotImplementedError":
        return NOT_ANSWERED
    if outcome.name == "NameError":
        return "a name is used that is not defined"
    known = isinstance(getattr(builtins, outcome.name, None), type)
    return f"the call raised {outcome.name if known else 'an error of its own'}"


def judge(test: HiddenTest, student: Answerer, reference: Answerer) -> str | None:
    """Return None when the test passes, else the line that says why not.

    Raises Unanswered when the test asks for an outcome that is not known.
    """
    try:
        test.function(student=student, reference=reference, **test.parameters)
    except AssertionError as error:
        return str(error) or NO_REASON
    except (KeyboardInterrupt, MemoryError):
        raise
    except Exception:
        # Data of an unexpected kind broke the judgement's own code: not what was asked.
        return NO_REASON
    return None
