"""Grades in nbgrader's own database, beside what a person enters there."""

import shutil
from datetime import datetime, timedelta

import pytest
from nbgrader.api import Gradebook
from nbgrader.preprocessors import SaveAutoGrades
from sqlalchemy import text

from autograder.course import CourseError
from autograder.exam import read_config, read_specs
from autograder.grade import grade_notebook
from autograder.gradebook import INDEXES, CellGrades, GradebookWriter, cell_grades, no_grades
from autograder.sitting import TimeLimits

RIGHT = {
    "double": "def double(x):\n    return x + x",
    "halve": "def halve(x):\n    return 0.5 * x",
    "predict_sign": 'predict_sign = {"-3": "negative", "0": "zero", "0.5": "positive"}',
}
DUE = datetime(2026, 3, 1, 12)

# nbgrader warns of itself while it adds a submission.
pytestmark = pytest.mark.filterwarnings("ignore:Object of type <Submitted.* not in session")


@pytest.fixture
def writer(released_course):
    config = read_config(released_course)
    course_id = config.CourseDirectory.course_id
    with GradebookWriter(released_course.database, course_id, "tiny") as opened:
        yield opened


@pytest.fixture
def graded(answered, tiny_exam, zygote):
    """Return the autograded notebook of these answers."""
    return lambda **answers: (
        grade_notebook(answered(**answers), tiny_exam, zygote, TimeLimits()).notebook
    )


@pytest.fixture
def write(writer):
    """Write alice's grades of `1_numbers`; return how many seconds she is late."""

    def write_one(grades, timestamp=None):
        return writer.write("alice", {"1_numbers": grades}, timestamp, lambda _: False)

    return write_one


@pytest.fixture
def nbgraders_rows(released_course, tmp_path):
    """Return the rows nbgrader's own preprocessor makes of these autograded notebooks."""

    def save(*notebooks, person=lambda url: None):
        path = shutil.copy(released_course.root / "gradebook.db", tmp_path / "theirs.db")
        url = f"sqlite:///{path}"
        with Gradebook(url) as book:
            book.add_student("alice")
            book.add_submission("tiny", "alice")
        person(url)
        where = {"student": "alice", "assignment": "tiny", "notebook": "1_numbers", "db_url": url}
        for notebook in notebooks:
            SaveAutoGrades().preprocess(notebook, {"nbgrader": where})
        return rows(url)

    return save


def rows(url):
    """Return all that the gradebook holds of alice's grades and comments."""
    with Gradebook(url) as book:
        notebook = book.find_submission_notebook("1_numbers", "tiny", "alice")
        return {
            ("grade", one.name): (
                one.auto_score,
                one.manual_score,
                one.extra_credit,
                one.needs_manual_grade,
            )
            for one in notebook.grades
        } | {
            ("comment", one.name): (one.auto_comment, one.manual_comment)
            for one in notebook.comments
        }


def grade(course, name):
    return rows(course.database)["grade", name]


@pytest.mark.parametrize(
    "answers",
    [RIGHT, {}, {"halve": "def halve(x):\n    return x // 2", "double": "1 / 0"}],
    ids=["right", "untouched", "wrong"],
)
def test_the_rows_are_those_nbgrader_would_write(
    released_course, write, graded, nbgraders_rows, answers
):
    expected = nbgraders_rows(graded(**answers))
    write(cell_grades(graded(**answers)))
    assert rows(released_course.database) == expected
    assert {kind for kind, _ in expected} == {"grade", "comment"}


def test_what_was_not_answered_says_so_until_it_is(released_course, write, graded):
    write(cell_grades(graded()))
    assert rows(released_course.database)["comment", "double"] == ("No response.", None)
    write(cell_grades(graded(**RIGHT)))
    assert rows(released_course.database)["comment", "double"] == (None, None)


def enter_by_hand(url):
    """Enter what a person would: another score, extra credit, comments, the written task."""
    with Gradebook(url) as book:
        halve = book.find_grade("test_halve", "1_numbers", "tiny", "alice")
        halve.manual_score, halve.needs_manual_grade = 2.5, False
        double = book.find_grade("test_double", "1_numbers", "tiny", "alice")
        double.extra_credit = 0.5
        written = book.find_grade("why_half", "1_numbers", "tiny", "alice")
        written.manual_score, written.needs_manual_grade = 1.5, False
        for cell in ("halve", "why_half"):
            book.find_comment(cell, "1_numbers", "tiny", "alice").manual_comment = "Nice!"
        book.db.commit()


def test_what_a_person_entered_is_kept_and_marked_for_another_look(released_course, write, graded):
    write(cell_grades(graded()))
    enter_by_hand(released_course.database)
    write(cell_grades(graded(**RIGHT)))
    assert grade(released_course, "test_halve") == (3.0, 2.5, None, True)
    assert grade(released_course, "test_double") == (2.0, None, 0.5, False)
    assert grade(released_course, "why_half") == (None, 1.5, None, False)
    found = rows(released_course.database)
    assert found["comment", "halve"] == (None, "Nice!")
    assert found["comment", "why_half"] == (None, "Nice!")


