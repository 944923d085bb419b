"""`pytest tests/hidden`: hidden tests as plain pytest, judged in the cage."""

import shutil
import subprocess
import sys

import pytest

SECOND = """
from autograder.hidden import equal, task

def probe(answers):
    return answers.greet()

@task("greet")
def test_greeting(student, reference):
    '''the greeting'''
    assert equal(student(probe), reference(probe))
"""

SECOND_ANSWERS = """
from autograder.answers import Answers
answers = Answers()
answers.task("greet").reference(lambda: "hello")
"""


@pytest.fixture(scope="module")
def two_notebooks(untouched_course, tmp_path_factory):
    """A copy of the small course with a second notebook, and hand-ins to judge."""
    root = tmp_path_factory.mktemp("plugin") / "course"
    shutil.copytree(untouched_course.root, root)
    (root / "tests/hidden/tiny/test_2_words.py").write_text(SECOND)
    (root / "solutions/tiny/answers_2_words.py").write_text(SECOND_ANSWERS)
    return root


@pytest.fixture
def run(two_notebooks):
    """Run pytest in the course; return its exit code and what it printed."""

    def run_pytest(*arguments):
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-W", "error", *arguments],
            cwd=two_notebooks,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.returncode, done.stdout + done.stderr

    return run_pytest


def test_without_a_hand_in_the_reference_is_judged(run):
    code, printed = run("-q", "tests/hidden")
    assert code == 0, printed
    assert "10 passed" in printed


HALVE = """
import os

def halve(x):
    if x == 7:
        os._exit(0)
    return x // 2
"""


def test_a_hand_in_is_judged_and_other_notebooks_are_skipped_with_a_reason(
    run, two_notebooks, answered
):
    handed_in = two_notebooks / "1_numbers.ipynb"
    handed_in.write_bytes(answered(double="def double(x):\n    return x + x", halve=HALVE))
    tests = "tests/hidden/tiny/test_1_numbers.py"
    left_out = ["--deselect", f"{tests}::test_sign", "--deselect", f"{tests}::test_half[1001]"]
    code, printed = run("-rA", "tests/hidden", "--submission", "1_numbers.ipynb", *left_out)
    assert code == 1, printed
    assert f"PASSED {tests}::test_double_of_a_sum" in printed
    assert f"FAILED {tests}::test_half[7]" in printed
    assert "ended the process it ran in" in printed
    assert f"FAILED {tests}::test_half[2.5]" in printed
    assert "the numbers differ from the expected ones" in printed
    assert "1_numbers.ipynb is not the notebook of these tests" in printed
    assert "2 failed, 3 passed, 1 skipped, 4 deselected" in printed


@pytest.mark.parametrize("name", ["nothing.ipynb", "tests", "1_numbers.ipynb"])
def test_a_hand_in_that_is_no_notebook_is_a_usage_error_in_one_line(run, two_notebooks, name):
    (two_notebooks / "1_numbers.ipynb").write_text("{")
    code, printed = run("tests/hidden", "--submission", name)
    assert code == 4 and "Traceback" not in printed
    assert f"ERROR: --submission {name}: " in printed


def test_the_marker_is_known_and_the_option_is_explained(run):
    code, printed = run("--help")
    assert code == 0 and "--submission" in printed and "a hand-in to judge" in printed
    code, printed = run("--markers")
    assert code == 0 and "@pytest.mark.task(name, weight)" in printed
