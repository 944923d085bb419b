"""Grading one notebook: bytes in, verdict and autograded notebook out."""

import json
import time

import nbformat
import pytest

from autograder.exam import open_exam, read_config
from autograder.grade import as_json, grade_notebook
from autograder.notebook import grade_id
from autograder.outcome import DIED, TIMEOUT
from autograder.sitting import TimeLimits

DOUBLE = "def double(x):\n    return x + x"
HALVE = "def halve(x):\n    return 0.5 * x"
SIGNS = 'predict_sign = {"-3": "negative", "0": "zero", "0.5": "positive"}'
LIMITS = TimeLimits(cell=0.5, task=0.5, notebook=30.0)


@pytest.fixture
def graded(answered, tiny_exam, zygote):
    """Grade `1_numbers` with these answers."""

    def grade(limits=LIMITS, data=None, **answers):
        return grade_notebook(data or answered(**answers), tiny_exam, zygote, limits)

    return grade


def scores(graded):
    return {task.task: task.score for task in graded.verdict.tasks}


def messages(graded, name):
    return [
        test.message for task in graded.verdict.tasks if task.task == name for test in task.tests
    ]


def mistakes(graded):
    return [mistake.name for task in graded.verdict.tasks for mistake in task.mistakes]


def cell(graded, name):
    return next(one for one in graded.notebook.cells if grade_id(one) == name)


def test_right_answers_in_other_words_get_full_marks(graded):
    result = graded(double=DOUBLE, halve=HALVE, predict_sign=SIGNS)
    assert scores(result) == {"double": 2.0, "halve": 3.0, "predict_sign": 3.0, "why_half": 0.0}
    assert result.verdict.error is None
    assert result.verdict.repairs == result.verdict.events == ()


def test_a_written_answer_waits_for_a_person(graded):
    by_hand = graded(why_half="Because.").verdict.tasks[-1]
    assert (by_hand.task, by_hand.manual, by_hand.max_score) == ("why_half", True, 2.0)
    assert by_hand.tests == () and by_hand.score == 0.0


def test_an_untouched_notebook_gets_nothing_and_no_mistake(graded):
    result = graded()
    assert set(scores(result).values()) == {0.0}
    assert mistakes(result) == []
    assert set(messages(result, "double")) == {"not answered yet"}


def test_what_was_attempted_is_told_from_what_was_left(graded):
    tasks = graded(double="def double(x):\n    return 5", answer_why_half="As.").verdict.tasks
    assert [task.attempted for task in tasks] == [True, False, False, True]
    assert [task.behaviour is not None for task in tasks] == [True, False, False, False]
    assert not any(task.attempted for task in graded().verdict.tasks)


def test_an_answer_nobody_touched_is_nobodys_mistake(tiny_course, answered, zygote):
    kept = tiny_course.answers("tiny", "1_numbers")
    mistake = """
@answers.tasks["double"].mistake("nothing was done", ask="Why?")
def idle(x):
    raise NotImplementedError
"""
    kept.write_text(kept.read_text() + mistake)
    exam = open_exam(tiny_course, "tiny", "1_numbers", read_config(tiny_course), zygote)
    untouched = exam.spec.released["double"] + "\n\n"
    touched = untouched.replace("raise", "# later\n    raise")
    for source, names in [(untouched, []), (touched, ["idle"])]:
        graded = grade_notebook(answered(double=source), exam, zygote, LIMITS)
        assert mistakes(graded) == names


def test_mistakes_are_named_and_the_other_tasks_keep_their_points(graded):
    floor = "def halve(x):\n    return x // 2"
    wrong = SIGNS.replace("zero", "positive")
    result = graded(double=DOUBLE, halve=floor, predict_sign=wrong)
    assert scores(result) == {"double": 2.0, "halve": 0.0, "predict_sign": 2.0, "why_half": 0.0}
    assert mistakes(result) == ["rounded_down", "zero_is_positive"]


def test_a_call_that_never_stops_costs_its_own_test_only(graded):
    hangs = "def halve(x):\n    while x == 2.5: pass\n    return x / 2"
    result = graded(double=DOUBLE, halve=hangs, predict_sign=SIGNS)
    assert scores(result) == {"double": 2.0, "halve": 1.0, "predict_sign": 3.0, "why_half": 0.0}
    assert messages(result, "halve")[:2] == ["", TIMEOUT]
    assert f"task halve: {TIMEOUT}" in result.verdict.events
    assert cell(result, "check_halve").outputs == []


