"""Reading result lines: from a file of another machine, or from what was graded here."""

import json

import pytest
from report_lines import RIGHT, line

from autograder.course import CourseError
from autograder.report.lines import graded_lines, read_lines


@pytest.fixture
def file(tmp_path):
    def write(*lines):
        path = tmp_path / "results.jsonl"
        texts = [one if isinstance(one, str) else json.dumps(one) for one in lines]
        path.write_text("\n".join(texts) + "\n", encoding="utf-8")
        return path

    return write


def test_lines_come_by_student_and_of_two_the_last_counts(file):
    first, second, again = (
        line("bo", {"double": RIGHT}),
        line("ada", {"double": RIGHT}),
        line("bo", {"double": RIGHT}, error="late"),
    )
    assert read_lines(file(first, second, "", again), "tiny") == [second, again]


def test_lines_of_another_assignment_are_left_out(file):
    other = line("ada", {"double": RIGHT}, assignment="other")
    mine = line("bo", {"double": RIGHT})
    assert read_lines(file(other, mine), "tiny") == [mine]
    with pytest.raises(CourseError, match="no graded hand-in"):
        read_lines(file(other), "tiny")


@pytest.mark.parametrize("text", ["{", "[]", "3", '{"student": "a"}', '{"tasks": 3}', "[" * 9999])
def test_what_is_no_result_line_is_refused_with_its_place(file, text):
    with pytest.raises(CourseError, match="line 2: this is no result line"):
        read_lines(file(line("ada", {"double": RIGHT}), text), "tiny")


def test_a_task_without_its_keys_is_refused(file):
    with pytest.raises(CourseError, match="line 1: this is no result line"):
        read_lines(file(line("ada", {"double": RIGHT}) | {"tasks": {"double": {}}}), "tiny")


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(CourseError, match="cannot be read"):
        read_lines(tmp_path / "missing.jsonl", "tiny")
    (tmp_path / "odd.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(CourseError, match="cannot be read"):
        read_lines(tmp_path / "odd.jsonl", "tiny")


def test_a_course_where_nothing_was_graded_is_refused(tiny_course):
    with pytest.raises(CourseError, match="grade it first"):
        graded_lines(tiny_course, "tiny")
