"""A class's feedback pages: where they stand, what is in them, which are made again."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder import batch as batches
from autograder.course import Course, CourseError
from autograder.exam import read_config
from autograder.feedback import NO_MARKS, Pages

# nbgrader warns of itself while it adds a submission; pebble forks while its threads run.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Object of type <Submitted.* not in session"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]

SQUARED = "def double(x):\n    return x * x"
RIGHT = "def double(x):\n    return x + x"


@dataclass
class Class:
    """A graded class and what making its pages told."""

    course: Course
    made: dict

    def page(self, student):
        return self.course.root / "feedback" / student / "tiny" / "1_numbers.html"

    def make(self, *students):
        pages = Pages(self.course, "tiny", read_config(self.course))
        return {one.student: one for one in pages.make(students, 2)}


def grade(course):
    folders = batches.find_handins(course, "tiny", ())
    list(batches.run(course, "tiny", folders, batches.Plan(1)))


@pytest.fixture(scope="module")
def graded(copy_released, submit, tmp_path_factory):
    """A class: right, wrong, damaged, and one whose autograded notebook was damaged later."""
    course = copy_released(tmp_path_factory.mktemp("feedback"))
    submit(course, "alice", double=SQUARED)
    submit(course, "bob", double=RIGHT)
    submit(course, "carol").write_text('{"cells": [', encoding="utf-8")
    submit(course, "dora", double=RIGHT)
    submit(course, "erik", double=RIGHT).rename(
        course.root / "submitted" / "erik" / "tiny" / "1_numbers (1).ipynb"
    )
    folder = course.root / "submitted" / "alice" / "tiny"
    (folder / "timestamp.txt").write_text("2026-03-01 11:00:00 UTC", encoding="utf-8")
    (folder / "submission_secret.txt").write_text("s3cret", encoding="utf-8")
    grade(course)
    damaged = course.root / "autograded" / "dora" / "tiny" / "1_numbers.ipynb"
    damaged.write_text("{", encoding="utf-8")
    stranger = course.root / "autograded" / "zoe" / "tiny" / "1_numbers.ipynb"
    stranger.parent.mkdir(parents=True)
    stranger.write_bytes((course.root / "source" / "tiny" / "1_numbers.ipynb").read_bytes())
    made = Class(course, {})
    made.made = made.make()
    return made


def test_every_graded_notebook_has_a_page_in_nbgrader_s_place(graded):
    assert (
        "It looks like the number was <strong>squared</strong>." in graded.page("alice").read_text()
    )
    assert "It looks like" not in graded.page("bob").read_text()
    assert graded.made["alice"].fresh and graded.made["alice"].problem is None


def test_a_notebook_that_could_not_be_graded_has_a_page_that_says_why(graded):
    page = graded.page("carol").read_text()
    assert "could not be graded" in page and "no valid JSON" in page


def test_what_was_repaired_is_said(graded):
    assert "1_numbers (1).ipynb" in graded.page("erik").read_text()


def test_a_damaged_autograded_notebook_is_told_of_and_the_others_go_on(graded):
    assert "no valid JSON" in graded.made["dora"].problem
    assert not graded.page("dora").exists()


def test_a_notebook_without_marks_is_told_of(graded):
    assert graded.made["zoe"].problem == NO_MARKS


def test_the_files_that_release_feedback_reads_come_along(graded):
    folder = graded.page("alice").parent
    assert (folder / "submission_secret.txt").read_text() == "s3cret"
    assert (folder / "timestamp.txt").read_text() == "2026-03-01 11:00:00 UTC"


def test_unchanged_pages_are_not_made_again(graded):
    before = graded.page("bob").stat().st_mtime_ns
    again = graded.make("alice", "bob")
    assert not any(one.fresh for one in again.values())
    assert graded.page("bob").stat().st_mtime_ns == before


def test_a_manual_score_and_comment_make_a_page_again(graded):
    with Gradebook(graded.course.database) as book:
        grade = book.find_grade("why_half", "1_numbers", "tiny", "bob")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        comment = book.find_comment("double", "1_numbers", "tiny", "bob")
        comment.manual_comment = "Short and **right**."
        book.db.commit()
    assert graded.make("alice", "bob")["bob"].fresh
    page = graded.page("bob").read_text()
    assert "1.5 of 2 points" in page and "A person set these points." in page
    assert "Short and <strong>right</strong>." in page


def test_an_ungraded_student_is_refused(graded):
    with pytest.raises(CourseError, match="nothing is graded of tiny by nobody"):
        graded.make("nobody")


def test_a_course_without_grades_is_refused(released_course):
    with pytest.raises(CourseError, match="run `autograder grade tiny` first"):
        list(Pages(released_course, "tiny", read_config(released_course)).make([], 1))


def test_the_command_says_what_was_not_made_and_exits_with_1(graded):
    command = [sys.executable, "-m", "autograder", "feedback", "tiny"]
    done = subprocess.run(command, cwd=graded.course.root, capture_output=True, text=True)
    assert done.returncode == 1 and "unchanged" in done.stdout
    assert "dora, 1_numbers: the file is damaged" in done.stdout and not done.stderr


def test_a_hostile_notebook_gets_a_page_and_stalls_nobody(graded):
    folder = graded.course.root / "autograded" / "alice" / "tiny"
    notebook = json.loads((folder / "1_numbers.ipynb").read_text())
    bombs = ["[" * 19_000, r"\\(a" * 4000, r"\begin{a}" * 2000]
    notebook["cells"] += [
        {"cell_type": "markdown", "id": f"b{k}", "metadata": {}, "source": bombs[k % 3] + str(k)}
        for k in range(300)
    ]
    (folder / "1_numbers.ipynb").write_text(json.dumps(notebook))
    made = graded.make("alice", "erik")
    assert made["alice"].fresh and made["alice"].problem is None
    page = graded.page("alice").read_text()
    assert 'id="task-double"' in page and len(page.encode()) <= 300_000


def nbgrader(course, *words):
    program = Path(sys.executable).with_name("nbgrader")
    return subprocess.run([program, *words], cwd=course.root, capture_output=True, text=True)


def test_nbgrader_releases_the_pages(graded, tmp_path):
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    words = ["release_feedback", "tiny", "--student", "alice", f"--Exchange.root={exchange}"]
    done = nbgrader(graded.course, *words)
    assert done.returncode == 0, done.stderr
    (released,) = exchange.rglob("*.html")
    assert released.read_bytes() == graded.page("alice").read_bytes()


def test_nbgrader_s_own_feedback_still_works_and_ours_comes_back(graded):
    done = nbgrader(graded.course, "generate_feedback", "tiny", "--student", "bob", "--force")
    assert done.returncode == 0, done.stderr
    assert "made-of" not in graded.page("bob").read_text()
    assert graded.make("bob")["bob"].fresh
    assert "made-of" in graded.page("bob").read_text()


def test_the_page_of_a_notebook_that_is_handed_in_no_more_goes(released_course, submit):
    path = submit(released_course, "alice", double=RIGHT)
    grade(released_course)
    made = Class(released_course, {})
    made.make()
    assert made.page("alice").exists()
    path.unlink()
    grade(released_course)
    made.make()
    assert not made.page("alice").exists()
