"""The hidden tests themselves are right: they see every kept answer as what it is."""

import contextlib
import functools
from pathlib import Path

import pytest
from proofs.bench import Bench, accepted, enough_alternatives, named, places, right

from autograder.course import find_course, load_answers

COURSE = find_course(Path(__file__))
TASKS = [
    (place, task)
    for place in places(COURSE)
    for task in load_answers(COURSE.answers(*place))[0].tasks.values()
]


def cases(answers_of):
    """One case for each answer, known by notebook, task and name."""
    return [
        pytest.param(
            place, task.name, answer.name, id=f"{place.notebook}-{task.name}-{answer.name}"
        )
        for place, task in TASKS
        for answer in answers_of(task)
    ]


@pytest.fixture(scope="module")
def bench_of(zygote):
    """Return the bench of a notebook; each is opened once."""
    with contextlib.ExitStack() as opened:
        yield functools.cache(lambda place: opened.enter_context(Bench(COURSE, place, zygote)))


@pytest.mark.parametrize("place, task, name", cases(right))
def test_a_right_answer_gets_full_marks(bench_of, place, task, name):
    bench = bench_of(place)
    answer = next(one for one in right(bench.tasks[task]) if one.name == name)
    result = bench.judge(task, answer)
    assert accepted(result), [(test.name, test.message) for test in result.tests if not test.passed]
    assert not result.mistakes


@pytest.mark.parametrize("place, task, name", cases(lambda task: task.mistakes))
def test_a_mistake_loses_marks_and_gets_its_own_name(bench_of, place, task, name):
    bench = bench_of(place)
    mistake = next(one for one in bench.tasks[task].mistakes if one.name == name)
    result = bench.judge(task, mistake)
    assert not accepted(result)
    assert named(result, mistake), [one.name for one in result.mistakes]


@pytest.mark.parametrize("task", [task for _, task in TASKS], ids=[task.name for _, task in TASKS])
def test_every_task_keeps_alternatives_and_mistakes(task):
    assert enough_alternatives(task)
    assert task.mistakes


@pytest.mark.parametrize("place", places(COURSE), ids=lambda place: place.notebook)
def test_the_reference_in_the_notebook_is_the_one_in_solutions(bench_of, place):
    assert bench_of(place).differing_references() == []
