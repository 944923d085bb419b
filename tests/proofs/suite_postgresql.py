"""PostgreSQL as the gradebook, on a real server: the same grades as SQLite's."""

import contextlib
import io
import json
import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder import cli, database, doctor
from autograder.course import Course
from tests.proofs.postgresql_server import PROGRAMS, free_port, running

ANSWERS = {
    "alice": {
        "double": "def double(x):\n    return x + x",
        "halve": "def halve(x):\n    return 0.5 * x",
        "predict_sign": 'predict_sign = {"-3": "negative", "0": "zero", "0.5": "positive"}',
        "why_half": "Because ½ + ½ = 1. 🎈",
    },
    "bob": {"halve": "def halve(x):\n    return x // 2"},
    "zoë": {"halve": "def halve(x):\n    return x / 2 if x < 1000 else 0"},
}


@pytest.fixture(scope="module")
def server():
    """A server in a temporary folder, on a free port, of a user who may do nothing else."""
    if not PROGRAMS:
        pytest.skip("Debian's package postgresql is not installed")
    # Not pytest's folder: that one is closed to other users.
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as server:
        yield server


@dataclass(frozen=True)
class Finished:
    """What a command gave."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def autograder(zygote):
    """Run `autograder` in a course, with a warm process that is there already for its exams."""

    def run(course, *words):
        out, err, code = io.StringIO(), io.StringIO(), 0
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(course.root)
            patch.setenv("PATH", os.environ["PATH"])  # it is changed, and put back afterwards
            patch.setattr(sys, "argv", ["autograder", *words])
            patch.setattr(cli, "Zygote", lambda *_: contextlib.nullcontext(zygote))
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                try:
                    cli.main()
                except SystemExit as end:
                    code = end.code or 0
        return Finished(code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture(scope="module")
def grade(autograder):
    """Grade a class; return its result lines without what depends on the clock."""

    def run(course, *words):
        words = ["grade", "tiny", "--jobs", "1", "--results", "results.jsonl", *words]
        done = autograder(course, *words)
        assert (done.code, done.err) == (1, "")  # carol's file is damaged
        lines = map(json.loads, (course.root / "results.jsonl").read_text("utf-8").splitlines())
        return [{key: value for key, value in line.items() if key != "seconds"} for line in lines]

    return run


def kept(url):
    """Return all grades and comments of all students, and what these sum up to."""
    with Gradebook(database.usable(url)) as book:
        found = {student.id: sums(student.score, student.max_score) for student in book.students}
        for handin in book.assignment_submissions("tiny"):
            who = handin.student.id
            late = handin.timestamp, handin.late_submission_penalty
            found[who, "tiny"] = sums(handin.score), handin.needs_manual_grade, *late
            (notebook,) = handin.notebooks
            for grade in notebook.grades:
                found[who, grade.name] = (grade.auto_score, grade.manual_score, grade.score,
                                          grade.extra_credit, grade.needs_manual_grade)  # fmt: skip
            for comment in notebook.comments:
                found[who, "comment", comment.name] = comment.auto_comment, comment.manual_comment
    return found


def sums(*scores):
    """Databases add in an order of their own: the last digits of a sum are theirs."""
    return [round(score, 9) for score in scores]


def enter_by_hand(url):
    """Grade as a person does in formgrader."""
    with Gradebook(database.usable(url)) as book:
        grade = book.find_grade("test_halve", "1_numbers", "tiny", "bob")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 1.25, 0.5, False
        book.find_grade("why_half", "1_numbers", "tiny", "alice").manual_score = 1.75
        comment = book.find_comment("halve", "1_numbers", "tiny", "bob")
        comment.manual_comment = "Fast richtig: ½ 🎈"
        book.db.commit()


@dataclass(frozen=True)
class Graded:
    """A class graded with both, SQLite first: URL, result lines and kept grades of each."""

    course: Course
    urls: list
    lines: list
    kept: list


def hand_in(course, submit):
    """Hand in the whole class, one second late."""
    for student, answers in ANSWERS.items():
        path = submit(course, student, **answers)
        path.with_name("timestamp.txt").write_text("2026-03-01 12:00:01 UTC")
    submit(course, "carol").write_text('{"cells": [', encoding="utf-8")


def configure(course, line):
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\n{line}\n")


@pytest.fixture(scope="module")
def graded(server, copy_released, tmp_path_factory, submit, autograder, grade):
    course = copy_released(tmp_path_factory.mktemp("class"))
    configure(course, 'c.LateSubmissionPlugin.penalty_method = "zero"')
    hand_in(course, submit)
    urls = [course.database, server.new_gradebook("graded")]
    assert autograder(course, "release", "tiny", "--db", urls[1]).code == 0
    for url in urls:
        with Gradebook(database.usable(url)) as book:
            book.update_or_create_assignment("tiny", duedate="2026-03-01 12:00:00 UTC")
    lines = [grade(course)]
    configure(course, f"c.CourseDirectory.db_url = {urls[1]!r}")
    lines.append(grade(course))
    return Graded(course, urls, lines, [kept(url) for url in urls])


def test_all_grades_and_comments_are_those_of_sqlite(graded):
    sqlite, postgresql = graded.kept
    assert postgresql == sqlite
    assert sqlite["alice", "test_double"] == (2.0, None, 2.0, None, False)
    assert 0 < sqlite["zoë", "test_halve"][0] < 3
    assert sqlite["carol", "test_double"][-1] is True
    assert sqlite["bob", "comment", "double"] == ("No response.", None)
    assert len(sqlite) == 4 * (2 + 7 + 4)  # sums, graded cells, comments


def test_late_hand_ins_cost_the_same_in_both(graded):
    for found in graded.kept:
        assert found["alice", "tiny"][-2:] == (datetime(2026, 3, 1, 12, 0, 1), 8.0)


def test_the_result_lines_are_those_of_sqlite(graded):
    assert graded.lines[0] == graded.lines[1]
    assert [line["student"] for line in graded.lines[0]] == ["alice", "bob", "carol", "zoë"]


def test_regrading_keeps_what_a_person_entered_in_both(graded, grade):
    for url in graded.urls:
        enter_by_hand(url)
        grade(graded.course, "--force", "--db", url)  # it wins over nbgrader's own setting
    sqlite, postgresql = map(kept, graded.urls)
    assert postgresql == sqlite
    assert postgresql["bob", "test_halve"][1:4] == (1.25, 1.75, 0.5)
    assert postgresql["alice", "why_half"][1] == 1.75
    assert postgresql["bob", "comment", "halve"][1] == "Fast richtig: ½ 🎈"


DIE_AT_BOB = """
CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN new; END $$;
CREATE TRIGGER die BEFORE INSERT ON student FOR EACH ROW WHEN (new.id = 'bob')
  EXECUTE FUNCTION die();