def test_after_a_person_a_regrade_writes_what_nbgraders_would(
    released_course, write, graded, nbgraders_rows
):
    expected = nbgraders_rows(graded(**RIGHT), person=enter_by_hand)
    write(cell_grades(graded()))
    enter_by_hand(released_course.database)
    write(cell_grades(graded(**RIGHT)))
    assert rows(released_course.database) == expected


def test_a_damaged_notebook_waits_for_a_person(released_course, write, tiny_exam):
    write(no_grades(tiny_exam.spec, damaged=True))
    grades = [row for (kind, _), row in rows(released_course.database).items() if kind == "grade"]
    assert grades == [(None, None, None, True)] * 7


def test_a_missing_notebook_is_zero_and_waits_for_nobody(released_course, write, tiny_exam):
    write(no_grades(tiny_exam.spec, damaged=False))
    grades = [row for (kind, _), row in rows(released_course.database).items() if kind == "grade"]
    assert grades == [(0.0, None, None, False)] * 7


def test_written_work_that_was_missing_first_waits_when_it_comes(
    released_course, write, graded, tiny_exam
):
    write(no_grades(tiny_exam.spec, damaged=False))
    write(cell_grades(graded(**RIGHT)))
    assert grade(released_course, "why_half") == (None, None, None, True)


def test_a_hand_in_that_cannot_be_saved_whole_changes_no_grade(released_course, write, writer):
    write(CellGrades({"test_double": 1.0, "test_halve": 1.0}, {}))
    with pytest.raises(Exception, match="float"):
        write(CellGrades({"test_double": 2.0, "test_halve": "three"}, {}))
    assert grade(released_course, "test_double")[0] == 1.0


def test_a_student_is_added_and_one_that_is_known_keeps_the_name(released_course, writer):
    with Gradebook(released_course.database) as book:
        book.add_student("alice", last_name="Liddell")
    assert writer.points() == {}
    for student in ("alice", "bob"):
        writer.write(student, {}, None, lambda _: False)
    assert writer.points() == {("alice", "1_numbers"): 0.0, ("bob", "1_numbers"): 0.0}
    with Gradebook(released_course.database) as book:
        assert book.find_student("alice").last_name == "Liddell"
        assert len(book.students) == 2


def set_due_date(course):
    with Gradebook(course.database) as book:
        book.update_or_create_assignment("tiny", duedate=DUE)


@pytest.mark.parametrize(("after", "late"), [(-60, 0), (0, 0), (90, 90)])
def test_a_hand_in_is_late_by_the_seconds_after_the_due_date(released_course, write, after, late):
    set_due_date(released_course)
    assert write(CellGrades({}, {}), DUE + timedelta(seconds=after)) == late


def test_without_a_due_date_or_a_timestamp_nobody_is_late(released_course, write):
    assert write(CellGrades({}, {}), DUE) == 0
    set_due_date(released_course)
    assert write(CellGrades({}, {})) == 0


def test_a_hand_in_without_timestamp_keeps_the_one_it_had(released_course, write):
    set_due_date(released_course)
    write(CellGrades({}, {}), DUE + timedelta(hours=1))
    assert write(CellGrades({}, {})) == 3600


def test_a_penalty_does_not_outlive_its_hand_in(released_course, write):
    write(CellGrades({"test_double": 2.0}, {}))
    with Gradebook(released_course.database) as book:
        notebook = book.find_submission_notebook("1_numbers", "tiny", "alice")
        notebook.late_submission_penalty = 2.0
        book.db.commit()
    write(CellGrades({"test_double": 2.0}, {}))
    with Gradebook(released_course.database) as book:
        assert book.find_submission("tiny", "alice").late_submission_penalty == 0


def test_a_gradebook_made_from_this_source_is_accepted(released_course, writer):
    writer.check(read_specs(released_course, "tiny", read_config(released_course)))


def test_a_gradebook_without_the_assignment_is_refused(released_course, writer, tiny_exam):
    with Gradebook(released_course.database) as book:
        book.remove_assignment("tiny")
    with pytest.raises(CourseError, match="run `autograder release tiny` first"):
        writer.check({"1_numbers": tiny_exam.spec})


@pytest.mark.parametrize("name", ["test_double", "why_half"])
def test_a_gradebook_with_other_points_is_refused(released_course, writer, name, tiny_exam):
    with Gradebook(released_course.database) as book:
        find = book.find_task_cell if name == "why_half" else book.find_grade_cell
        find(name, "1_numbers", "tiny").max_score = 7
        book.db.commit()
    with pytest.raises(CourseError, match="points .* run `autograder release tiny` again"):
        writer.check({"1_numbers": tiny_exam.spec})


def test_a_gradebook_without_one_of_the_notebooks_is_refused(writer, tiny_exam):
    with pytest.raises(CourseError, match="run `autograder release tiny` again"):
        writer.check({"1_numbers": tiny_exam.spec, "2_more": tiny_exam.spec})


@pytest.mark.parametrize(("table", "column"), INDEXES.items())
def test_what_a_student_has_is_found_without_reading_the_whole_class(
    writer, released_course, table, column
):
    question = f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE {column} = 'one'"
    with Gradebook(released_course.database) as book:
        (plan,) = book.db.execute(text(question)).all()
    assert f"USING INDEX autograder_{table}_{column}" in plan.detail
