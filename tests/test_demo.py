"""The demo class, graded by the real command: each hand-in must come out as it was made."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY / "demo"))

from make_class import make_class, stories  # noqa: E402

STUDENTS = [student for student, _, _ in stories()]
COURSE = ["source", "release", "solutions", "tests/hidden"]


@dataclass(frozen=True)
class Batch:
    """What the command said about the class."""

    lines: dict
    output: str
    exit_code: int


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("demo") / "course"
    for folder in COURSE:
        shutil.copytree(REPOSITORY / folder, root / folder)
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    return root


@pytest.fixture(scope="module")
def handins(course):
    return {handin.student: handin for handin in make_class(course, course / "submitted")}


@pytest.fixture(scope="module")
def batch(course, handins):
    released = autograder(course, "release", "derivatives")
    assert released.returncode == 0, released.stderr
    graded = autograder(course, "grade", "derivatives", "--results", "results.jsonl")
    assert graded.returncode in (0, 1), graded.stderr
    text = (course / "results.jsonl").read_text(encoding="utf-8")
    lines = {line["student"]: line for line in map(json.loads, text.splitlines())}
    return Batch(lines, graded.stdout, graded.returncode)


def autograder(course, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "autograder", *arguments],
        cwd=course,
        env=os.environ | {"COLUMNS": "4000"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
    )


def test_the_class_is_large_and_every_hand_in_is_explained(handins):
    assert len(handins) == len(STUDENTS) >= 44
    assert all(handin.says for handin in handins.values())


@pytest.mark.parametrize("student", STUDENTS)
def test_a_demo_hand_in_is_graded_as_it_was_made(student, handins, batch, course):
    line, expected = batch.lines[student], handins[student].expected
    tasks = {name: task for name, task in line["tasks"].items() if not task["manual"]}
    assert {name: share(task, expected["scores"][name]) for name, task in tasks.items()} == (
        expected["scores"]
    )
    mistakes = {name: sorted(task["mistakes"]) for name, task in tasks.items() if task["mistakes"]}
    assert mistakes == {name: sorted(known) for name, known in expected["mistakes"].items()}
    assert_says([line["error"]] if line["error"] else [], expected["error"].splitlines())
    assert_says(line["repairs"] + line["events"], expected["remarks"])
    for notebook, text in expected["shows"].items():
        assert text in outputs(course / "autograded" / student / "derivatives", notebook)


def share(task, expected):
    """Return the share of a task's points, "<1" where nothing more exact is expected."""
    earned = task["score"] / task["max_score"]
    return "<1" if expected == "<1" and 0 <= earned < 1 else pytest.approx(earned)


def assert_says(said, expected):
    """Each text contains an expected part, and each expected part is in a text."""
    assert [text for text in said if not any(part in text for part in expected)] == []
    assert [part for part in expected if not any(part in text for text in said)] == []


def outputs(folder, notebook):
    cells = nbformat.read(folder / f"{notebook}.ipynb", as_version=4).cells
    shown = [output for cell in cells for output in cell.get("outputs", [])]
    return "".join(output.get("text", "") for output in shown)


def test_no_hand_in_changes_what_a_task_is_worth(batch):
    worth = {
        student: {name: task["max_score"] for name, task in line["tasks"].items()}
        for student, line in batch.lines.items()
    }
    assert all(points == worth["ada"] for points in worth.values())
    assert sum(worth["ada"].values()) == 100


def test_the_command_names_every_hand_in_and_what_is_the_matter_with_it(handins, batch):
    rows = {row.split("│")[1].strip(): row for row in rows_of(batch.output)}
    for student, handin in handins.items():
        expected = handin.expected
        for reason in [expected["error"], *sum(expected["mistakes"].values(), [])]:
            assert reason in rows[student]
    for remark in {remark for one in handins.values() for remark in one.expected["remarks"]}:
        assert remark in batch.output


def rows_of(output):
    """Return the rows of the first table, lines that belong together joined."""
    rows = []
    for line in output.splitlines():
        if line.startswith("└"):
            return rows
        if line.startswith("│") and line.split("│")[1].strip():
            rows.append(line)
        elif line.startswith("│"):
            rows[-1] += line
    return rows


def test_the_command_ends_with_1_because_some_files_are_damaged(batch):
    assert batch.exit_code == 1


def test_making_the_class_again_replaces_its_own_students_only(course, tmp_path):
    stranger = tmp_path / "someone_else" / "derivatives" / "1_derivative.ipynb"
    stranger.parent.mkdir(parents=True)
    stranger.write_text("theirs")
    make_class(course, tmp_path)
    first = files_of(tmp_path)
    (tmp_path / "viktor" / "derivatives" / "1_derivative.ipynb").write_text("left over")
    make_class(course, tmp_path)
    assert files_of(tmp_path) == first
    assert stranger.read_text() == "theirs"


def files_of(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
