"""Plain `nbgrader autograde` grades hand-ins that nbgrader's own search passes over."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

ANSWERS = {
    "double": "def double(x):\n    return x + x",
    "halve": "def halve(x):\n    return x / 2 if x < 1000 else 0",
}
FOUND = {
    "anna": "1_numbers.ipynb",
    "ben": "tiny/1_numbers.ipynb",
    "cleo": "work.zip/work/1_numbers.ipynb",
    "dora": "1_numbers.ipynb.json",
}


def autograde(course, *words):
    program = Path(sys.executable).with_name("nbgrader")
    return subprocess.run(
        [program, "autograde", "tiny", *words], cwd=course.root, capture_output=True, text=True
    )


def hand_in(course, answered):
    """Hand the same answers in four ways; emil's folder holds no notebook, finn's a bad one."""
    data = answered(**ANSWERS)
    for student in [*FOUND, "emil", "finn"]:
        folder = course.root / "submitted" / student / "tiny"
        (folder / "tiny").mkdir(parents=True)
        if student in ("anna", "ben", "dora"):
            (folder / FOUND[student]).write_bytes(data)
        if student == "cleo":
            with zipfile.ZipFile(folder / "work.zip", "w") as archive:
                archive.writestr("work/1_numbers.ipynb", data)
    (folder.parent.parent / "emil" / "tiny" / "answers.txt").write_text("no notebook")
    (folder / "tiny" / "1_numbers.ipynb").write_bytes(data[:200])


@pytest.fixture(scope="module")
def course(copy_released, answered, tmp_path_factory):
    course = copy_released(tmp_path_factory.mktemp("seek"))
    hand_in(course, answered)
    return course


@pytest.fixture(scope="module")
def autograded(course):
    return autograde(course)


def scores(course, student):
    with Gradebook(course.database) as book:
        notebook = book.find_submission_notebook("1_numbers", "tiny", student)
        return {one.name: one.auto_score for one in notebook.grades}


def test_nbgrader_ends_well(autograded):
    assert autograded.returncode == 0, autograded.stderr


@pytest.mark.parametrize("student", FOUND)
def test_wherever_a_notebook_stands_its_score_is_the_same(course, autograded, student):
    found = scores(course, student)
    assert 0 < found["test_halve"] < 3
    assert found == scores(course, "anna") and found["test_double"] == 2
    assert (course.root / "autograded" / student / "tiny" / "1_numbers.ipynb").exists()


@pytest.mark.parametrize("student", [one for one in FOUND if one != "anna"])
def test_the_log_says_where_it_was_found(autograded, student):
    assert f"1_numbers of {student} was handed in as {FOUND[student]}" in autograded.stderr


@pytest.mark.parametrize("student", ["emil", "finn"])
def test_a_folder_without_a_good_notebook_is_passed_over_as_before(course, autograded, student):
    assert not (course.root / "autograded" / student).exists()
    assert not list((course.root / "submitted" / student / "tiny").glob("*.ipynb"))


def test_a_folder_is_sought_through_once(course, autograded):
    again = autograde(course, "--student", "ben")
    assert again.returncode == 0 and "was handed in as" not in again.stderr


def test_nbgrader_gives_up_before_us_where_it_finds_nothing_in_any_folder(
    released_course, answered
):
    hand_in(released_course, answered)
    done = autograde(released_course, "--student", "ben")
    assert done.returncode == 1 and "No notebooks were matched" in done.stderr
    assert scores_missing(released_course)


def scores_missing(course):
    with Gradebook(course.database) as book:
        return not book.assignment_submissions("tiny")


def test_only_the_notebooks_that_are_asked_for_are_graded(released_course, answered):
    hand_in(released_course, answered)
    anna = released_course.root / "submitted" / "anna" / "tiny" / "1_numbers.ipynb"
    (anna.parent / "2_more.ipynb").write_text(json.dumps({"cells": []}))
    done = autograde(released_course, "--notebook", "2_*")
    assert "1_numbers of ben" in done.stderr
    assert not (released_course.root / "autograded" / "ben").exists()


def test_half_a_character_is_graded_like_a_whole_one(released_course, answered):
    path = released_course.root / "submitted" / "gina" / "tiny" / "1_numbers.ipynb"
    path.parent.mkdir(parents=True)
    document = json.loads(answered(**ANSWERS))
    document["cells"][0]["source"] = "# My work \ud83d"
    path.write_text(json.dumps(document))
    done = autograde(released_course)
    assert done.returncode == 0, done.stderr
    assert scores(released_course, "gina")["test_double"] == 2
    assert path.with_name("1_numbers.ipynb.damaged").exists()


def test_a_timestamp_that_is_no_time_costs_no_points(released_course, answered):
    secret = released_course.root / "nbgrader_config.py"
    for student in ("hal", "ida", "jo", "kai"):
        folder = released_course.root / "submitted" / student / "tiny"
        folder.mkdir(parents=True)
        (folder / "1_numbers.ipynb").write_bytes(answered(**ANSWERS))
    (folder.parent.parent / "hal" / "tiny" / "timestamp.txt").write_text("yesterday, I think")
    (folder.parent.parent / "ida" / "tiny" / "timestamp.txt").symlink_to(secret)
    crafted = folder.parent.parent / "jo" / "tiny"
    (crafted / "zone").write_bytes(b"TZif2" + b"\xff" * 10)
    (crafted / "timestamp.txt").write_text(f"2026-01-01 00:00:00 {crafted}/zone")
    (folder / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC")
    done = autograde(released_course)
    assert done.returncode == 0, done.stderr
    students = ("hal", "ida", "jo", "kai")
    assert all(scores(released_course, one)["test_double"] == 2 for one in students)
    assert done.stderr.count("says no time") == 3
    assert (folder / "timestamp.txt").exists()


def test_a_notebook_whose_name_is_no_text_stops_nothing(released_course, answered):
    folder = put(released_course, "odo", answered)
    with open(os.path.join(os.fsencode(folder), b"\xff\xfe.ipynb"), "wb") as file:
        file.write(b"odd")
    done = autograde(released_course)
    assert done.returncode == 0, done.stderr
    assert scores(released_course, "odo")["test_double"] == 2
    assert "whose name is no text is passed over" in done.stderr


def put(course, student, answered):
    folder = course.root / "submitted" / student / "tiny"
    folder.mkdir(parents=True)
    (folder / "1_numbers.ipynb").write_bytes(answered(**ANSWERS))
    return folder


def beside_autograded(course, student):
    folder = course.root / "autograded" / student / "tiny"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_nbgrader_copies_no_secret_and_hangs_at_no_pipe(released_course, answered):
    folder = put(released_course, "kim", answered)
    (folder / "book.db").symlink_to(released_course.root / "gradebook.db")
    (folder / "[odd]*.txt").symlink_to(released_course.root / "nbgrader_config.py")
    (folder / "own.csv").write_text("1,2")
    os.mkfifo(folder / "timestamp.txt")
    os.mkfifo(folder / "pipe")
    other = put(released_course, "lea", answered)
    (other / "book.db").write_text("only a name")
    done = autograde(released_course)
    assert done.returncode == 0, done.stderr
    assert beside_autograded(released_course, "kim") == {"1_numbers.ipynb", "own.csv"}
    assert beside_autograded(released_course, "lea") == {"1_numbers.ipynb", "book.db"}
    assert all(scores(released_course, one)["test_double"] == 2 for one in ("kim", "lea"))
    assert done.stderr.count("is not copied: it is a link") == 2


def test_thousands_of_other_files_are_not_copied(released_course, answered):
    folder = put(released_course, "mia", answered)
    for number in range(1500):
        (folder / f"{number}.csv").touch()
    done = autograde(released_course)
    assert done.returncode == 0, done.stderr
    assert beside_autograded(released_course, "mia") == {"1_numbers.ipynb"}
    assert scores(released_course, "mia")["test_double"] == 2


def test_many_links_are_ignored_with_their_folder(released_course, answered):
    folder = put(released_course, "noa", answered)
    for number in range(100):
        (folder / f"{number}.csv").symlink_to("/dev/zero")
    (folder / "own.csv").write_text("1,2")
    done = autograde(released_course)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("is not copied") == 1
    assert beside_autograded(released_course, "noa") == {"1_numbers.ipynb"}
