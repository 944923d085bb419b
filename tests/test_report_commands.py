"""`autograder report` and `autograder show` as they are typed."""

import json
import sys

import pytest
from report_lines import RIGHT, line, result

from autograder import cli
from autograder.course import CourseError

WRONG = result(1.0, (True, False), mistakes=["squared"])


@pytest.fixture
def course(tiny_course):
    """The small course with a file of results from elsewhere."""
    lines = [line("ada", {"double": WRONG}), line("bo", {"double": RIGHT})]
    text = "".join(json.dumps(one) + "\n" for one in lines)
    (tiny_course.root / "results.jsonl").write_text(text, encoding="utf-8")
    return tiny_course


@pytest.fixture
def run(monkeypatch, capsys, course):
    """Run the command line in the course; return its exit code and what it said."""

    def run_words(*words):
        monkeypatch.chdir(course.root)
        monkeypatch.setattr(sys, "argv", ["autograder", *words])
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        return code, *capsys.readouterr()

    return run_words


def test_a_report_is_written_and_said_where(run, course):
    code, out, err = run("report", "tiny", "--results", "results.jsonl")
    assert (code, err) == (0, "") and "2 hand-ins; 9 tables in" in out
    page = course.root / "reports" / "tiny.html"
    assert "squared" in page.read_text("utf-8")
    assert (course.root / "reports" / "tiny" / "tasks.csv").is_file()


def test_another_place_and_hidden_names_are_what_is_asked_for(run, course):
    words = "report", "tiny", "--results", "results.jsonl", "--anonymous", "--output", "x/y.html"
    assert run(*words)[0] == 0
    text = (course.root / "x" / "y.html").read_text("utf-8")
    assert "student 1" in text and "ada" not in text
    assert not (course.root / "reports").exists()


def test_one_student_is_shown(run):
    code, out, err = run("show", "ada", "double", "--results", "results.jsonl")
    assert (code, err) == (0, "")
    assert "mistake: squared" in out and "1.00 / 2" in out


REFUSED = {
    "nothing graded": (["report", "tiny"], "grade it first"),
    "no such assignment": (["report", "big"], "no assignment 'big'"),
    "a file of something else": (["report", "tiny", "--results", "nbgrader_config.py"], "line 1"),
    "no page": (["report", "tiny", "--results", "results.jsonl", "--output", "x"], ".html"),
    "no such student": (["show", "eve", "--results", "results.jsonl"], "no hand-in of 'eve'"),
    "no such task": (["show", "ada", "treble", "--results", "results.jsonl"], "there is: double"),
}


@pytest.mark.parametrize(("words", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_mistake_of_the_user_is_one_line_and_2(run, words, reason):
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("autograder: ") and reason in err


def test_a_course_with_several_assignments_asks_for_one(run, course):
    assert course.only_assignment() == "tiny"
    (course.root / "source" / "second").mkdir()
    with pytest.raises(CourseError, match="say which assignment: second, tiny"):
        course.only_assignment()
    assert run("show", "ada", "--results", "results.jsonl")[0] == 2
    assert run("show", "ada", "--results", "results.jsonl", "--assignment", "tiny")[0] == 0
