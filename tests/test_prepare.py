"""Hidden tests made ready: probes found and shipped, reference and mistakes probed."""

import struct

import pytest

from autograder.collect import BadHiddenTest
from autograder.course import CourseError
from autograder.outcome import DIED, ERROR, NOT_RUN, TIMEOUT, VALUE

KEPT = """
task = answers.task("double")
@task.reference
def double(x):
    return 2 * x
"""

SIMPLE = """
@task("double")
def test_it(student, reference):
    \"\"\"it\"\"\"
    assert agree(student, reference, lambda answers: answers.double(3))
"""


def values(outcomes):
    assert all(outcome.kind == VALUE for outcome in outcomes)
    return [outcome.value for outcome in outcomes]


def test_all_probes_of_a_test_are_found_and_answered_by_the_reference(prepared):
    hidden = """
    @task("double")
    def test_first(student, reference):
        '''first'''
        one = student(lambda answers: answers.double(1))
        want = reference(lambda answers: answers.double(10))
        two = student(lambda answers: [answers.double(2), "two"])
        assert one and two and want and reference(lambda answers: answers.double(20))

    @task("double")
    def test_second(student, reference):
        '''second'''
        assert student(lambda answers: answers.double(3))
    """
    task = prepared(hidden, KEPT)["double"]
    assert values(task.expected) == [2, [4, "two"], 6]
    assert len(task.probes) == 3
    assert [(one.first, one.count) for one in task.tests] == [(0, 2), (2, 1)]
    assert [values(one.reference) for one in task.tests] == [[20, 40], []]


def test_probes_that_a_judgement_never_reaches_on_the_reference_are_not_there(prepared):
    hidden = f"""{SIMPLE}
@task("double", weight=0)
def test_stops(student, reference):
    '''stops'''
    assert student(lambda answers: answers.double(1)) == 0
    student(lambda answers: answers.double(2))
"""
    assert values(prepared(hidden, KEPT)["double"].expected) == [6, 2]


def test_a_probe_may_use_functions_and_constants_of_its_file_and_its_case(prepared):
    hidden = """
    FACTOR = 1.5
    def scaled(x):
        return FACTOR * x

    @task("double")
    @pytest.mark.parametrize("x", [1, 2])
    def test_it(student, reference, x):
        '''it'''
        assert agree(student, reference, lambda answers: answers.double(scaled(x)))
    """
    assert values(prepared(hidden, KEPT)["double"].expected) == [3.0, 6.0]


PROBES = {
    "an earlier result": "got = student(first); student(lambda answers: got)",
    "a default": "got = student(first); student(lambda answers, got=got: got)",
    "a reference": "want = reference(first); student(lambda answers: want == first(answers))",
    "a part": "want = reference(first)[0]; student(lambda answers: want)",
    "student": "student(lambda answers: student(first))",
    "the reference": "student(lambda answers: reference(first))",
    "a lock": "import _thread; lock = _thread.allocate_lock(); student(lambda answers: lock)",
}


@pytest.mark.parametrize("line", PROBES.values(), ids=PROBES.keys())
def test_a_probe_that_holds_what_must_stay_with_the_judge_is_refused(prepared, line):
    hidden = f"""
    first = lambda answers: [answers.double(2.5)]

    @task("double")
    def test_leaks(student, reference):
        '''leaks'''
        {line}
    """
    with pytest.raises(BadHiddenTest, match="test_leaks: "):
        prepared(hidden, KEPT)


def test_nothing_expected_is_in_a_shipped_probe(prepared):
    kept = "task = answers.task('double')\ntask.reference(lambda x: 77.125)\n"
    task = prepared(SIMPLE, kept)["double"]
    assert values(task.expected) == [77.125]
    assert struct.pack(">d", 77.125) not in task.probes[0]
    assert b"reference" not in task.probes[0]


def test_a_task_without_a_reference_is_refused(prepared):
    with pytest.raises(CourseError, match="double has no reference"):
        prepared(SIMPLE, "answers.task('double')\n")


