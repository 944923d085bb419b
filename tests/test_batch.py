"""A whole class: what is written where, and what is graded again."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder import batch as batches
from autograder.course import Course, CourseError
from autograder.notebook import grade_id

# nbgrader warns of itself while it adds a submission.
pytestmark = pytest.mark.filterwarnings("ignore:Object of type <Submitted.* not in session")

RIGHT = {
    "double": "def double(x):\n    return x + x",
    "halve": "def halve(x):\n    return 0.5 * x",
    "predict_sign": 'predict_sign = {"-3": "negative", "0": "zero", "0.5": "positive"}',
}
PARTLY = RIGHT | {"halve": "def halve(x):\n    return x / 2 if x < 1000 else 0"}
IN_TIME, LATE = "2026-03-01 11:59:59 UTC", "2026-03-01 12:00:01 UTC"


@dataclass
class Class:
    """A class that was graded once."""

    course: Course
    lines: dict
    before: dict = field(default_factory=dict)

    def autograded(self, student) -> Path:
        return self.course.root / "autograded" / student / "tiny"

    def submitted(self, student) -> Path:
        return self.course.root / "submitted" / student / "tiny"

    def score_and_penalty(self, student):
        with Gradebook(self.course.database) as book:
            found = book.find_submission("tiny", student)
            return found.score, found.late_submission_penalty


def run(course, students=(), jobs=1, force=False):
    folders = batches.find_handins(course, "tiny", students)
    return list(batches.run(course, "tiny", folders, batches.Plan(jobs, force)))


def tree(folder):
    """Return everything under a folder: bytes of files, targets of links."""
    return {
        path.relative_to(folder): os.readlink(path) if path.is_symlink() else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def graded(copy_released, tmp_path_factory, submit):
    course = copy_released(tmp_path_factory.mktemp("class"))
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    with Gradebook(course.database) as book:
        book.update_or_create_assignment("tiny", duedate="2026-03-01 12:00:00 UTC")
    write(course.source("tiny") / "tools.py", "the course's")
    write(course.source("tiny") / "pictures" / "one.txt", "the course's")
    for student in ("alice", "bob", "dave", "erin", "frank"):
        submit(course, student, **(PARTLY if student == "bob" else RIGHT))
    submitted = Class(course, {}).submitted
    hand_in_other_files(submitted("alice"))
    write(submitted("bob") / "timestamp.txt", LATE)
    write(submitted("carol") / "1_numbers.ipynb", '{"cells": [')
    shutil.move(submitted("dave") / "1_numbers.ipynb", submitted("dave") / "notes.txt")
    write(submitted("erin") / "timestamp.txt", "the day before yesterday")
    write(submitted("frank") / "pictures", "a file named like a folder of the course")
    write(submitted("frank") / "tools.py" / "deep.txt", "and the other way round")
    (submitted("frank") / os.fsdecode(b"\xff.ipynb")).write_text("{}")
    before = tree(course.root / "submitted")
    return Class(course, {one.line["student"]: one for one in run(course, jobs=2)}, before)


def hand_in_other_files(folder):
    write(folder / "data" / "deep" / "own.csv", "1,2")
    write(folder / "tools.py", "the student's")
    write(folder / "timestamp.txt", IN_TIME)
    write(folder / ".ipynb_checkpoints" / "old.txt", "old")
    (folder / "link.txt").symlink_to("/etc/hostname")
    (folder / "links").symlink_to("/etc")
    os.mkfifo(folder / "pipe")


def test_every_student_gets_one_fresh_line(graded):
    assert sorted(graded.lines) == ["alice", "bob", "carol", "dave", "erin", "frank"]
    assert all(one.fresh for one in graded.lines.values())
    scores = {student: one.line["score"] for student, one in graded.lines.items()}
    full = dict.fromkeys(("alice", "erin", "frank"), 8.0)
    assert scores == full | {"bob": 7.0, "carol": 0.0, "dave": 0.0}


def test_what_was_handed_in_stays_as_it_was(graded):
    assert tree(graded.course.root / "submitted") == graded.before


def test_an_autograded_notebook_is_valid_and_holds_the_score_of_each_task(graded):
    notebook = nbformat.read(graded.autograded("bob") / "1_numbers.ipynb", as_version=4)
    nbformat.validate(notebook)
    cells = {grade_id(cell): cell for cell in notebook.cells}
    tasks = {"double": "2.0", "halve": "2.0", "predict_sign": "3.0"}
    for name, score in tasks.items():
        assert cells[f"test_{name}"].outputs[-1].data["text/plain"] == score
        assert cells[name].source == PARTLY[name]


def test_other_files_are_copied_and_the_courses_own_go_before_the_students(graded):
    folder = graded.autograded("alice")
    assert (folder / "data" / "deep" / "own.csv").read_text() == "1,2"
    assert (folder / "tools.py").read_text() == "the course's"
    assert (folder / "pictures" / "one.txt").read_text() == "the course's"
    assert (folder / "timestamp.txt").read_text() == IN_TIME


def test_links_pipes_and_checkpoints_are_not_copied(graded):
    names = {path.name for path in graded.autograded("alice").iterdir()}
    assert names == {"1_numbers.ipynb", "data", "pictures", "timestamp.txt", "tools.py"}


def test_files_that_stand_in_the_courses_way_stop_nothing(graded):
    folder = graded.autograded("frank")
    assert (folder / "pictures" / "one.txt").read_text() == "the course's"
    assert (folder / "tools.py").read_text() == "the course's"
    assert graded.lines["frank"].line["repairs"] == [
        "not graded, since no notebook of the assignment: ?.ipynb"
    ]


def test_the_gradebook_has_the_scores_of_the_lines(graded):
    with Gradebook(graded.course.database) as book:
        stored = {one.student.id: one.score for one in book.assignment_submissions("tiny")}
    assert stored == {student: one.line["score"] for student, one in graded.lines.items()}


def test_a_damaged_notebook_waits_for_a_person_and_leaves_no_autograded_one(graded):
    assert "damaged" in graded.lines["carol"].line["error"]
    assert not (graded.autograded("carol") / "1_numbers.ipynb").exists()
    with Gradebook(graded.course.database) as book:
        assert book.find_submission("tiny", "carol").needs_manual_grade


def test_a_missing_notebook_is_no_error_and_waits_for_nobody(graded):
    line = graded.lines["dave"].line
    assert line["error"] is None
    assert line["events"] == ["1_numbers was not handed in"]
    with Gradebook(graded.course.database) as book:
        assert not book.find_submission("tiny", "dave").needs_manual_grade


def test_being_late_costs_what_nbgraders_plugin_says(graded):
    assert graded.score_and_penalty("bob") == (7.0, 7.0)
    assert graded.score_and_penalty("alice") == (8.0, 0.0)


def test_a_timestamp_that_is_none_costs_nothing(graded):
    assert graded.score_and_penalty("erin") == (8.0, 0.0)


def test_unchanged_hand_ins_are_not_graded_again(graded):
    found = {one.line["student"]: one for one in run(graded.course)}
    assert not any(one.fresh for one in found.values())
    assert {name: one.line for name, one in found.items()} == {
        name: one.line for name, one in graded.lines.items()
    }


@pytest.fixture
def again(graded, tmp_path, tiny_exam, monkeypatch):
    """A copy of the graded class, to change at will; its exam, always the same, is made."""
    monkeypatch.setattr(batches, "open_exams", lambda *_: {"1_numbers": tiny_exam})
    root = shutil.copytree(
        graded.course.root, tmp_path / "course", symlinks=True, ignore=lambda *_: ["pipe"]
    )
    return Class(Course(root), graded.lines)


def test_only_what_changed_is_graded_again(again, answered):
    (again.submitted("alice") / "1_numbers.ipynb").write_bytes(b"")  # was good
    (again.submitted("carol") / "1_numbers.ipynb").write_bytes(answered(**RIGHT))  # was damaged
    write(again.submitted("bob") / "timestamp.txt", IN_TIME)  # was late
    shutil.rmtree(again.autograded("erin"))
    found = {one.line["student"]: one for one in run(again.course)}
    fresh = sorted(student for student, one in found.items() if one.fresh)
    assert fresh == ["alice", "bob", "carol", "erin"]
    assert not (again.autograded("alice") / "1_numbers.ipynb").exists()
    assert (again.autograded("erin") / "1_numbers.ipynb").exists()
    assert again.score_and_penalty("bob") == (7.0, 0.0)
    assert again.score_and_penalty("carol") == (8.0, 0.0)


def test_hand_ins_are_graded_again_by_force(again):
    (only,) = run(again.course, ["alice"], force=True)
    assert only.fresh and only.line["score"] == 8.0


def test_a_new_gradebook_gets_all_grades_again(again, copy_released, tmp_path_factory):
    fresh = copy_released(tmp_path_factory.mktemp("fresh"))
    shutil.copy(fresh.root / "gradebook.db", again.course.root)
    (only,) = run(again.course, ["alice"])
    assert only.fresh and again.score_and_penalty("alice") == (8.0, 0.0)


def test_links_and_files_under_submitted_are_no_hand_ins(tiny_course, submit):
    folder = submit(tiny_course, "alice").parent
    (tiny_course.root / "submitted" / "mallory").mkdir()
    (tiny_course.root / "submitted" / "mallory" / "tiny").symlink_to(folder)
    write(tiny_course.root / "submitted" / "bob" / "tiny", "no folder")
    write(tiny_course.root / "submitted" / "carol" / "other" / "1_numbers.ipynb", "{}")
    assert batches.find_handins(tiny_course, "tiny", []) == {"alice": folder}


def test_only_the_named_students_are_found_in_the_order_they_are_named(tiny_course, submit):
    for student in ("alice", "bob", "carol"):
        submit(tiny_course, student)
    assert list(batches.find_handins(tiny_course, "tiny", ["carol", "alice"])) == ["carol", "alice"]


def test_a_named_student_without_hand_in_is_an_error(tiny_course, submit):
    submit(tiny_course, "alice")
    with pytest.raises(CourseError, match="nothing is handed in for tiny by bob, carol"):
        batches.find_handins(tiny_course, "tiny", ["bob", "alice", "carol"])


def test_an_unknown_assignment_is_an_error_that_names_the_known_ones(tiny_course):
    with pytest.raises(CourseError, match="no assignment 'tinny'.* there is: tiny"):
        batches.find_handins(tiny_course, "tinny", [])


def test_an_older_gradebook_that_was_put_back_is_noticed(released_course, submit):
    submit(released_course, "alice", double=RIGHT["double"])
    submit(released_course, "bob")
    run(released_course)
    book = released_course.root / "gradebook.db"
    before = book.read_bytes()
    submit(released_course, "alice", **RIGHT)
    run(released_course)
    book.write_bytes(before)
    fresh = {one.line["student"]: one.fresh for one in run(released_course)}
    assert fresh == {"alice": True, "bob": False}
    with Gradebook(released_course.database) as found:
        assert found.find_submission("tiny", "alice").score == 8.0


def test_a_students_folder_that_may_not_be_read_is_named(tiny_course, submit, monkeypatch):
    closed = submit(tiny_course, "alice").parent.parent
    monkeypatch.setattr(batches.os, "access", lambda path, mode: path != closed)  # as root
    assert batches.passed_over(tiny_course, "tiny") == {
        "alice": "what is in it cannot be read: Permission denied"
    }
