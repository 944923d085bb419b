"""What the gradebook says of a notebook."""

import pytest
from nbgrader.api import Gradebook

from autograder.marks import CellMark, read_marks

pytestmark = pytest.mark.filterwarnings("ignore:Object of type <Submitted.* not in session")


@pytest.fixture
def book(released_course):
    with Gradebook(released_course.database) as book:
        for student in ("alice", "bob"):
            book.add_student(student)
            book.add_submission("tiny", student)
        yield book


def mark(book, student="alice", name="test_double"):
    book.db.commit()
    return read_marks(book, "tiny", [student])[student]["1_numbers"].of(name)


def test_automatic_points_are_read(book):
    grade = book.find_grade("test_double", "1_numbers", "tiny", "alice")
    grade.auto_score, grade.needs_manual_grade = 0.5, False
    assert mark(book) == CellMark(0.5, 2.0)


def test_a_person_s_points_and_extra_credit_count(book):
    grade = book.find_grade("test_double", "1_numbers", "tiny", "alice")
    grade.auto_score, grade.manual_score, grade.extra_credit = 0.5, 1.5, 0.25
    grade.needs_manual_grade = False
    assert mark(book) == CellMark(1.75, 2.0, given=True)


def test_points_that_a_person_is_to_look_at_again_do_not_wait(book):
    grade = book.find_grade("test_double", "1_numbers", "tiny", "alice")
    grade.auto_score, grade.manual_score, grade.needs_manual_grade = 0.5, 1.5, True
    assert mark(book) == CellMark(1.5, 2.0, given=True, again=True)


def test_written_work_waits_for_a_person(book):
    assert mark(book, name="why_half") == CellMark(0.0, 2.0, waits=True)


def test_a_person_s_comment_counts_before_the_automatic_one(book):
    comment = book.find_comment("double", "1_numbers", "tiny", "alice")
    comment.auto_comment = "No response."
    assert mark(book, name="double").comment == "No response."
    comment.manual_comment = "Nearly."
    assert mark(book, name="double").comment == "Nearly."


def test_what_being_late_cost_is_read(book):
    book.find_submission_notebook("1_numbers", "tiny", "alice").late_submission_penalty = 2.0
    book.db.commit()
    marks = read_marks(book, "tiny", ["alice"])["alice"]["1_numbers"]
    assert marks.penalty == 2.0 and marks.max_score == 10.0


def test_only_those_who_were_asked_for_are_read(book):
    assert set(read_marks(book, "tiny", ["bob", "nobody"])) == {"bob"}


def test_a_cell_without_a_mark_has_no_points(book):
    assert mark(book, name="no_such_cell") == CellMark()
