"""Judging one task on the outcomes of its probes."""

import pytest

from autograder.judgement import judge_task
from autograder.outcome import ERROR, NOT_RUN, NOTHING, TIMEOUT, VALUE, Outcome
from autograder.replay import NO_REASON

KEPT = """
task = answers.task("double")
@task.reference
def double(x):
    return 2 * x

@task.mistake("the number was **squared**", ask="What is double of 3?")
def squared(x):
    return x * x
"""

HIDDEN = """
@task("double")
def test_three(student, reference):
    '''three'''
    assert agree(student, reference, lambda answers: answers.double(3))

@task("double", weight=3)
def test_five(student, reference):
    '''five'''
    assert agree(student, reference, lambda answers: answers.double(5))

@task("double", weight=0)
def test_looks(student, reference):
    '''looks'''
    assert student(lambda answers: answers.double(-1)) == "never"
"""


@pytest.fixture
def judged(prepared):
    """Return the result of a task for made-up outcomes of its probes."""

    def judge(hidden, *given, points=8, **kwargs):
        (task,) = prepared(hidden, KEPT).values()
        known = [one if isinstance(one, Outcome) else Outcome(VALUE, one) for one in given]
        return judge_task(task, known, "1_numbers", points, **kwargs)

    return judge


def test_a_score_is_points_times_the_weighted_share_that_passed(judged):
    scores = [judged(HIDDEN, *pair, None).score for pair in [(6, 10), (0, 10), (6, 0), (0, 0)]]
    assert scores == [8.0, 6.0, 2.0, 0.0]
    assert all(type(score) is float for score in scores)


def test_a_test_of_weight_zero_is_neither_shown_nor_counted(judged):
    result = judged(HIDDEN, 6, 10, "odd")
    assert [test.name for test in result.tests] == ["test_three", "test_five"]
    assert result.score == result.max_score == 8.0 and result.mistakes == ()


def test_a_failing_answer_is_diagnosed_and_an_untouched_one_is_not(judged):
    assert [one.name for one in judged(HIDDEN, 9, 25, 1).mistakes] == ["squared"]
    assert judged(HIDDEN, 9, 25, 1, attempted=False).mistakes == ()


def test_only_a_wrong_attempt_shows_a_behaviour(judged):
    wrong, right = judged(HIDDEN, 9, 25, 1), judged(HIDDEN, 6, 10, 1)
    assert wrong.attempted and wrong.behaviour
    assert right.attempted and right.behaviour is None
    untouched = judged(HIDDEN, 9, 25, 1, attempted=False)
    assert not untouched.attempted and untouched.behaviour is None


def test_each_test_fails_for_its_own_reason(judged):
    late = Outcome(NOTHING, message=TIMEOUT)
    result = judged(HIDDEN, Outcome(ERROR, name="ValueError"), late, late)
    assert [test.message for test in result.tests] == ["the call raised ValueError", TIMEOUT]
    result = judged(HIDDEN, 6, Outcome(NOTHING, message=NOT_RUN), None)
    assert [test.passed for test in result.tests] == [True, False]


ODD = """
@task("double")
def test_rows(student, reference):
    '''rows'''
    got = student(lambda answers: {"rows": [answers.double(1)]})
    total = sum(row / 2 for row in got["rows"])
    assert close(total, 1)

@task("double")
def test_three(student, reference):
    '''three'''
    assert agree(student, reference, lambda answers: answers.double(3))
"""


@pytest.mark.parametrize("odd", [None, 3, "text", {}, {"rows": ["x"]}, {"rows": None}], ids=repr)
def test_a_judgement_that_breaks_on_odd_data_fails_its_test_only(judged, odd):
    result = judged(ODD, odd, 6)
    assert [test.passed for test in result.tests] == [False, True]
    assert result.tests[0].message == NO_REASON
    assert result.score == 4.0


ASKS_FOR_MORE = """
@task("double")
def test_path(student, reference):
    '''a path'''
    for _ in range(student(lambda answers: answers.double(1))):
        student(lambda answers: answers.double(2))

@task("double")
def test_three(student, reference):
    '''three'''
    assert agree(student, reference, lambda answers: answers.double(3))
"""


def test_a_test_that_asks_for_more_on_odd_data_fails_by_itself(judged):
    result = judged(ASKS_FOR_MORE, 3, 4, 4, 6)
    assert [test.passed for test in result.tests] == [False, True]
    assert result.tests[0].message == NO_REASON


def test_judging_the_same_outcomes_gives_the_same_result(judged):
    assert judged(HIDDEN, 9, 25, 1) == judged(HIDDEN, 9, 25, 1)
