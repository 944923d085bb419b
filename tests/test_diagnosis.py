"""Recognising mistakes by their outcomes."""

import pytest

from autograder.diagnosis import diagnose
from autograder.judgement import judge_task

HIDDEN = """
@task("halve")
@pytest.mark.parametrize("x", [7, 2.5])
def test_half(student, reference, x):
    '''half'''
    assert agree(student, reference, lambda answers: answers.halve(x))

@task("halve", weight=0)
def test_negative(student, reference):
    '''a negative number'''
    student(lambda answers: answers.halve(-7))
"""

HALVE = """
task = answers.task("halve")
@task.reference
def halve(x):
    return x / 2
"""

ROUNDED = f"""{HALVE}
@task.mistake("rounded **down**", ask="Which way?")
def down(x):
    return x // 2

@task.mistake("rounded **towards zero**", ask="Which one?")
def to_zero(x):
    return int(x / 2)
"""


@pytest.fixture
def named(prepared, outcomes):
    """Return the names of the mistakes recognised in an answer given as code."""

    def diagnosed(hidden, kept, source):
        (task,) = prepared(hidden, kept).values()
        return [mistake.name for mistake in diagnose(task, outcomes(task, source))]

    return diagnosed


def test_a_mistake_written_in_other_words_has_its_name(named):
    source = "import math\ndef halve(number):\n    return [math.floor(number * 0.5)][0]"
    assert named(HIDDEN, ROUNDED, source) == ["down"]


def test_a_recognised_mistake_comes_with_what_it_says_and_asks(prepared, outcomes):
    task = prepared(HIDDEN, ROUNDED)["halve"]
    (mistake,) = diagnose(task, outcomes(task, "halve = lambda x: x // 2"))
    assert (mistake.says, mistake.ask) == ("rounded **down**", "Which way?")


def test_an_observing_test_tells_two_mistakes_apart_and_costs_nothing(named, prepared, outcomes):
    assert named(HIDDEN, ROUNDED, "halve = lambda x: x // 2") == ["down"]
    assert named(HIDDEN, ROUNDED, "halve = lambda x: int(x / 2)") == ["to_zero"]
    task = prepared(HIDDEN, ROUNDED)["halve"]
    only_negative = "halve = lambda x: x / 2 if x > 0 else 1 / 0"
    result = judge_task(task, outcomes(task, only_negative), "n", 3)
    assert result.score == 3 and len(result.tests) == 2 and result.mistakes == ()


def test_two_mistakes_that_nothing_tells_apart_are_not_named(named):
    hidden = HIDDEN.partition('@task("halve", weight=0)')[0]
    assert named(hidden, ROUNDED, "halve = lambda x: x // 2") == []


def test_an_observing_test_does_not_stand_in_the_way_of_the_only_candidate(named):
    source = "halve = lambda x: x // 2 if x > 0 else 99"
    only_down = ROUNDED.partition('@task.mistake("rounded **towards')[0]
    assert named(HIDDEN, only_down, source) == ["down"]


def test_an_answer_that_is_wrong_in_its_own_way_has_no_name(named):
    assert named(HIDDEN, ROUNDED, "halve = lambda x: x // 2 + 1") == []


def test_mistakes_declared_one_have_the_name_of_the_first(named):
    kept = f"""{ROUNDED}
@task.mistake("x", ask="?", same_as="down")
def by_floor(x):
    return float(x // 2)
"""
    assert named(HIDDEN, kept, "halve = lambda x: x // 2") == ["down"]


def test_a_mistake_is_recognised_by_the_error_it_raises(named):
    kept = f"""{HALVE}
@task.mistake("a list is expected", ask="?")
def indexing(numbers):
    return numbers[0] / 2
"""
    assert named(HIDDEN, kept, "def halve(x):\n    return x[0]") == ["indexing"]
    assert named(HIDDEN, kept, "def halve(x):\n    return y") == []


def test_a_mistake_that_never_stops_is_recognised(prepared, outcomes):
    kept = f"""{HALVE}
@task.mistake("it never stops", ask="When does it?")
def endless(x):
    while x != 0:
        x = -x
"""
    (task,) = prepared(HIDDEN, kept).values()
    source = "def halve(x):\n    while True: pass"
    (mistake,) = diagnose(task, outcomes(task, source, seconds=0.3))
    assert mistake.name == "endless"


VARYING = f"""{HALVE}
@task.mistake("the half was **guessed**", ask="Is it the same twice?", varies=True)
def guess(x):
    import random
    return random.random() if x == 7 else 1000

@task.mistake("rounded **down**", ask="Which way?")
def down(x):
    return x // 2
"""


def test_a_mistake_that_varies_is_known_by_what_does_not(named):
    other_dice = "import random\nhalve = lambda x: 50 + random.gauss(0, 1) if x == 7 else 1000"
    assert named(HIDDEN, VARYING, other_dice) == ["guess"]


def test_an_answer_that_is_right_where_the_mistake_varies_is_not_that_mistake(named):
    assert named(HIDDEN, VARYING, "halve = lambda x: 3.5 if x == 7 else 1000") == []


def test_a_steady_mistake_goes_before_one_that_varies(named):
    kept = VARYING.replace("return x // 2", "return 1000 if x != 7 else 11")
    assert named(HIDDEN, kept, "halve = lambda x: 1000 if x != 7 else 11") == ["down"]


def test_a_mistake_that_is_random_everywhere_names_nobody(named):
    kept = VARYING.replace("if x == 7 else 1000", "")
    assert named(HIDDEN, kept, "import random\nhalve = lambda x: random.random()") == []


def test_an_answer_that_is_right_where_the_mistake_is_steady_is_not_that_mistake(named):
    kept = VARYING.replace("else 1000", "else x / 2")
    assert named(HIDDEN, kept, "halve = lambda x: 1000 if x == 7 else x / 2") == []


PREDICT = """
@task("predict")
@pytest.mark.parametrize("key", "abc")
def test_key(student, reference, key):
    '''a prediction'''
    assert equal(student(lambda answers: answers.predict[key]), "x")
"""

PREDICTION = """
task = answers.task("predict", prediction=True)
right = task.reference({"a": "x", "b": "x", "c": "x"})
task.mistake("none", ask="?", name="about_nothing")({**right})
task.mistake("one", ask="?", name="about_a")({**right, "a": "y"})
task.mistake("two", ask="?", name="about_b")({**right, "b": "y"})
task.mistake("three", ask="?", name="about_b_and_c")({**right, "b": "z", "c": "z"})
"""


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ({"a": "y", "b": "x", "c": "x"}, ["about_a"]),
        ({"a": "y", "b": "y", "c": "x"}, ["about_a", "about_b"]),
        ({"a": "y", "b": "y", "c": "another"}, ["about_a", "about_b"]),
        ({"a": "x", "b": "z", "c": "z"}, ["about_b_and_c"]),
        ({"a": "x", "b": "z", "c": "x"}, []),
        ({"a": "another", "b": "x", "c": "x"}, []),
        ({"a": "y"}, ["about_a"]),
        ({}, []),
        ("no dictionary", []),
    ],
    ids=repr,
)
def test_every_misconception_of_a_prediction_is_named_by_its_own_keys(named, answer, names):
    assert named(PREDICT, PREDICTION, f"predict = {answer!r}") == names