"""


def test_a_connection_that_breaks_is_one_line_and_the_next_run_does_the_rest(
    server, released_course, submit, autograder, grade, graded
):
    hand_in(released_course, submit)
    option = ["--db", server.new_gradebook("broken")]
    assert autograder(released_course, "release", "tiny", *option).code == 0
    server.execute(DIE_AT_BOB, "broken")
    done = autograder(released_course, "grade", "tiny", "--jobs", "1", *option)
    assert "terminating connection" in one_line(done)
    assert ("bob", "tiny") not in kept(option[1])
    server.execute("DROP TRIGGER die ON student", "broken")
    assert grade(released_course, *option) == graded.lines[0]
    assert kept(option[1])["bob", "test_halve"] == graded.kept[0]["bob", "test_halve"]


def one_line(finished):
    """Return the one line a command that was refused said."""
    assert finished.code == 2
    assert finished.err.startswith("autograder: the gradebook cannot be used: ")
    assert finished.err.count("\n") == 1
    return finished.err


@pytest.mark.parametrize("command", ["release", "grade"])
def test_a_wrong_password_is_refused_in_one_line_without_it(
    command, server, released_course, submit, autograder
):
    submit(released_course, "alice")
    url = server.url("postgres", "Geheimnis")
    said = one_line(autograder(released_course, command, "tiny", "--db", url))
    assert 'password authentication failed for user "teacher"' in said
    assert "Geheimnis" not in said


def test_a_server_that_is_not_there_is_refused_in_one_line(tiny_course, submit, autograder):
    submit(tiny_course, "alice")
    url = f"postgresql://teacher:Geheimnis@127.0.0.1:{free_port()}/grades"
    said = one_line(autograder(tiny_course, "grade", "tiny", "--db", url))
    assert "Connection refused" in said and "Geheimnis" not in said


def test_the_doctor_names_the_database_and_no_password(server, tiny_course, monkeypatch, zygote):
    monkeypatch.setattr(doctor, "Zygote", lambda *_: contextlib.nullcontext(zygote))
    *_, finding = doctor.examine(tiny_course.root, server.url("postgres"))
    assert (finding.found, finding.good) == ("postgresql, can be opened", True)
    *_, finding = doctor.examine(tiny_course.root, server.url("postgres", "Geheimnis"))
    assert "password authentication failed" in finding.found and not finding.good
    assert "Geheimnis" not in finding.found
