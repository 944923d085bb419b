"""The command line: what it says, where, and its exit code."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

import pytest
from lms_exports import CLASS, write_zip
from nbgrader.api import Gradebook

from autograder import batch, cage, cli, pool
from autograder.otter import commands
from autograder.otter.assign import Made

# nbgrader warns of itself while it adds a submission.
pytestmark = pytest.mark.filterwarnings("ignore:Object of type <Submitted.* not in session")

ANSWER = "def double(x):\n    return x + x"


@dataclass(frozen=True)
class Finished:
    """What a command gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capsys, zygote):
    """Run `autograder` in a folder, with a warm process that is there already for its exams."""
    monkeypatch.setenv("PATH", os.environ["PATH"])  # it is changed, and put back afterwards
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(cage, "available", lambda: {"limits": True, "seccomp": True})
    monkeypatch.setattr(cli, "Zygote", lambda *_: contextlib.nullcontext(zygote))

    def run_in(folder, *words):
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", ["autograder", *words])
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        return Finished(code, *capsys.readouterr())

    return run_in


def refused(finished):
    """Return the one line a refused command said."""
    assert (finished.code, finished.out) == (2, "")
    assert finished.err.startswith("autograder: ") and finished.err.count("\n") == 1
    return finished.err


def test_a_folder_in_no_course_is_refused(run, tmp_path):
    assert "is in no course: no nbgrader_config.py" in refused(run(tmp_path, "grade", "tiny"))
    assert "is in no course: no nbgrader_config.py" in refused(run(tmp_path, "release", "tiny"))


def test_an_unknown_assignment_is_refused(run, tiny_course):
    for command in ("grade", "release"):
        said = refused(run(tiny_course.root, command, "nowhere"))
        assert "no assignment 'nowhere'" in said and "there is: tiny" in said


def test_an_unknown_student_is_refused(run, tiny_course, submit):
    submit(tiny_course, "alice")
    said = refused(run(tiny_course.root, "grade", "tiny", "--student", "bob", "--student", "alice"))
    assert "nothing is handed in for tiny by bob" in said


def test_an_assignment_nobody_handed_in_is_refused(run, tiny_course):
    said = refused(run(tiny_course.root, "grade", "tiny"))
    assert "submitted/STUDENT/tiny/ is not there" in said


def test_an_assignment_that_was_not_released_is_refused(run, tiny_course, submit):
    submit(tiny_course, "alice")
    assert "run `autograder release tiny` first" in refused(run(tiny_course.root, "grade", "tiny"))


def test_folders_whose_name_can_be_no_student_are_said_and_the_others_graded(
    run, released_course, submit
):
    hand_in = submit(released_course, "alice", double=ANSWER).parent
    submitted = os.fsencode(released_course.root / "submitted")
    for name in (b"caf\xe9", b"a\nb", b"x" * 129):
        shutil.copytree(hand_in, os.fsdecode(os.path.join(submitted, name, b"tiny")))
    finished = run(released_course.root, "grade", "tiny")
    assert finished.code == 1
    assert "alice" in finished.out and "2.00 / 10" in finished.out
    assert "submitted/caf?: its name is no plain text in UTF-8; rename it" in finished.out
    assert finished.out.count("not graded: the folder submitted/") == 3
    assert "longer than the 128" in finished.out
    with Gradebook(released_course.database) as book:
        assert [student.id for student in book.students] == ["alice"]


def test_a_gradebook_with_other_points_is_refused(run, released_course, submit):
    submit(released_course, "alice")
    with Gradebook(released_course.database) as book:
        book.find_grade_cell("test_double", "1_numbers", "tiny").max_score = 7
        book.db.commit()
    said = refused(run(released_course.root, "grade", "tiny"))
    assert "run `autograder release tiny` again" in said


def test_a_gradebook_that_is_no_database_is_refused(run, tiny_course, submit):
    submit(tiny_course, "alice")
    (tiny_course.root / "gradebook.db").write_text("nothing of the kind", encoding="utf-8")
    said = refused(run(tiny_course.root, "grade", "tiny"))
    assert "the gradebook cannot be used" in said and "not a database" in said


def test_a_reference_that_fails_its_hidden_test_is_refused(run, released_course, submit):
    submit(released_course, "alice", double=ANSWER)
    path = released_course.hidden("tiny", "1_numbers")
    with path.open("a", encoding="utf-8") as file:
        file.write('\n\n@task("double")\ndef test_wrong(student, reference):\n    "wrong"\n')
        file.write("    assert equal(student(lambda answers: answers.double(1)), 3)\n")
    for command in ("grade", "release"):
        said = refused(run(released_course.root, command, "tiny"))
        assert "the reference of double fails its own hidden test test_wrong" in said


