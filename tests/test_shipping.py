"""Functions on their way into a student process."""

import functools
import importlib.util
import pickle
import sys
import textwrap
import threading

import cloudpickle
import numpy as np
import pytest

from autograder.shipping import NotShippable, ship

HERE = sys.modules[__name__]

FILE = """
import math

FACTOR = 3

class Spy:
    def __init__(self):
        self.points = []
    def __call__(self, x):
        self.points.append(x)
        return [FACTOR * math.floor(y) for y in (x,)]

def probe(answers):
    spy = Spy()
    return spy(answers.x), spy.points
"""


@pytest.fixture
def module(tmp_path, monkeypatch):
    """A module of the course, at a path nobody else needs to know."""
    path = tmp_path / "very_private_folder" / "kept_numbers.py"
    path.parent.mkdir()
    path.write_text(textwrap.dedent(FILE))
    spec = importlib.util.spec_from_file_location("kept_numbers", path)
    loaded = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "kept_numbers", loaded)
    spec.loader.exec_module(loaded)
    return loaded


class Answers:
    x = 2.5


def test_a_shipped_function_needs_no_file_of_the_course(module, monkeypatch):
    data = ship(module.probe, [module])
    monkeypatch.delitem(sys.modules, "kept_numbers")
    assert pickle.loads(data)(Answers) == ([6], [2.5])


def test_shipped_code_does_not_say_where_the_course_is(module):
    data = ship({"probe": module.probe, "spy": module.Spy, "inner": lambda: 1}, [module])
    assert b"very_private_folder" not in data
    assert b"kept_numbers.py" not in data
    assert __file__.encode() not in ship(lambda: [lambda: 1], [HERE])


def test_shipping_leaves_the_module_as_it_was(module):
    file, before = module.__file__, module.probe.__code__.co_filename
    ship(module.probe, [module])
    assert module.__file__ == file and module.probe.__code__.co_filename == before
    assert len(cloudpickle.dumps(module.probe)) < 100  # by reference again


def test_what_cannot_leave_the_judge_is_refused_with_its_reason():
    lock = threading.Lock()
    with pytest.raises(NotShippable, match="cannot be sent.*lock"):
        ship(lambda answers: lock, [])


def closing_over(result):
    return lambda answers: result


def by_default(result):
    return lambda answers, result=result: result


def by_keyword_default(result):
    def probe(answers, *, result=result):
        return result

    return probe


def inside_a_list(result):
    kept = [{"deep": result}]
    return lambda answers: kept


def bound_by_partial(result):
    return functools.partial(lambda answers, result: result, result=result)


def in_a_helper(result):
    def helper():
        return result

    return lambda answers: helper()


HOLDERS = [
    closing_over,
    by_default,
    by_keyword_default,
    inside_a_list,
    bound_by_partial,
    in_a_helper,
]


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_probe_that_holds_an_earlier_result_is_refused(holder):
    result = [3.25]
    with pytest.raises(NotShippable, match="earlier probe"):
        ship(holder(result), [HERE], [result])


@pytest.mark.parametrize("take", [lambda r: r["a"], lambda r: r["b"][0]], ids=["array", "float"])
def test_a_part_of_an_earlier_result_is_refused_too(take):
    result = {"a": np.array([1.5]), "b": (float("2.75"),)}
    with pytest.raises(NotShippable, match="earlier probe"):
        ship(closing_over(take(result)), [HERE], [result])


def test_words_and_whole_numbers_equal_to_an_earlier_result_are_no_result():
    results = [3, "positive", True, None, (), b""]
    for constant in (3, "positive", True, None, (), b""):
        assert ship(closing_over(constant), [HERE], results)


def test_a_number_of_the_test_itself_is_no_result():
    assert ship(closing_over(2.75), [HERE], [float("2.75"), [float("2.75")]])
