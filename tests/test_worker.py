"""One worker: a hand-in's files in, its verdict, notebooks and gradebook rows out."""

import json
from pathlib import Path

import nbformat
import pytest

from autograder.exam import read_config
from autograder.handed import HandedFile
from autograder.handins import HandIn
from autograder.sitting import TimeLimits
from autograder.verdict import as_line
from autograder.worker import Batch, Worker

DOUBLE = "def double(x):\n    return x + x"


@pytest.fixture
def worker(untouched_course, tiny_exam, zygote):
    """A worker for the small course; with `notebooks` more, each like `1_numbers`."""

    def make(notebooks=("1_numbers",), **limits):
        config = read_config(untouched_course)
        exams = dict.fromkeys(notebooks, tiny_exam)
        return Worker(Batch(untouched_course, "tiny", config, exams, TimeLimits(**limits)), zygote)

    return make


@pytest.fixture
def handin(answered):
    """A hand-in of `1_numbers`: with these answers, or with another file."""

    def make(file=None, **answers):
        file = file or HandedFile("1_numbers.ipynb", answered(**answers))
        return HandIn("alice", Path("nowhere"), {"1_numbers": file})

    return make


def points(graded):
    line = as_line(graded.verdict)
    return line["score"], line["max_score"]


def test_a_hand_in_gets_verdict_notebook_and_rows_that_agree(worker, handin):
    graded = worker().grade(handin(double=DOUBLE))
    assert (graded.verdict.student, graded.verdict.assignment) == ("alice", "tiny")
    assert points(graded) == (2.0, 10.0)
    assert graded.verdict.notebooks[0].seconds > 0
    rows = graded.grades["1_numbers"]
    assert (rows.scores["test_double"], rows.scores["test_halve"]) == (2.0, 0.0)
    assert (rows.comments["double"], rows.comments["halve"]) == (None, "No response.")
    nbformat.validate(nbformat.reads(graded.notebooks["1_numbers"], as_version=4))


def test_all_notebooks_of_a_hand_in_are_graded(worker, handin, answered):
    files = {
        "1_numbers": HandedFile("1_numbers.ipynb", answered(double=DOUBLE)),
        "2_more": HandedFile("2_more.ipynb", answered()),
    }
    graded = worker(["1_numbers", "2_more"]).grade(HandIn("alice", Path("nowhere"), files))
    assert list(graded.grades) == list(graded.notebooks) == ["1_numbers", "2_more"]
    assert [one.tasks[0].score for one in graded.verdict.notebooks] == [2.0, 0.0]


def test_only_the_notebooks_that_are_wanted_are_graded(worker, answered):
    files = {name: HandedFile(f"{name}.ipynb", answered()) for name in ("1_numbers", "2_more")}
    handin = HandIn("alice", Path("nowhere"), files, wanted=("2_more",))
    two = worker(["1_numbers", "2_more"])
    assert list(two.grade(handin).grades) == ["2_more"]
    assert list(two.give_up(handin, "it ended the grader").grades) == ["2_more"]


def test_a_notebook_that_was_not_handed_in_is_zero_and_no_error(worker):
    graded = worker().grade(HandIn("alice", Path("nowhere")))
    assert as_line(graded.verdict)["error"] is None
    assert graded.verdict.notebooks[0].events == ("1_numbers was not handed in",)
    assert graded.notebooks == {}
    assert set(graded.grades["1_numbers"].scores.values()) == {0.0}


BAD = {
    "unreadable": HandedFile("a.ipynb", error="it is a link", repairs=("it was renamed",)),
    "damaged": HandedFile("a.ipynb", b'{"cells": [', repairs=("it was renamed",)),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_an_error_with_its_reason_and_waits_for_a_person(worker, handin, kind):
    graded = worker().grade(handin(BAD[kind]))
    reason = {"unreadable": "it is a link", "damaged": "no valid JSON at line 1"}[kind]
    assert graded.verdict.notebooks[0].error.endswith(reason)
    assert graded.verdict.notebooks[0].repairs == ("it was renamed",)
    assert points(graded) == (0.0, 10.0)
    assert graded.notebooks == {}
    assert set(graded.grades["1_numbers"].scores.values()) == {None}


def test_repairs_made_to_find_a_file_are_told(worker, handin, answered):
    file = HandedFile("copy.ipynb", answered(double=DOUBLE), repairs=("it was renamed",))
    graded = worker().grade(handin(file))
    assert points(graded) == (2.0, 10.0)
    assert graded.verdict.notebooks[0].repairs == ("it was renamed",)


def test_a_hand_in_that_is_given_up_keeps_its_reason(worker, handin):
    graded = worker().give_up(handin(double=DOUBLE), "it ended the grader")
    assert graded.verdict.notebooks[0].error == "it ended the grader"
    assert points(graded) == (0.0, 10.0)
    assert graded.notebooks == {}
    assert set(graded.grades["1_numbers"].scores.values()) == {None}


def test_the_time_limits_of_the_batch_hold(worker, handin):
    slow = worker(cell=0.3, task=0.3, notebook=20.0)
    graded = slow.grade(handin(double=DOUBLE, halve="while True:\n    pass"))
    assert points(graded) == (2.0, 10.0)
    assert graded.verdict.notebooks[0].seconds < 10
    assert len(graded.verdict.notebooks[0].events) == 1
    assert graded.verdict.notebooks[0].events[0].startswith("cell halve: ")


def test_one_hand_in_leaves_nothing_for_the_next(worker, handin):
    one = worker()
    leave = "import builtins, math\nbuiltins.double = math.double = lambda x: 2 * x"
    one.grade(handin(double=leave))
    use = "import math\ndouble = getattr(math, 'double', None) or globals().get('double')"
    assert points(one.grade(handin(double=use))) == (0.0, 10.0)


def test_the_same_hand_in_gets_the_same_verdict_and_notebook(worker, handin):
    one = worker()
    first, second = (one.grade(handin(double=DOUBLE, halve="1 / 0")) for _ in range(2))
    assert first.verdict == second.verdict
    assert json.loads(first.notebooks["1_numbers"]) == json.loads(second.notebooks["1_numbers"])
    assert first.grades == second.grades