def test_a_check_that_never_stops_shows_so_and_shares_its_tasks_time(graded):
    start = time.monotonic()
    result = graded(double=DOUBLE, halve="def halve(x):\n    while True: pass")
    assert time.monotonic() - start < 1.6 * LIMITS.task
    assert scores(result)["double"] == 2.0 and scores(result)["halve"] == 0.0
    (output,) = cell(result, "check_halve").outputs
    assert TIMEOUT in output.traceback[0]


def test_a_cell_that_never_stops_keeps_its_definitions_and_points(graded):
    result = graded(double=f"{DOUBLE}\nwhile True: pass", halve=HALVE)
    assert scores(result)["double"] == 2.0 and scores(result)["halve"] == 3.0
    assert result.verdict.events == (f"cell double: {TIMEOUT}",)
    (output,) = cell(result, "double").outputs
    assert output.output_type == "error" and TIMEOUT in output.traceback[0]


def test_a_call_that_ends_its_process_costs_its_own_test_only(graded):
    leaves = "import os\ndef halve(x):\n    return os._exit(0) if x == 7 else x / 2"
    result = graded(double=DOUBLE, halve=leaves)
    assert scores(result)["double"] == 2.0 and scores(result)["halve"] == 2.0
    assert messages(result, "halve") == [DIED, "", ""]


def test_an_error_in_a_cell_hides_no_other_task(graded):
    result = graded(double="def double(x:", halve=HALVE)
    assert scores(result)["double"] == 0.0 and scores(result)["halve"] == 3.0
    assert cell(result, "double").outputs[0].ename == "SyntaxError"
    assert set(messages(result, "double")) == {"a name is used that is not defined"}


@pytest.mark.parametrize("value", ["None", "'text'", "[]", "{}", "object()", "print", "1j", "b''"])
def test_odd_results_are_wrong_answers_and_nothing_else(graded, value):
    result = graded(double=f"def double(x):\n    return {value}", halve=HALVE, predict_sign=value)
    assert scores(result) == {"double": 0.0, "halve": 3.0, "predict_sign": 0.0, "why_half": 0.0}


def test_no_message_repeats_expected_values_or_text_the_student_chose(graded):
    raises = 'class FullMarks(Exception): pass\ndef double(x):\n    raise FullMarks("passed: all")'
    wrong = "def halve(x):\n    return 1234.5"
    result = graded(double=raises, halve=wrong)
    said = " ".join([*messages(result, "double"), *messages(result, "halve")])
    shown = cell(result, "test_double").outputs[0].text + cell(result, "test_halve").outputs[0].text
    for text in ("FullMarks", "passed", "3.5", "1.25", "500.5", "1234.5", "14"):
        assert text not in said and text not in shown


def test_a_student_cannot_print_a_score(graded):
    result = graded(double="print('passed: all')\n2.0", test_double="2.0", check_double="2.0")
    assert scores(result)["double"] == 0.0
    assert cell(result, "test_double").outputs[-1].data["text/plain"] == "0.0"
    assert all(one.output_type != "execute_result" for one in cell(result, "check_double").outputs)


def test_a_grade_cell_ends_in_its_score_as_nbgrader_reads_it(graded):
    floor = "def halve(x):\n    return x // 2"
    outputs = cell(graded(halve=floor), "test_halve").outputs
    assert outputs[0].text == (
        "failed: half of a positive number, case 1: the numbers differ from the expected ones\n"
        "failed: half of a positive number, case 2: the numbers differ from the expected ones\n"
        "failed: half of a positive number, case 3: the numbers differ from the expected ones\n"
        "It looks like the half was rounded down.\n"
        "What is half of -1?\n"
    )
    assert outputs[-1].output_type == "execute_result"
    assert outputs[-1].data["text/plain"] == "0.0"


def test_visible_checks_are_run_and_shown(graded):
    result = graded(double=DOUBLE, halve="def halve(x):\n    return x")
    assert cell(result, "check_double").outputs == []
    (output,) = cell(result, "check_halve").outputs
    assert output.ename == "AssertionError" and "What is half a euro?" in output.evalue


