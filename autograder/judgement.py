"""Judge one task on the outcomes of its probes."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.behaviour import behaviour
from autograder.diagnosis import diagnose
from autograder.outcome import Outcome
from autograder.prepare import PreparedTask, PreparedTest
from autograder.replay import NO_REASON, Answerer, Unanswered, judge
from autograder.verdict import TaskResult, TestResult, task_score


def judge_task(
    task: PreparedTask,
    outcomes: Sequence[Outcome],
    notebook: str,
    points: float,
    attempted: bool = True,
) -> TaskResult:
    """Return the result of a task worth `points`; `outcomes` has one entry for each probe.

    An answer cell that was not `attempted` is nobody's mistake: none is named.
    """
    results = [_judge_test(one, outcomes) for one in task.tests]
    tests = tuple(result for result in results if result.weight > 0)
    failed = not all(result.passed for result in tests)
    wrong = failed and attempted
    return TaskResult(
        task=task.name,
        notebook=notebook,
        score=task_score(points, tests),
        max_score=float(points),
        mistakes=diagnose(task, outcomes) if wrong else (),
        tests=tests,
        attempted=attempted,
        behaviour=behaviour(task, outcomes) if wrong else None,
    )


def _judge_test(one: PreparedTest, outcomes: Sequence[Outcome]) -> TestResult:
    own = outcomes[one.first : one.first + one.count]
    test = one.test
    try:
        message = judge(test, Answerer(own), Answerer(one.reference))
    except Unanswered:  # on the reference's outcomes this test never asked for so many
        message = NO_REASON
    return TestResult(test.name, test.title, message is None, message or "", test.weight)
