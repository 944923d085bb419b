"""A task's result, as it travels in its grade cell."""

import json

import pytest
from nbformat import from_dict, v4

from autograder.evidence import Evidence
from autograder.render import show_test
from autograder.taskdata import TASK_MIME, read_task
from autograder.verdict import NamedMistake, TaskResult, TestResult

TASK = TaskResult(
    "double",
    "1_numbers",
    0.5,
    2.0,
    mistakes=(NamedMistake("squared", "the number was **squared**", "What is double of 3?"),),
    tests=(TestResult("", "a number", True), TestResult("", "a list", False, "they differ")),
    evidence=(Evidence("t", "x", "y", False, ((0.0, 1.0),), ((0.0, 2.0),)),),
)


def grade_cell(task=TASK):
    cell = v4.new_code_cell("score()")
    cell.metadata["nbgrader"] = {"grade": True, "solution": False, "grade_id": "test_double"}
    show_test(cell, task)
    return from_dict(json.loads(json.dumps(cell)))


def test_what_was_shown_is_read_back():
    assert read_task(grade_cell(), "1_numbers", 2.0) == TASK


def test_without_the_data_the_lines_say_what_they_can():
    cell = grade_cell()
    del cell.outputs[1].data[TASK_MIME]
    read = read_task(cell, "1_numbers", 2.0)
    assert read.tests == TASK.tests and read.evidence == ()
    (mistake,) = read.mistakes
    assert (mistake.says, mistake.ask) == ("the number was squared", "What is double of 3?")


def test_a_cell_of_another_grader_says_nothing():
    cell = grade_cell()
    cell.outputs = [v4.new_output("execute_result", data={"text/plain": "1.0"})]
    read = read_task(cell, "1_numbers", 2.0)
    assert (read.tests, read.mistakes) == ((), ()) and read.max_score == 2.0


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"score": "2", "tests": 3, "mistakes": None, "evidence": {}},
        {"tests": [3, ["x"]], "mistakes": [[1, 2]], "evidence": [None, {"title": 1}]},
    ],
)
def test_odd_data_is_left_out(data):
    cell = grade_cell()
    cell.outputs[1].data[TASK_MIME] = from_dict(data)
    read = read_task(cell, "1_numbers", 2.0)
    assert (read.score, read.tests, read.mistakes, read.evidence) == (0.0, (), (), ())


def test_nothing_that_is_no_text_gets_in():
    cell = grade_cell()
    cell.outputs[1].data[TASK_MIME]["tests"] = [[True, 3, ["x"]], ["yes", "a", "b"]]
    tests = read_task(cell, "1_numbers", 2.0).tests
    assert [(one.title, one.passed, one.message) for one in tests] == [
        ("", True, ""),
        ("a", False, "b"),
    ]
