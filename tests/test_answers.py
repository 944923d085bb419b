"""Right and wrong answers kept as code."""

import pytest

from autograder.answers import Task


def test_a_task_keeps_its_reference_alternatives_and_mistakes_by_name():
    task = Task("double")
    task.reference(lambda x: 2 * x)
    task.alternative(lambda x: x + x, name="by_sum")
    task.mistake("the number was squared", ask="What is double of 3?", name="sq")(lambda x: x**2)
    assert task.answer is not None and task.answer.value(4) == 8
    assert [a.name for a in task.alternatives] == ["by_sum"]
    assert [(m.name, m.says) for m in task.mistakes] == [("sq", "the number was squared")]


def test_a_second_reference_is_refused():
    task = Task("double")
    task.reference(1)
    with pytest.raises(ValueError, match="two references"):
        task.reference(2)


def test_a_task_keeps_its_pictures_in_order():
    task = Task("double")
    task.picture("doubles", x="x", y="2x")(lambda answers: [[1, answers.double(1)]])
    task.picture("errors", x="h", y="error", log=True)(lambda answers: [])
    assert [(p.title, p.x, p.y, p.log) for p in task.pictures] == [
        ("doubles", "x", "2x", False),
        ("errors", "h", "error", True),
    ]
