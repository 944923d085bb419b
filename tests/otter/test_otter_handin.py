"""A hand-in made from Otter's student notebook is graded as one made from the release."""

import json

import pytest

from autograder.grade import grade_notebook
from autograder.notebook import Submission, grade_id, parse
from autograder.otter.handin import undo_otter
from autograder.repair import repair
from autograder.sitting import TimeLimits

ANSWERS = {
    "double": "def double(x):\n    return x + x",
    "halve": "def halve(x):\n    return x / 2 if x < 1000 else 0",
    "predict_sign": 'predict_sign = {"-3": "negative", "0": "positive", "0.5": "positive"}',
}


@pytest.fixture
def graded(tiny_exam, zygote):
    return lambda data: grade_notebook(data, tiny_exam, zygote, TimeLimits())


def by_tests(verdict):
    return [task for task in verdict.tasks if not task.manual]


def forget_metadata(notebook):
    for cell in notebook.cells:
        cell.metadata = {}


def test_it_gets_the_scores_and_mistakes_of_the_released_notebook(
    graded, answered, student_notebook
):
    verdict = graded(student_notebook(**ANSWERS)).verdict
    assert verdict.tasks == graded(answered(**ANSWERS)).verdict.tasks
    assert 0 < sum(task.score for task in verdict.tasks) < 8


def test_nothing_about_it_needs_repair(graded, student_notebook):
    verdict = graded(student_notebook(**ANSWERS)).verdict
    assert verdict.repairs == () and verdict.events == ()


def test_it_is_understood_without_nbgraders_metadata(graded, answered, student_notebook):
    verdict = graded(student_notebook(forget_metadata, **ANSWERS)).verdict
    assert by_tests(verdict) == by_tests(graded(answered(**ANSWERS)).verdict)
    assert any("answer cells" in text for text in verdict.repairs)


def test_its_cells_come_out_in_the_order_of_the_release(tiny_exam, student_notebook):
    submission = parse(student_notebook(**ANSWERS))
    repair(submission, tiny_exam.spec)
    names = [grade_id(cell) for cell in submission.notebook.cells if grade_id(cell)]
    assert names == [cell.metadata.nbgrader.grade_id for cell in tiny_exam.spec.cells]


def test_cells_of_otters_own_are_not_run(graded, student_notebook):
    notebook = graded(student_notebook(**ANSWERS)).notebook
    assert not any("grader.export" in cell.source for cell in notebook.cells)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not any(output.output_type == "error" for output in outputs)


def test_a_check_inside_an_answer_does_nothing(graded, student_notebook):
    data = student_notebook(double='grader.check("double")\ndouble = lambda x: x + x')
    tasks = {task.task: task for task in graded(data).verdict.tasks}
    assert tasks["double"].score == 2.0


def test_a_deleted_check_is_put_back_with_a_note(graded, student_notebook):
    def delete(notebook):
        notebook.cells = [c for c in notebook.cells if c.source != 'grader.check("halve")']

    verdict = graded(student_notebook(delete, **ANSWERS)).verdict
    assert any("check_halve" in text and "put back" in text for text in verdict.repairs)


@pytest.mark.parametrize("source", ["grader.check('nobody')", "grader.check_all()"])
def test_a_check_of_nothing_we_know_is_left_out(tiny_exam, source):
    cell = {"cell_type": "code", "source": source, "metadata": {}}
    submission = parse(json.dumps({"cells": [cell]}).encode())
    undo_otter(submission, tiny_exam.spec)
    assert submission.notebook.cells == []


def test_a_notebook_that_is_not_otters_stays_as_it_is(tiny_exam, answered):
    submission = parse(answered(**ANSWERS))
    before = json.dumps(submission.notebook)
    undo_otter(submission, tiny_exam.spec)
    assert json.dumps(submission.notebook) == before
    assert isinstance(submission, Submission)