def test_a_dry_run_says_when_nothing_changes_and_writes_no_results(run, released_course, submit):
    submit(released_course, "alice", double=ANSWER)
    run(released_course.root, "grade", "tiny")
    finished = run(released_course.root, "grade", "tiny", "--dry-run")
    assert (finished.code, finished.out.strip()) == (0, "nobody's points would change")
    submit(released_course, "bob").write_text("{")
    assert run(released_course.root, "grade", "tiny", "--dry-run").code == 1
    words = ("grade", "tiny", "--dry-run", "--results", "x.jsonl")
    assert "writes nothing, so no --results" in refused(run(released_course.root, *words))


def test_a_setting_that_cannot_be_is_refused(run, released_course, submit):
    submit(released_course, "alice")
    with (released_course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("\nc.CourseDirectory.course_id = 5\n")
    said = refused(run(released_course.root, "grade", "tiny"))
    assert "nbgrader_config.py has a setting that cannot be" in said and "course_id" in said


def test_a_machine_without_the_whole_cage_is_refused_unless_told(run, monkeypatch, tiny_course):
    monkeypatch.setattr(cage, "available", lambda: {"limits": True, "seccomp": False})
    said = refused(run(tiny_course.root, "grade", "tiny"))
    assert "the cage is not whole on this machine (seccomp missing)" in said
    assert "--no-cage" in said
    assert "nothing is handed in" in refused(run(tiny_course.root, "grade", "tiny", "--no-cage"))


WRONG = {
    "jobs that are none": ["grade", "tiny", "--jobs", "0"],
    "jobs in words": ["grade", "tiny", "--jobs", "two"],
    "results that are a folder": ["grade", "tiny", "--results", "."],
    "no assignment": ["grade"],
    "no such command": ["greet"],
    "no such option": ["grade", "tiny", "--loud"],
}


@pytest.mark.parametrize("words", WRONG.values(), ids=WRONG)
def test_words_that_are_no_command_are_refused_with_the_usage(run, tiny_course, words):
    finished = run(tiny_course.root, *words)
    assert (finished.code, finished.out) == (2, "")
    assert finished.err.startswith("Usage: ") and "Traceback" not in finished.err


@pytest.fixture
def handed_in(released_course, submit):
    submit(released_course, "alice", double=ANSWER, halve="def halve(x):\n    return x // 2")
    submit(released_course, "bob").write_text('{"cells": [', encoding="utf-8")
    return released_course


KEYS = {"student", "assignment", "score", "max_score", "error", "seconds", "tasks"}
TASK_KEYS = {"notebook", "score", "max_score", "manual", "mistakes", "tests"}
TASK_KEYS |= {"attempted", "behaviour"}


def test_grading_says_and_writes_what_it_found_and_only_errors_make_it_1(run, handed_in):
    words = ["grade", "tiny", "--jobs", "1", "--results", "new/results.jsonl"]
    finished = run(handed_in.root, *words)
    assert (finished.code, finished.err) == (1, "")
    assert re.search(r"alice .* 2\.00 / 10 .*halve: rounded_down", finished.out)
    assert re.search(r"bob .* not graded: 1_numbers: the file is damaged", finished.out)
    text = (handed_in.root / "new" / "results.jsonl").read_text(encoding="utf-8")
    alice, bob = map(json.loads, text.splitlines())
    check_lines(alice, bob)
    (handed_in.root / "submitted" / "bob" / "tiny" / "1_numbers.ipynb").unlink()
    (handed_in.root / "submitted" / "bob" / "tiny").rmdir()
    finished = run(handed_in.root, *words)
    assert (finished.code, finished.err) == (0, "")
    text = (handed_in.root / "new" / "results.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line) for line in text.splitlines()] == [alice]


def check_lines(alice, bob):
    """Check the stable keys of result lines."""
    for line in (alice, bob):
        assert KEYS <= set(line) and line["assignment"] == "tiny"
        assert list(line["tasks"]) == ["double", "halve", "predict_sign", "why_half"]
        assert all(set(task) == TASK_KEYS for task in line["tasks"].values())
    assert (alice["student"], alice["score"], alice["max_score"]) == ("alice", 2.0, 10.0)
    assert alice["error"] is None and "damaged" in bob["error"]
    halve, written = alice["tasks"]["halve"], alice["tasks"]["why_half"]
    assert halve["mistakes"] == ["rounded_down"] and not halve["manual"]
    assert (halve["notebook"], halve["score"], halve["max_score"]) == ("1_numbers", 0.0, 3.0)
    assert set(halve["tests"][0]) == {"name", "title", "passed", "message"}
    assert written["manual"] and (written["score"], written["max_score"]) == (0.0, 2.0)


def test_the_options_reach_the_batch(run, monkeypatch, handed_in):
    asked = []

    def record(course, assignment, folders, plan, *_):
        asked.append((assignment, list(folders), plan))
        return iter(())

    monkeypatch.setattr(batch, "run", record)
    monkeypatch.setattr(pool, "cores", lambda: [0, 1, 2])
    run(handed_in.root, "grade", "tiny")
    run(handed_in.root, "grade", "tiny", "--student", "bob", "--jobs", "7", "--force")
    assert asked == [
        ("tiny", ["alice", "bob"], batch.Plan(3)),
        ("tiny", ["bob"], batch.Plan(7, force=True)),
    ]


def test_a_release_is_made_and_says_what_is_proven(run, tiny_course):
    finished = run(tiny_course.root, "release", "tiny")
    assert (finished.code, finished.err) == (0, "")
    assert "1_numbers: 3 tasks, 8 points by tests" in finished.out
    assert (tiny_course.root / "release" / "tiny" / "1_numbers.ipynb").is_file()


def test_the_program_itself_refuses_in_one_line(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "grade", "tiny", "--no-cage"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"autograder: {tmp_path.resolve()} is in no course: no nbgrader_config.py here or above\n"
    )


def test_an_export_is_collected_and_what_is_left_makes_it_1(run, released_course, tmp_path):
    (tmp_path / "class.csv").write_text(CLASS, encoding="utf-8")
    files = {"smithanna_101_5001_1_numbers.ipynb": b"{}", "stray.ipynb": b"{}"}
    path = write_zip(tmp_path / "canvas.zip", files)
    words = ["collect", "tiny", str(path), "--from", "canvas"]
    finished = run(released_course.root, *words, "--students", str(tmp_path / "class.csv"))
    assert (finished.code, finished.err) == (1, "")
    assert "hand-ins: 1 new" in finished.out
    assert re.search(r"stray.ipynb .* not named as Canvas names files", finished.out)
    write_zip(path, {"smithanna_LATE_101_5002_1_numbers.ipynb": b"{ }"})
    finished = run(released_course.root, *words)  # the class is in the gradebook now
    assert (finished.code, finished.err) == (0, "")
    assert "1 replaced" in finished.out
    assert "late, by the system's account: anna" in finished.out
    assert "the earlier hand-in is kept in" in finished.out


def test_grades_are_exported_and_a_dry_run_shows_the_differences(run, handed_in, tmp_path):
    run(handed_in.root, "grade", "tiny", "--jobs", "1", "--student", "alice")
    (tmp_path / "given.csv").write_text(
        "Student,ID,SIS Login ID,Section,tiny (1)\n    Points Possible,,,,10\nA,7,alice,x,1\n"
    )
    words = ["export", "tiny", "--for", "canvas", "--given", str(tmp_path / "given.csv")]
    finished = run(handed_in.root, *words, "--to", str(tmp_path / "to.csv"), "--dry-run")
    assert (finished.code, finished.err) == (0, "")
    assert re.search(r"alice .* 1 .* 2 ", finished.out) and "nothing was written" in finished.out
    assert not (tmp_path / "to.csv").exists()
    assert run(handed_in.root, *words, "--to", str(tmp_path / "to.csv")).code == 0
    assert "A,7,alice,x,2\n" in (tmp_path / "to.csv").read_text()
    said = refused(run(handed_in.root, "export", "tiny", "--for", "ilias"))
    assert "there is: canvas, moodle, csv, json" in said


def test_otter_refuses_a_notebook_that_is_not_there(run, tiny_course):
    said = refused(run(tiny_course.root, "otter", "2_more", "--assignment", "tiny"))
    assert "tiny has no notebook 2_more; there is: 1_numbers" in said


def test_otter_refuses_a_visibility_gradescope_does_not_know(run, tiny_course):
    words = "otter", "--assignment", "tiny", "--visibility", "never"
    said = refused(run(tiny_course.root, *words))
    assert "no visibility 'never'; there is: hidden, after_due_date" in said


def test_otter_says_where_students_folder_and_zip_are(run, tiny_course, monkeypatch):
    def make(course, settings, exam, zygote):
        assert (settings.visibility, settings.no_cage) == ("visible", False)
        folder = course.root / "dist" / "otter" / settings.notebook
        return Made(folder, folder / "autograder" / "a.zip")

    monkeypatch.setattr(commands, "make", make)
    words = "otter", "--assignment", "tiny", "--visibility", "visible"
    finished = run(tiny_course.root, *words)
    assert finished.code == 0
    assert finished.out.startswith(
        "1_numbers: dist/otter/1_numbers/student and dist/otter/1_numbers/autograder/a.zip; "
    )
