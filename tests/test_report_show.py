"""One student's work in the terminal."""

import io
import json

import pytest
from report_lines import OPEN, RIGHT, line, result
from rich.console import Console

from autograder.course import CourseError
from autograder.report.show import find, plain, show

WRONG = result(1.0, (True, False), mistakes=["squared"])
WHY = result(manual=True, notebook="1_numbers", attempted=True)
ADA = line("ada", {"double": WRONG, "halve": OPEN, "sign": RIGHT, "why": WHY}, events=["task x"])


@pytest.fixture
def folder(tmp_path):
    """A folder with an autograded notebook, its answer written to harm a terminal."""

    def cell(name, source, *outputs, kind="code"):
        metadata = {"nbgrader": {"grade_id": name}} if name else {}
        return {"cell_type": kind, "metadata": metadata, "source": source, "outputs": outputs}

    printed = {"output_type": "stream", "text": ["passed: case 0\nfailed: case 1: no\n"]}
    printed["text"].append("It looks like the number was squared.\nWhat is double of 3?\n")
    error = {"output_type": "error", "ename": "AssertionError", "evalue": "double(1) gave 1"}
    cells = [
        cell("double", ["def double(x):\n", "    return x * x  # \x1b]0;owned\x07 [red]\u202e"]),
        cell("check_double", "assert", error),
        cell("test_double", "", printed),
        cell("sign", "sign = 'right'"),
        cell("why", "Say why.", kind="markdown"),
        cell("", "Because of the rule.", kind="markdown"),
    ]
    (tmp_path / "1_numbers.ipynb").write_text(json.dumps({"cells": cells}))
    return tmp_path


def shown(folder, task=None):
    console = Console(file=io.StringIO(), width=100)
    show(console, ADA, folder, task)
    return console.file.getvalue()


def test_a_task_shows_the_answer_what_each_check_saw_and_the_mistake(folder):
    text = shown(folder, "double")
    assert "1  def double(x):" in text and "2      return x * x" in text
    assert "AssertionError: double(1) gave 1" in text
    assert "✓ passed case 0" in text and "✗ failed case 1: no" in text
    assert "mistake: squared" in text and "What is double of 3?" in text
    assert text.count("case 0") == 1


def test_without_a_task_all_are_listed_and_those_that_lost_points_shown(folder):
    text = shown(folder)
    assert "ada: 3.00 / 8" in text and "1 of 2" in text and "not attempted" in text
    assert "by hand" in text and "task x" in text
    assert "def double" in text and "sign = 'right'" not in text


def test_a_right_answer_and_a_written_one_are_shown_when_asked_for(folder):
    assert "sign = 'right'" in shown(folder, "sign")
    assert "Because of the rule." in shown(folder, "why")
    assert "not attempted" in shown(folder, "halve")


def test_without_autograded_notebooks_the_results_are_shown(tmp_path):
    text = shown(tmp_path, "double")
    assert "no autograded notebook" in text and "✗ failed case 1" in text


def test_student_text_cannot_steer_the_terminal(folder):
    text = shown(folder, "double")
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "[red]" in text  # no markup either
    assert plain("a\tb\nc\x00\u200b") == "a\tb\nc��"


def test_who_or_what_is_unknown_is_refused_with_what_there_is(folder):
    assert find([ADA], "ada") is ADA
    with pytest.raises(CourseError, match="no hand-in of 'AD' was graded; there is: ada"):
        find([ADA], "AD")
    with pytest.raises(CourseError, match="no task 'treble'; there is: double, halve"):
        shown(folder, "treble")
