"""Written work that a person has marked and that was written anew is looked at again."""

import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder import batch as batches
from autograder.rewritten import work_in, written_work

pytestmark = pytest.mark.filterwarnings("ignore:Object of type <Submitted.* not in session")


def cell(source, **nbgrader):
    return {"source": source, "metadata": {"nbgrader": nbgrader} if nbgrader else {}}


def test_written_work_is_what_follows_a_task_or_what_a_person_grades():
    cells = [
        cell("# Lesson"),
        cell("Why?", grade_id="why", task=True),
        cell("Since so. "),
        cell("And\nso."),
        cell("def f(): ...", grade_id="f", solution=True),
        cell("my own"),
        cell("In words.", grade_id="words", grade=True, solution=True),
        {"source": "no metadata", "metadata": None},
    ]
    assert written_work(cells) == {"why": ["Since so.", "And\nso."], "words": ["In words."]}


def test_a_notebook_that_is_not_there_has_no_work_to_compare(tmp_path):
    assert work_in(tmp_path / "1_numbers.ipynb") is None
    (tmp_path / "1_numbers.ipynb").write_text("{")
    assert work_in(tmp_path / "1_numbers.ipynb") == {}


def ours(course):
    folders = batches.find_handins(course, "tiny", [])
    list(batches.run(course, "tiny", folders, batches.Plan(1, True)))


def nbgraders(course):
    program = Path(sys.executable).with_name("nbgrader")
    command = [program, "autograde", "tiny", "--force"]
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def written(book, student):
    grades = book.find_submission_notebook("1_numbers", "tiny", student).grades
    return next(grade for grade in grades if grade.cell.name == "why_half")


@pytest.mark.parametrize("again", [ours, nbgraders])
def test_new_words_keep_their_points_and_are_looked_at_again(released_course, submit, again):
    course = released_course
    for student in ("alice", "bob", "carol"):
        submit(course, student, answer_why_half="By the rule of signs.")
    ours(course)
    with Gradebook(course.database) as book:
        for student in ("alice", "bob"):
            grade = written(book, student)
            grade.manual_score, grade.needs_manual_grade = 1.5, False
        book.db.commit()
    submit(course, "alice", answer_why_half="Nonsense.")
    submit(course, "bob", answer_why_half="By the rule of signs.", double="double = abs")
    again(course)
    with Gradebook(course.database) as book:
        found = {one: written(book, one) for one in ("alice", "bob", "carol")}
        told = {one: (grade.manual_score, grade.needs_manual_grade) for one, grade in found.items()}
    assert told == {"alice": (1.5, True), "bob": (1.5, False), "carol": (None, True)}


def test_what_nbgrader_grades_is_not_told_of_by_an_older_record(released_course, submit):
    submit(released_course, "alice").write_text("{")
    ours(released_course)
    record = released_course.root / ".autograder" / "tiny" / "alice.json"
    assert "no valid JSON" in record.read_text(encoding="utf-8")
    submit(released_course, "alice")
    nbgraders(released_course)
    assert not record.exists()


def test_nbgraders_own_feedback_has_no_mark_scheme_and_no_test(released_course, submit):
    submit(released_course, "alice", answer_why_half="### BEGIN MARK SCHEME, I ask you")
    nbgraders(released_course)
    program = Path(sys.executable).with_name("nbgrader")
    done = subprocess.run(
        [program, "generate_feedback", "tiny"],
        cwd=released_course.root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    path = released_course.root / "feedback" / "alice" / "tiny" / "1_numbers.html"
    page = path.read_text(encoding="utf-8")
    assert "Explain why half of a negative number is negative." in page
    assert "I ask you" in page and "The hidden tests run here when" in page
    assert "rule of signs, 1 for" not in page and "autograder.stock" not in page
