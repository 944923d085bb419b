"""Otter's student notebook as a student works with it: in a real kernel."""

import os
import shutil
import subprocess
import sys
import zipfile

import nbformat
import pytest

from autograder.grade import grade_notebook
from autograder.sitting import TimeLimits

ANSWERS = {
    "double": "def double(x):\n    return x + x",
    "halve": "def halve(x):\n    return x // 2",
    "predict_sign": "# I do not know yet.",
}


@pytest.fixture(scope="module")
def worked_through(made, student_notebook, tmp_path_factory):
    """The folder of a student who answered two tasks of three, one wrongly, and ran all cells."""
    folder = tmp_path_factory.mktemp("student") / "work"
    shutil.copytree(made.folder / "student", folder)
    (folder / "1_numbers.ipynb").write_bytes(student_notebook(**ANSWERS))
    command = ["nbconvert", "--to", "notebook", "--execute", "--allow-errors", "--inplace"]
    done = subprocess.run(
        [sys.executable, "-m", *command, "1_numbers.ipynb"],
        cwd=folder,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def shown(worked_through):
    """What each code cell showed, by source."""
    notebook = nbformat.read(worked_through / "1_numbers.ipynb", as_version=4)
    return {
        cell.source: "\n".join(
            output.get("text") or output.get("data", {}).get("text/plain", output.get("ename", ""))
            for output in cell.outputs
        )
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


def test_a_check_of_a_right_answer_says_that_it_passed(shown):
    assert "double results: All test cases passed!" in shown['grader.check("double")']


def test_a_check_of_a_wrong_answer_shows_our_message(shown):
    assert "halve(1) gave 0, expected 0.5. What is half a euro?" in shown['grader.check("halve")']


def test_a_check_of_no_answer_says_what_is_missing(shown):
    text = shown['grader.check("predict_sign")']
    assert "not defined yet: predict_sign. Run the cells above, from the top." in text


def test_the_export_runs_the_checks_once_more_and_says_how_they_went(shown):
    (export,) = [text for source, text in shown.items() if "grader.export(" in source]
    assert "Running your submission against local test cases" in export
    assert "double results: All test cases passed!" in export
    assert "What is half a euro?" in export


def test_the_exported_zip_holds_the_notebook_with_its_answers(
    worked_through, tiny_exam, zygote, answered
):
    (exported,) = worked_through.glob("1_numbers_*.zip")
    with zipfile.ZipFile(exported) as archive:
        data = archive.read("1_numbers.ipynb")
    graded, same = (
        grade_notebook(one, tiny_exam, zygote, TimeLimits()).verdict
        for one in (data, answered(**ANSWERS))
    )
    assert graded.tasks == same.tasks
    assert graded.repairs == ()
