"""Judging with the zip alone, laid out as Gradescope does."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from autograder import cage
from autograder.course import Course, CourseError
from autograder.otter.judge import inner_folder, open_bench, read_settings

SCHEMA = json.loads(Path(__file__).with_name("gradescope_results.schema.json").read_text())
HALF = "def halve(x):\n    return x / 2 if x < 1000 else 0"
FORBIDS_NAMESPACES = """
import os, sys
sys.path.insert(0, sys.argv.pop(1))
from hostile.users import forbid_namespaces
forbid_namespaces()
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.fixture
def root(unpacked):
    """/autograder as Gradescope lays it out; `venv` is what setup.sh makes."""
    root = unpacked.parent
    shutil.copy(unpacked / "run_autograder", root / "run_autograder")
    (root / "run_autograder").chmod(0o755)
    (root / "submission").mkdir()
    (root / "results").mkdir()
    (root / "venv").symlink_to(sys.prefix)
    (root / "submission_metadata.json").write_text('{"users": [{"name": "A Student"}]}')
    return root


def run_autograder(root, *before):
    """Run Gradescope's script in its working directory; give results.json, valid."""
    done = subprocess.run(
        [*before, str(root / "run_autograder")],
        cwd=root,
        env={"PATH": os.defpath, "HOME": str(root)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    results = json.loads((root / "results" / "results.json").read_text(encoding="utf-8"))
    jsonschema.validate(results, SCHEMA)
    return results


def scores(results):
    return {test["name"]: test["score"] for test in results["tests"] if "extra_data" in test}


def test_a_hand_in_is_graded_where_namespaces_are_forbidden(root, student_notebook):
    (root / "submission" / "1_numbers.ipynb").write_bytes(student_notebook(halve=HALF))
    tests = str(Path(__file__).parent.parent)
    results = run_autograder(root, sys.executable, "-c", FORBIDS_NAMESPACES, tests)
    assert scores(results) == {"double": 0.0, "halve": 2.0, "predict_sign": 0.0}
    assert (
        results["score"] == 2.0 and results["execution_time"] > 0.5
    )  # all of it, not the cells alone
    assert {t["visibility"] for t in results["tests"] if "extra_data" in t} == {"after_published"}
    checks = {t["name"]: t for t in results["tests"] if t["name"].endswith(": visible check")}
    assert {name: t["status"] for name, t in checks.items()} == {
        "double: visible check": "failed",
        "halve: visible check": "passed",
        "predict_sign: visible check": "failed",
    }
    assert {(t["visibility"], t["max_score"]) for t in checks.values()} == {("visible", 0.0)}
    assert checks["double: visible check"]["output"] == "not answered yet"
    assert (root / "submission").stat().st_mode & 0o077 == 0
    assert (root / "submission_metadata.json").stat().st_mode & 0o077 == 0


def test_a_student_sees_at_once_that_the_wrong_file_was_handed_in(root):
    (root / "submission" / "2_other.ipynb").write_text('{"cells": []}')
    (root / "submission" / "1_numbers.py").write_text("def double(x):\n    return 2 * x\n")
    results = run_autograder(root)
    assert results["score"] == 0.0
    assert results["output"] == (
        "1_numbers.ipynb was not handed in, and no other notebook with its answers; what was "
        "handed in: 1_numbers.py, 2_other.ipynb"
    )


def test_many_folders_are_judged_as_they_are_handed_in(unpacked, answered, tmp_path):
    course = Course((unpacked / "caged" / "course").resolve())
    data = answered(halve=HALF)
    folders = {name: tmp_path / name for name in ("plain", "misnamed", "inside", "bad", "nothing")}
    for name, folder in folders.items():
        (folder / "My Work" if name == "inside" else folder).mkdir(parents=True)
    (folders["plain"] / "1_numbers.ipynb").write_bytes(data)
    (folders["misnamed"] / "final (2).ipynb").write_bytes(data)
    (folders["inside"] / "My Work" / "1_numbers.ipynb").write_bytes(data)
    (folders["bad"] / "1_numbers.ipynb").write_bytes(b"{")
    with open_bench(course, read_settings(unpacked / "caged")) as judge:
        verdicts = {name: judge(folder) for name, folder in folders.items()}
    assert {name: sum(t.score for t in one.tasks) for name, one in verdicts.items()} == {
        "plain": 2.0,
        "misnamed": 2.0,
        "inside": 2.0,
        "bad": 0.0,
        "nothing": 0.0,
    }
    assert "no valid JSON" in str(verdicts["bad"].error)
    assert str(verdicts["nothing"].error).endswith("; what was handed in: nothing")


def test_without_a_whole_cage_nothing_is_judged_unless_the_zip_says_so(unpacked, monkeypatch):
    monkeypatch.setattr(cage, "available", lambda: {"limits": True, "landlock": False})
    course = Course(unpacked / "caged" / "course")
    with pytest.raises(CourseError, match="not whole on this machine: landlock missing"):
        with open_bench(course, read_settings(unpacked / "caged")):
            pass


def test_settings_that_cannot_be_read_are_a_reason_and_no_results(tmp_path):
    results = tmp_path / "results.json"
    results.write_text("of an earlier run")
    command = [sys.executable, "-m", "autograder.otter.judge", tmp_path, tmp_path, results]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("autograder: the zip's settings.json cannot be read")
    assert not results.exists()


def test_a_folder_with_nothing_but_a_folder_in_it_is_opened(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "__MACOSX").mkdir()
    assert inner_folder(tmp_path) == tmp_path / "a" / "b"
    (tmp_path / "a" / "notes.txt").write_text("")
    assert inner_folder(tmp_path) == tmp_path / "a"
