"""Results written into notebook cells."""

import json
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from autograder.live import LIVE_MIME, Gallery, LivePages, read_pages
from autograder.outcome import DIED, TIMEOUT
from autograder.render import MAX_LINE, MAX_TEXT, problem_line, show_check, show_result, show_test
from autograder.sitting import CellResult
from autograder.taskdata import TASK_MIME
from autograder.verdict import NamedMistake, TaskResult, TestResult

COURSE_PAGES = read_pages(Path(__file__).parent.parent / "source" / "derivatives")


def shown(*outputs, ended="", show=show_result, pages=COURSE_PAGES):
    cell = v4.new_code_cell("1")
    show(cell, CellResult(list(outputs), None, ended), Gallery(pages))
    nbformat.validate(v4.new_notebook(cells=[cell]))
    return cell.outputs


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def data(kind="display_data", **bundle):
    return {
        "output_type": kind,
        "data": {key.replace("_", "/"): one for key, one in bundle.items()},
    }


def test_printed_text_pictures_and_errors_are_shown_in_order():
    error = {"output_type": "error", "ename": "E", "evalue": "e", "traceback": ["t"]}
    outputs = shown(stream("hi"), data(text_plain="2", image_png="iVBORw0KGgo=\n"), error)
    assert [one.output_type for one in outputs] == ["stream", "display_data", "error"]
    assert outputs[1].data == {"text/plain": "2", "image/png": "iVBORw0KGgo=\n"}
    assert outputs[2].traceback == ["t"]


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"output_type": "update_display_data", "data": {"text/plain": "x"}},
        {"output_type": "stream", "name": "stdin", "text": "x"},
        {"output_type": "display_data", "data": "x"},
        {"output_type": "display_data", "data": {"text/html": "<script>"}},
        {"output_type": "display_data", "data": {"image/png": '"><script>'}},
        {"output_type": "execute_result", "data": {"text/plain": 3}},
        {"output_type": ["stream"]},
    ],
    ids=repr,
)
def test_what_is_no_output_or_no_plain_one_is_left_out(odd):
    assert shown(odd, stream("after"))[0].text == "after"


def test_odd_parts_of_an_error_become_empty_text():
    (output,) = shown({"output_type": "error", "ename": 3, "evalue": None, "traceback": [1, "t"]})
    assert (output.ename, output.evalue, output.traceback) == ("", "", ["", "t"])


def live(file, **values):
    bundle = {"text/plain": "a picture", "text/html": "<script>alert(1)</script>"}
    bundle[LIVE_MIME] = json.dumps({"file": file, "data": values})
    return {"output_type": "display_data", "data": bundle}


def test_a_live_picture_is_the_course_s_page_and_none_of_the_student_s_html():
    (output,) = shown(live("explore/rate.html", lr=0.25))
    assert output.data["text/plain"] == "a picture"
    assert output.data[LIVE_MIME] == {"file": "explore/rate.html", "data": {"lr": 0.25}}
    assert "{&quot;lr&quot;:0.25}" in output.data["text/html"]
    assert "alert" not in output.data["text/html"]


@pytest.mark.parametrize("file", ["explore/own.html", "../derivatives/explore/rate.html"])
def test_a_live_picture_that_is_none_leaves_its_sentence(file):
    (output,) = shown(live(file))
    assert output.data == {"text/plain": "a picture"}


def test_text_is_cut_at_a_limit():
    assert len(shown(stream("x" * (MAX_TEXT + 1)))[0].text) == MAX_TEXT


def test_paths_of_the_machine_that_graded_are_not_shown():
    path = f"{sys.prefix}/lib/numpy.py and {sys.base_prefix}/lib/ast.py"
    error = {"output_type": "error", "ename": "E", "evalue": path, "traceback": [path]}
    printed, raised = shown(stream(path), error)
    assert printed.text == "python/lib/numpy.py and python/lib/ast.py"
    assert sys.base_prefix not in raised.evalue + raised.traceback[0]


@pytest.mark.parametrize(("reason", "hint"), [(TIMEOUT, True), (DIED, False)])
def test_a_cell_that_was_ended_says_why_after_its_outputs(reason, hint):
    *_, last = shown(stream("before"), ended=reason)
    assert last.output_type == "error" and reason in last.traceback[0]
    assert ("loop that never ends" in last.traceback[0]) is hint


def test_a_check_shows_no_value_that_nbgrader_would_count():
    outputs = shown(stream("good"), data("execute_result", text_plain="5.0"), show=show_check)
    assert [one.output_type for one in outputs] == ["stream"]


def test_outputs_of_an_earlier_run_are_replaced():
    cell = v4.new_code_cell("1", outputs=[v4.new_output("stream", text="old")])
    show_result(cell, CellResult(), Gallery(LivePages()))
    assert cell.outputs == []


def graded(*tests, mistakes=(), score=0.5):
    cell = v4.new_code_cell("")
    show_test(cell, TaskResult("t", "n", score, 2.0, False, mistakes, tests))
    nbformat.validate(v4.new_notebook(cells=[cell]))
    return cell.outputs


def test_a_grade_cell_lists_its_tests_and_ends_in_the_score():
    tests = [TestResult("a", "a number", True), TestResult("b", "a list", False, "they differ")]
    text, score = graded(*tests)
    assert text.text == "passed: a number\nfailed: a list: they differ\n"
    assert score.output_type == "execute_result" and score.data["text/plain"] == "0.5"
    assert score.data[TASK_MIME]["tests"][1] == [False, "a list", "they differ"]


def test_a_named_mistake_is_said_and_asked_about():
    mistake = NamedMistake("squared", "the number was **squared**", "What is double of 3?")
    text = graded(TestResult("a", "a number", False, "no"), mistakes=(mistake,))[0].text
    assert text.splitlines()[1:] == [
        "It looks like the number was squared.",
        "What is double of 3?",
    ]


@pytest.mark.parametrize("score", [0.0, 1 / 3, 2.0, 1e-9])
def test_nbgrader_reads_back_the_very_score(score):
    from nbgrader.utils import determine_grade

    cell = v4.new_code_cell("")
    cell.metadata["nbgrader"] = {"grade": True, "solution": False, "points": 2, "grade_id": "x"}
    show_test(cell, TaskResult("t", "n", score, 2.0))
    assert determine_grade(cell) == (score, 2.0)


def test_why_a_cell_failed_is_one_line_that_is_fit_to_print():
    failed = CellResult([], ["AssertionError", "\x1b[31mtry 3,\n  got \ud83d"])
    assert problem_line(failed) == "AssertionError: [31mtry 3, got"
    assert problem_line(CellResult([], None, TIMEOUT)) == TIMEOUT
    assert problem_line(CellResult()) == ""
    assert len(problem_line(CellResult([], ["E", "x" * 10_000]))) == MAX_LINE
    assert problem_line(CellResult([], ["E", ""])) == "E"
