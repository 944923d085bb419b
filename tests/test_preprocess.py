"""Plain `nbgrader autograde` with this course's settings: our scores, in the cage."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.exam import read_config, read_specs
from autograder.handins import read_handin
from autograder.notebook import grade_id
from autograder.preprocess import admit
from autograder.sitting import TimeLimits
from autograder.verdict import as_line
from autograder.worker import Batch, Worker

ANSWERS = {
    "alice": {
        "double": "def double(x):\n    return x + x",
        "halve": "def halve(x):\n    print('half')\n    return x / 2 if x < 1000 else 0",
    },
    "bob": {"double": "def double(x):\n    return 2 * x"},
    "carol": {},
    "erin": {
        "double": "import time\ntime.sleep(2)\ndouble = lambda x: x + x",  # past the limit
        "halve": "def halve(x):\n    return 0.5 * x",
    },
    "frank": {"predict_sign": 'predict_sign = {"-3": "negative", "0": "zero"}'},
}
LIMITS = TimeLimits(cell=0.5)


@pytest.fixture(scope="module")
def course(copy_released, submit, tmp_path_factory):
    """The small course, handed in by a class and not graded yet."""
    course = copy_released(tmp_path_factory.mktemp("nbgrader"))
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CagedExecute.cell_seconds = {LIMITS.cell}\n")
    paths = {student: submit(course, student, **ANSWERS[student]) for student in ANSWERS}
    paths["bob"].rename(paths["bob"].with_name("1_numbers (1).ipynb"))
    paths["carol"].write_text('{"cells": [', encoding="utf-8")
    tamper(paths["frank"])
    return course


def tamper(path):
    """Change locked cells: a hidden test's to print full marks, another is removed."""
    document = json.loads(path.read_text(encoding="utf-8"))
    cells = {cell["id"]: cell for cell in document["cells"]}
    cells["test_double"]["source"] = "2.0"
    document["cells"].remove(cells["test_halve"])
    path.write_text(json.dumps(document), encoding="utf-8")


@pytest.fixture(scope="module")
def expected(course, tiny_exam, zygote):
    """What a worker of our batch finds in the same hand-ins, by student."""
    config = read_config(course)
    worker = Worker(Batch(course, "tiny", config, {"1_numbers": tiny_exam}, LIMITS), zygote)
    specs = read_specs(course, "tiny", config)
    folders = {name: course.root / "submitted" / name / "tiny" for name in ANSWERS}
    return {name: worker.grade(read_handin(name, folders[name], specs)) for name in ANSWERS}


@pytest.fixture(scope="module")
def autograded(course, expected):
    """Run nbgrader on the class, after ours; return what it logged."""
    program = Path(sys.executable).with_name("nbgrader")
    done = subprocess.run(
        [program, "autograde", "tiny"], cwd=course.root, capture_output=True, text=True
    )
    assert done.returncode == 1, "one notebook cannot be read, so nbgrader ends with an error"
    return done.stderr


def rows(course, student):
    with Gradebook(course.database) as book:
        notebook = book.find_submission_notebook("1_numbers", "tiny", student)
        return {one.name: (one.auto_score, one.needs_manual_grade) for one in notebook.grades}


@pytest.mark.parametrize("student", [name for name in ANSWERS if name != "carol"])
def test_nbgrader_gives_the_scores_of_our_batch(course, expected, autograded, student):
    grades = expected[student].grades["1_numbers"].scores
    wanted = {name: (score, score is None) for name, score in grades.items()}
    assert rows(course, student) == wanted | {"why_half": (None, True)}


def test_the_scores_that_were_compared_differ(expected):
    scores = {student: as_line(graded.verdict)["score"] for student, graded in expected.items()}
    assert scores == {"alice": 4.0, "bob": 2.0, "carol": 0.0, "erin": 3.0, "frank": 2.0}


@pytest.mark.parametrize("student", ["alice", "erin", "frank"])
def test_nbgraders_notebook_shows_what_ours_shows(course, expected, autograded, student):
    path = course.root / "autograded" / student / "tiny" / "1_numbers.ipynb"
    theirs = nbformat.read(path, as_version=4)
    ours = nbformat.reads(expected[student].notebooks["1_numbers"], as_version=4)
    nbformat.validate(theirs)
    assert shown(theirs) == shown(ours)


def shown(notebook):
    return [(grade_id(cell), cell.source, cell.get("outputs")) for cell in notebook.cells]


