"""What judges a hand-in, and whether it has changed."""

import subprocess
import sys

from nbgrader.api import Gradebook

from autograder.fingerprint import fingerprint, importable_files, judging_files

TWICE = """
import sys, warnings

warnings.simplefilter("ignore")
from pathlib import Path

from nbgrader.apps import NbGraderAPI

from autograder.course import Course
from autograder.exam import directory, read_config

course = Course(Path.cwd())
config = read_config(course)
api = NbGraderAPI(directory(course, config), config=config)
for change in (lambda: None, lambda: course.hidden("tiny", "1_numbers").write_text(sys.argv[1])):
    change()
    assert api.autograde("tiny", "alice", force=True)["success"]
"""
STRICTER = '''
@task("double", weight=100)
def test_the_double_of_5(student, reference):
    """the double of 5"""
    probe = lambda answers: answers.double(5)
    assert equal(student(probe), reference(probe))
'''


def test_a_change_in_any_of_the_files_is_seen(tiny_course):
    course = tiny_course

    def now():
        return fingerprint(judging_files(course, "tiny", "1_numbers"))

    (course.source("tiny") / "data.py").write_text("K = 1")
    seen = {now()}
    for path in judging_files(course, "tiny", "1_numbers"):
        with path.open("a", encoding="utf-8") as file:
            file.write("\n")
        seen.add(now())
    (course.source("tiny") / "data.py").unlink()
    seen.add(now())
    assert len(seen) == 7 and now() == now()


def test_what_can_be_imported_is_what_stands_beside_the_notebooks(tiny_course):
    (tiny_course.source("tiny") / "data.py").write_text("K = 1")
    assert [path.name for path in importable_files(tiny_course, "tiny")] == ["data.py"]


def test_formgraders_running_program_sees_a_changed_hidden_test(released_course, submit):
    submit(released_course, "alice", double="def double(x):\n    return 2 * x if x != 5 else 0")
    tests = released_course.hidden("tiny", "1_numbers").read_text(encoding="utf-8") + STRICTER
    done = subprocess.run(
        [sys.executable, "-c", TWICE, tests],
        cwd=released_course.root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    with Gradebook(released_course.database) as book:
        grades = book.find_submission_notebook("1_numbers", "tiny", "alice").grades
        (double,) = (one.auto_score for one in grades if one.name == "test_double")
    assert 0 < double < 0.2
