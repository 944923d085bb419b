"""The record of what grading found."""

import json

from autograder.verdict import (
    NamedMistake,
    NotebookVerdict,
    TaskResult,
    TestResult,
    Verdict,
    as_line,
    joined_line,
    notebook_line,
    task_score,
)

PASSED = TestResult("test_a", "a number", True)
FAILED = TestResult("test_b", "a list", False, "the numbers differ", weight=3.0)
SQUARED = NamedMistake("squared", "the number was squared", "What is double of 3?")


def verdict(*notebooks):
    return Verdict("alice", "tiny", notebooks)


def graded(notebook="1_numbers", **kwargs):
    tests = (PASSED, FAILED)
    double = TaskResult("double", notebook, 0.5, 2.0, False, (SQUARED,), tests, True, "a1b2")
    by_hand = TaskResult("why_half", notebook, 0.0, 2.0, manual=True)
    return NotebookVerdict(notebook, (double, by_hand), **kwargs)


def test_a_score_is_the_weighted_share_of_the_points():
    assert task_score(2, (PASSED, FAILED)) == 0.5
    assert task_score(2, (PASSED,)) == 2.0
    assert task_score(2, (FAILED,)) == 0.0


def test_a_task_without_tests_gets_nothing():
    assert task_score(2, ()) == 0.0
    assert task_score(2, (TestResult("test_a", "a", True, weight=0.0),)) == 0.0


def test_a_score_is_a_plain_float():
    assert type(task_score(2, (PASSED,))) is float
    assert type(as_line(verdict())["score"]) is float
    assert type(as_line(verdict(graded()))["max_score"]) is float


def test_points_of_all_notebooks_are_summed_those_by_hand_included():
    more = TaskResult("treble", "2_more", 1.0, 3.0)
    line = as_line(verdict(graded(), NotebookVerdict("2_more", (more,))))
    assert (line["score"], line["max_score"]) == (1.5, 7.0)
    assert list(line["tasks"]) == ["double", "why_half", "treble"]


def test_a_line_joined_of_kept_parts_is_the_line_of_the_whole():
    whole = verdict(graded(events=("late",)), NotebookVerdict("2_more", (), error="it is empty"))
    parts = {one.notebook: notebook_line(one) for one in reversed(whole.notebooks)}
    kept = json.loads(json.dumps(parts))
    assert joined_line("alice", "tiny", kept) == as_line(whole)


def test_an_error_names_the_notebooks_it_is_about():
    assert as_line(verdict(graded()))["error"] is None
    broken = NotebookVerdict("2_more", (), error="the file is empty")
    other = NotebookVerdict("3_most", (), error="the file cannot be read")
    assert as_line(verdict(graded(), broken, other))["error"] == (
        "2_more: the file is empty; 3_most: the file cannot be read"
    )


def test_the_result_line_has_the_keys_other_tools_read():
    line = as_line(verdict(graded(repairs=("a",), events=("b", "c"), seconds=0.123456)))
    assert json.loads(json.dumps(line)) == line
    assert line == {
        "student": "alice",
        "assignment": "tiny",
        "score": 0.5,
        "max_score": 4.0,
        "error": None,
        "seconds": 0.1235,
        "repairs": ["a"],
        "events": ["b", "c"],
        "tasks": {
            "double": {
                "notebook": "1_numbers",
                "score": 0.5,
                "max_score": 2.0,
                "manual": False,
                "mistakes": ["squared"],
                "attempted": True,
                "behaviour": "a1b2",
                "tests": [
                    {"name": "test_a", "title": "a number", "passed": True, "message": ""},
                    {
                        "name": "test_b",
                        "title": "a list",
                        "passed": False,
                        "message": "the numbers differ",
                    },
                ],
            },
            "why_half": {
                "notebook": "1_numbers",
                "score": 0.0,
                "max_score": 2.0,
                "manual": True,
                "mistakes": [],
                "attempted": False,
                "behaviour": None,
                "tests": [],
            },
        },
    }


def test_how_long_it_took_is_no_part_of_what_was_found():
    assert verdict(graded(seconds=1.0)) == verdict(graded(seconds=2.0))
    assert verdict(graded()) != verdict(graded(events=("late",)))