def test_the_autograded_notebook_is_valid_and_holds_the_answers(graded):
    result = graded(double=f"{DOUBLE}\ndouble(4)")
    nbformat.validate(json.loads(as_json(result.notebook)))
    assert cell(result, "double").outputs[0].data == {"text/plain": "8"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b" ", "the file is empty"),
        (b"{", "the file is damaged: no valid JSON at line 1"),
        (b"[]", "the file is JSON, but no notebook"),
    ],
)
def test_a_notebook_that_cannot_be_read_gets_no_points_and_its_reason(graded, data, reason):
    result = graded(data=data)
    assert result.verdict.error == reason and result.notebook is None
    assert [task.max_score for task in result.verdict.tasks] == [2.0, 3.0, 3.0, 2.0]
    assert set(scores(result).values()) == {0.0} and mistakes(result) == []


@pytest.mark.parametrize("data", [b"{", b'{"cells": []}'], ids=["unreadable", "readable"])
def test_how_a_file_was_found_is_said_first(tiny_exam, zygote, data):
    graded = grade_notebook(data, tiny_exam, zygote, LIMITS, repairs=["found elsewhere"])
    assert graded.verdict.repairs[0] == "found elsewhere"


def test_a_notebook_without_any_cell_is_graded_with_nothing(graded):
    result = graded(data=b'{"cells": []}')
    assert set(scores(result).values()) == {0.0} and result.verdict.error is None
    assert "the answer cell double is missing" in result.verdict.repairs


def test_the_same_hand_in_gets_the_same_feedback_to_the_letter(graded):
    random = "import random\ndef double(x):\n    return random.random()\nprint(random.random())"
    one, two = graded(double=random), graded(double=random)
    assert one.verdict == two.verdict
    assert as_json(one.notebook) == as_json(two.notebook)


PICTURED = """

@task.picture("halves", x="x", y="half")
def picture_of_halves(answers):
    return [[x, answers.halve(x)] for x in (1.0, 3.0)]
"""


@pytest.fixture(scope="module")
def pictured_exam(copy_released, tmp_path_factory, zygote):
    """The small course, where the task `halve` has a picture."""
    course = copy_released(tmp_path_factory.mktemp("pictured"))
    path = course.answers("tiny", "1_numbers")
    text = path.read_text(encoding="utf-8")
    end = text.index("# --- predict_sign")
    path.write_text(text[:end] + PICTURED.lstrip() + "\n\n" + text[end:], encoding="utf-8")
    return open_exam(course, "tiny", "1_numbers", read_config(course), zygote)


def evidence_of(answered, exam, zygote, halve):
    graded = grade_notebook(answered(halve=halve), exam, zygote, TimeLimits())
    return next(task for task in graded.verdict.tasks if task.task == "halve").evidence


def test_a_failing_visible_check_brings_the_numbers_of_its_pictures(
    answered, pictured_exam, zygote
):
    (shown,) = evidence_of(answered, pictured_exam, zygote, "def halve(x):\n    return x // 2")
    assert shown.title == "halves" and shown.yours == ((1.0, 0.0), (3.0, 1.0))
    assert shown.expected == ((1.0, 0.5), (3.0, 1.5))


@pytest.mark.parametrize(
    "halve",
    [
        "def halve(x):\n    return x / 2",  # the check passes
        "def halve(x):\n    return None",  # no numbers
        "def halve(x):\n    return 1 / 0",
        "def halve(x):\n    while x > 2:\n        pass\n    return 3",  # past the limit
    ],
)
def test_without_numbers_there_is_no_picture(answered, pictured_exam, zygote, halve):
    exam = pictured_exam
    graded = grade_notebook(answered(halve=halve), exam, zygote, TimeLimits(task=0.5))
    halves = next(task for task in graded.verdict.tasks if task.task == "halve")
    assert halves.evidence == () and len(graded.verdict.tasks) == 4


def test_a_picture_holds_nothing_that_hidden_tests_told(answered, pictured_exam, zygote):
    heard = "heard = []\n\ndef halve(x):\n    heard.append(x)\n    return max(heard)"
    (shown,) = evidence_of(answered, pictured_exam, zygote, heard)
    assert max(y for _, y in shown.yours) == 3.0  # not 1001, which a hidden test asks for