def test_a_misnamed_notebook_gets_a_copy_and_stays(course, autograded):
    folder = course.root / "submitted" / "bob" / "tiny"
    assert {path.name for path in folder.iterdir()} == {"1_numbers.ipynb", "1_numbers (1).ipynb"}
    copy, original = folder / "1_numbers.ipynb", folder / "1_numbers (1).ipynb"
    assert copy.read_bytes() == original.read_bytes()
    assert "1_numbers of bob was handed in as 1_numbers (1).ipynb" in autograded


def test_an_unreadable_notebook_is_left_out_and_waits_for_a_person(course, autograded):
    assert "1_numbers.ipynb of carol is not graded: the file is damaged" in autograded
    assert set(rows(course, "carol").values()) == {(None, True)}
    assert not (course.root / "autograded" / "carol").joinpath("tiny", "1_numbers.ipynb").exists()


def test_what_was_repaired_and_what_misbehaved_is_in_nbgraders_log(autograded):
    assert "Repaired: the locked cell test_double was changed; graded as released" in autograded
    assert "Repaired: the locked cell test_halve was missing; put back" in autograded
    assert "cell double: " in autograded


@pytest.fixture
def two_notebooks(tiny_course, submit, monkeypatch):
    """The small course with a second notebook; alice's hand-in of both, as nbgrader finds it."""
    source = tiny_course.notebook("tiny", "1_numbers")
    document = json.loads(source.read_text(encoding="utf-8"))
    (source.parent / "2_more.ipynb").write_text(json.dumps(document), encoding="utf-8")
    first = submit(tiny_course, "alice")
    second = first.with_name("2_more.ipynb")
    second.write_bytes(first.read_bytes())
    monkeypatch.chdir(tiny_course.root)
    return str(first), str(second)


def test_good_notebooks_are_admitted_as_they_are(two_notebooks):
    paths = list(two_notebooks)
    admit("tiny", "*", paths)
    assert paths == list(two_notebooks)


def test_a_bad_notebook_does_not_keep_the_good_one_out(two_notebooks):
    first, second = two_notebooks
    Path(first).write_bytes(b"")
    paths = [first, second]
    admit("tiny", "*", paths)
    assert paths == [second]
    assert Path(first).read_bytes() == b""


def test_a_notebook_that_is_a_link_is_left_out(two_notebooks, tmp_path):
    first, second = two_notebooks
    Path(second).rename(tmp_path / "elsewhere.ipynb")
    Path(second).symlink_to(tmp_path / "elsewhere.ipynb")
    paths = [first, second]
    admit("tiny", "*", paths)
    assert paths == [first]


def test_a_good_copy_of_a_damaged_notebook_is_graded_and_the_damaged_one_kept(two_notebooks):
    first, second = two_notebooks
    copy = Path(first).with_name("copy of 1.ipynb")
    copy.write_bytes(Path(first).read_bytes())
    Path(first).write_bytes(b"{")
    paths = [first, second]
    admit("tiny", "*", paths)
    assert sorted(paths) == [first, second]
    assert Path(first).read_bytes() == copy.read_bytes()
    assert Path(f"{first}.damaged").read_bytes() == b"{"


def test_a_notebook_in_a_form_nbgrader_cannot_read_gets_a_good_copy(two_notebooks):
    first, second = two_notebooks
    marked = b"\xef\xbb\xbf" + Path(first).read_bytes()
    Path(first).write_bytes(marked)
    paths = [first, second]
    admit("tiny", "*", paths)
    assert sorted(paths) == [first, second]
    nbformat.validate(nbformat.read(first, as_version=4))
    assert Path(f"{first}.damaged").read_bytes() == marked


def test_a_notebook_nobody_asked_for_is_not_admitted(two_notebooks):
    paths = [two_notebooks[0]]  # as for `nbgrader autograde --notebook 1_numbers`
    admit("tiny", "*", paths)
    assert paths == [two_notebooks[0]]


def test_a_notebook_only_we_can_read_is_written_anew_for_nbgrader(two_notebooks):
    first, second = two_notebooks
    marked = b"\xef\xbb\xbf" + Path(first).read_bytes()
    Path(first).write_bytes(marked)
    paths = [first, second]
    admit("tiny", "*", paths)
    assert paths == [first, second]
    assert json.loads(Path(first).read_bytes())["cells"]
    assert Path(f"{first}.damaged").read_bytes() == marked
