"""Visible checks as Otter's test cases."""

import math

import pytest

from autograder.course import CourseError
from autograder.otter.checks import free_names, hidden_test, visible_test

CHECK = """
got = double(1)
assert math.isclose(got, 2), f"double(1) gave {got}, expected 2"
"""


def run(test, **names):
    """Run a test cell as Otter does: its function gets the notebook's names as parameters."""
    cell = {}
    exec(test, cell)
    function = cell["check"]
    wanted = function.__code__.co_varnames[: function.__code__.co_argcount]
    function(**{name: names if name == "env" else names.get(name) for name in wanted})


def test_a_check_passes_for_a_right_answer():
    run(visible_test("double", CHECK), double=lambda x: 2 * x, math=math)


def test_a_check_fails_with_its_own_message():
    with pytest.raises(AssertionError, match=r"double\(1\) gave 3, expected 2"):
        run(visible_test("double", CHECK), double=lambda x: 3 * x, math=math)


def test_a_check_says_plainly_which_names_are_not_defined_yet():
    with pytest.raises(AssertionError, match="not defined yet: double. Run the cells above"):
        run(visible_test("double", CHECK), math=math)


def test_names_of_python_and_of_the_check_itself_are_not_asked_of_the_notebook():
    source = (
        "import math as m\n"
        "def helper(x):\n    return m.sqrt(x) + offset\n"
        "for number in range(3):\n    assert [helper(n) for n in roots] == answer(number)\n"
    )
    body = "".join(f"    {line}\n" for line in source.splitlines())
    assert free_names(f"def check():\n{body}") == ["answer", "offset", "roots"]


def test_a_check_that_is_no_plain_python_is_refused_with_its_task():
    with pytest.raises(CourseError, match="the visible check of double is no plain Python"):
        visible_test("double", "!ls")


def test_what_stands_for_hidden_tests_gives_nobody_points():
    cell = {}
    exec(hidden_test("double", 2.0), cell)
    with pytest.raises(RuntimeError, match="judged by the caged grader"):
        cell["judged_in_the_cage"]()


def test_a_name_that_the_made_test_uses_itself_stays_the_notebooks():
    test = visible_test("double", "assert missing == 3 and missing_ == 4")
    run(test, missing=3, missing_=4)
    with pytest.raises(AssertionError, match="not defined yet: missing_. Run"):
        run(test, missing=3)


def test_a_name_that_otter_keeps_for_itself_is_refused():
    with pytest.raises(CourseError, match="check of double uses the name 'env', which is Otter's"):
        visible_test("double", "assert double(env) == 2")