def test_a_test_of_an_unknown_task_is_refused(prepared):
    with pytest.raises(CourseError, match="no kept answers for the task triple"):
        prepared(SIMPLE.replace('task("double")', 'task("triple")'), KEPT)


def test_a_task_whose_tests_all_weigh_nothing_is_refused(prepared):
    with pytest.raises(CourseError, match="double has no hidden test that counts"):
        prepared(SIMPLE.replace('"double")', '"double", weight=0)'), KEPT)


def test_a_mistake_that_is_one_with_an_unknown_one_is_refused(prepared):
    kept = KEPT + "task.mistake('x', ask='?', name='odd', same_as='nobody')(lambda x: x)\n"
    with pytest.raises(CourseError, match="odd.*same as.*nobody"):
        prepared(SIMPLE, kept)


def test_a_kept_answer_that_cannot_be_sent_is_refused(prepared):
    kept = f"""{KEPT}
import _thread
task.mistake("x", ask="?", name="locked")(_thread.allocate_lock())
"""
    with pytest.raises(CourseError, match="locked.*double.*cannot be sent"):
        prepared(SIMPLE, kept)


FINGERPRINTS = """
@task.mistake("nothing was returned", ask="?")
def silent(x):
    double(x)

@task.mistake("it raised", ask="?")
def raising(x):
    return undefined

@task.mistake("it never stops", ask="?")
def endless(x):
    while x > 1:
        pass
    return x

@task.mistake("it leaves", ask="?")
def leaving(x):
    import os
    os._exit(0)

@task.mistake("it rolls dice", ask="?", varies=True)
def rolling(x):
    import random
    return random.random() if x > 1 else 7
"""


def test_every_mistake_has_its_fingerprint_whatever_it_does(prepared):
    hidden = """
    @task("double")
    @pytest.mark.parametrize("x", [1, 2, 3])
    def test_it(student, reference, x):
        '''it'''
        assert agree(student, reference, lambda answers: answers.double(x))
    """
    task = prepared(hidden, KEPT + FINGERPRINTS)["double"]
    prints = {one.mistake.name: one.outcomes for one in task.fingerprints}
    assert values(prints["silent"]) == [None] * 3
    assert [(one.kind, one.name) for one in prints["raising"]] == [(ERROR, "NameError")] * 3
    assert prints["endless"][0].value == 1
    assert [one.message for one in prints["endless"][1:]] == [TIMEOUT, NOT_RUN]
    assert prints["leaving"][0].message == DIED
    assert prints["rolling"][0].value == 7 and prints["rolling"][1:] == (None, None)


def test_other_tasks_are_the_references_while_one_answer_is_probed(prepared):
    kept = f"""{KEPT}
task = answers.task("twice")
@task.reference
def twice(x):
    return 4 * x
task.mistake("x", ask="?", name="half")(lambda x: x)
"""
    hidden = f"""{SIMPLE}
@task("twice")
def test_both(student, reference):
    \"\"\"both\"\"\"
    assert student(lambda answers: answers.twice(1) == 2 * answers.double(1))
"""
    (half,) = prepared(hidden, kept)["twice"].fingerprints
    assert values(half.outcomes) == [False]


PICTURE = (
    KEPT
    + """
@task.picture("doubles", x="x", y="2x")
def doubles(answers):
    return {points}
"""
)


def pictured(points):
    return PICTURE.replace("{points}", points)


def test_a_picture_knows_the_points_of_the_reference(prepared):
    task = prepared(SIMPLE, pictured("[[x, answers.double(x)] for x in (1, 4)]"))["double"]
    (picture,) = task.pictures
    assert picture.picture.title == "doubles" and picture.expected.value == [[1, 2], [4, 8]]


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ("[]", "no points"),
        ("[1, 2]", "no points"),
        ("1 / 0", "division by zero"),
        ("[[1, answers.triple(1)]]", "triple.*is not defined"),
    ],
)
def test_a_picture_that_the_reference_gives_no_points_for_is_refused(prepared, points, reason):
    with pytest.raises(CourseError, match=f"(?s)doubles.*of double.*{reason}"):
        prepared(SIMPLE, pictured(points))
