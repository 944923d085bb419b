"""A verdict as Gradescope's results.json."""

import json
from pathlib import Path

import jsonschema
import pytest

from autograder.otter.results import VISIBILITIES, as_results
from autograder.verdict import CheckResult, NamedMistake, NotebookVerdict, TaskResult, TestResult

SCHEMA = json.loads(Path(__file__).with_name("gradescope_results.schema.json").read_text())
TESTS = (
    TestResult("test_a", "an odd number", True),
    TestResult("test_b", "a sum", False, "the numbers differ from the expected ones"),
)
SQUARED = NamedMistake("squared", "the number was **squared**", "What is double of 3?")
DOUBLE = TaskResult("double", "1_numbers", 2 / 3, 2.0, mistakes=(SQUARED,), tests=TESTS)
HALVE = TaskResult("halve", "1_numbers", 3.0, 3.0, tests=TESTS[:1])
WHY = TaskResult("why_half", "1_numbers", 0.0, 2.0, manual=True)


def verdict(tasks=(DOUBLE, HALVE, WHY), **more):
    return NotebookVerdict("1_numbers", tasks, seconds=1.25, **more)


@pytest.mark.parametrize("visibility", VISIBILITIES)
def test_results_are_as_gradescope_documents_them(visibility):
    whole = verdict(events=("task double: ended",), repairs=("the cell a was put back",))
    for one in (verdict(), whole, verdict((), error="the file is empty")):
        jsonschema.validate(as_results(one, visibility), SCHEMA)


def test_the_schema_refuses_what_gradescope_does_not_know():
    for wrong in ({}, {"score": "1"}, {"score": 1, "visibility": "now"}, {"tests": [{}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, SCHEMA)


def test_scores_are_those_of_the_verdict_to_the_last_digit():
    results = as_results(verdict(), "visible")
    assert results["score"] == 2 / 3 + 3.0
    assert [(t["name"], t["score"], t["max_score"], t["status"]) for t in results["tests"][:2]] == [
        ("double", 2 / 3, 2.0, "failed"),
        ("halve", 3.0, 3.0, "passed"),
    ]


def test_a_task_says_what_passed_what_failed_and_the_named_mistake():
    double = as_results(verdict(), "visible")["tests"][0]
    assert double["output"].splitlines() == [
        "passed: an odd number",
        "failed: a sum: the numbers differ from the expected ones",
        "It looks like the number was squared.",
        "What is double of 3?",
    ]


def test_hidden_tests_are_shown_when_asked_for_and_stdout_never():
    results = as_results(verdict(), "after_due_date")
    assert {test["visibility"] for test in results["tests"][:2]} == {"after_due_date"}
    assert results["visibility"] == "after_due_date"
    assert results["stdout_visibility"] == "hidden"


def test_a_written_task_says_that_a_person_marks_it_and_has_no_score():
    written = as_results(verdict(), "hidden")["tests"][2]
    assert written["output"] == "2 points, marked by a person."
    assert "score" not in written and written["visibility"] == "visible"


def test_what_is_said_of_the_whole_hand_in_can_be_seen_at_once_but_no_event_of_a_hidden_test():
    whole = verdict(events=("task double: did not stop",), repairs=("the cell a was put back",))
    results = as_results(whole, "after_published")
    assert results["output"] == "the cell a was put back"
    assert results["tests"][-1] == {
        "name": "what happened",
        "output": "task double: did not stop",
        "visibility": "after_published",
    }


def test_a_visible_check_stands_before_its_task_can_be_seen_at_once_and_is_worth_nothing():
    checks = CheckResult("double", False, "AssertionError: try 3"), CheckResult("halve", True)
    results = as_results(verdict(checks=checks), "hidden")
    jsonschema.validate(results, SCHEMA)
    assert results["score"] == as_results(verdict(), "hidden")["score"]
    assert [t["name"] for t in results["tests"]] == [
        "double: visible check",
        "double",
        "halve: visible check",
        "halve",
        "why_half",
    ]
    assert results["tests"][0] == {
        "name": "double: visible check",
        "score": 0.0,
        "max_score": 0.0,
        "status": "failed",
        "output": "AssertionError: try 3",
        "visibility": "visible",
    }
    assert (results["tests"][2]["status"], results["tests"][2]["output"]) == ("passed", "passed")


def test_a_hand_in_that_cannot_be_read_says_why():
    assert as_results(verdict((), error="the file is empty"), "visible")["output"] == (
        "the file is empty"
    )


def test_execution_time_is_in_seconds():
    assert as_results(verdict(), "visible")["execution_time"] == 1.25
