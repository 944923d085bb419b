"""Numbers about tasks and hidden tests."""

import random
import statistics

import pytest
from report_lines import OPEN, RIGHT, line, result

from autograder.report.items import hidden_test_items, point_biserial, task_items, tasks_of

WRONG = result(1.0, (True, False), mistakes=["halved"])
UNNAMED = result(0.0, (False, False), behaviour="ab")
CLASS = [
    line("a", {"double": RIGHT, "halve": RIGHT}),
    line("b", {"double": RIGHT, "halve": WRONG}),
    line("c", {"double": RIGHT, "halve": UNNAMED}),
    line("d", {"double": WRONG, "halve": OPEN}),
]


def test_the_point_biserial_is_pearsons_correlation_with_right_as_1_and_wrong_as_0():
    dice = random.Random(4)
    right = [dice.random() < 0.6 for _ in range(50)]
    rest = [dice.gauss(3 * ok, 2) for ok in right]
    expected = statistics.correlation([float(ok) for ok in right], rest)
    assert point_biserial(right, rest) == pytest.approx(expected)


def test_the_point_biserial_of_a_small_class_by_hand():
    assert point_biserial([True, True, False, False], [3, 1, 1, 3]) == 0.0
    assert point_biserial([True, False], [5.0, 1.0]) == pytest.approx(1.0)
    assert point_biserial([False, True], [5.0, 1.0]) == pytest.approx(-1.0)


@pytest.mark.parametrize(
    ("right", "rest"), [([True, True], [1, 2]), ([False], [1]), ([True, False], [3, 3]), ([], [])]
)
def test_where_nothing_can_be_told_there_is_no_number(right, rest):
    assert point_biserial(right, rest) is None


def test_a_task_is_counted_among_those_who_attempted_it():
    double, halve = task_items(CLASS)
    assert (double.task, double.points, double.handins, double.attempted) == ("double", 2.0, 4, 4)
    assert (double.full, double.named, double.unnamed) == (3, 1, 0)
    assert double.mean == pytest.approx(7 / 4) and double.difficulty == pytest.approx(7 / 8)
    assert (halve.attempted, halve.full, halve.named, halve.unnamed) == (3, 1, 1, 1)
    assert halve.mean == pytest.approx(3 / 4) and halve.difficulty == pytest.approx(1 / 2)
    assert halve.discrimination is None  # all who tried it did equally well elsewhere


def test_a_task_nobody_attempted_has_no_difficulty():
    (item,) = task_items([line("a", {"double": OPEN}), line("b", {"double": OPEN})])
    assert (item.attempted, item.mean, item.difficulty, item.discrimination) == (0, 0.0, None, None)


def test_a_hidden_test_says_how_many_fail_it_and_how_many_it_alone():
    first, second = hidden_test_items(CLASS)[2:]
    assert (first.task, first.test, first.attempts) == ("halve", "test_0", 3)
    assert (first.failed, first.alone) == (1, 0)
    assert (second.failed, second.alone) == (2, 1)


def test_tests_that_never_fail_and_tests_everybody_fails_are_told():
    tasks = {"double": result(1.0, (True, False))}
    never, always = hidden_test_items([line("a", tasks), line("b", tasks)])
    assert (never.remark, always.remark) == ("never fails", "everybody fails")
    assert hidden_test_items(CLASS)[2].remark == ""
    assert {one.remark for one in hidden_test_items([line("a", {"double": OPEN})])} == {""}


def test_tasks_stand_in_the_order_of_the_course_those_by_hand_apart():
    by_hand = result(manual=True)
    lines = [line("a", {"z": RIGHT, "why": by_hand}), line("b", {"z": RIGHT, "a": RIGHT})]
    assert tasks_of(lines) == ["z", "a"] and tasks_of(lines, manual=True) == ["why"]


def test_lines_of_an_older_engine_count_as_attempted():
    old = {key: value for key, value in RIGHT.items() if key not in ("attempted", "behaviour")}
    (item,) = task_items([line("a", {"double": old})])
    assert (item.attempted, item.full) == (1, 1)
