"""What is remembered of graded hand-ins, and when it no longer counts."""

import json
import shutil
from pathlib import Path

import pytest

from autograder.exam import read_config, read_specs
from autograder.handins import read_handin
from autograder.records import Records, recorded

BOOK = "sqlite:///gradebook.db"
AUTOGRADED = Path("nowhere")
ANSWER = "def double(x):\n    return x + x"
TASK = {"notebook": "1_numbers", "score": 2.0, "max_score": 2.0, "manual": False, "tests": []}
LINE = {
    "error": None,
    "seconds": 0.1,
    "repairs": ["Ümläute"],
    "events": [],
    "tasks": {"double": TASK},
}


@pytest.fixture
def notebook(tiny_course, submit):
    return submit(tiny_course, "alice", double=ANSWER)


@pytest.fixture
def read(tiny_course, notebook, tiny_exam):
    """Read alice's hand-in as it is now."""
    return lambda: read_handin("alice", notebook.parent, {"1_numbers": tiny_exam.spec})


@pytest.fixture
def found(tiny_course, read):
    """Remember alice's hand-in as it is; return what is found for it from now on."""
    Records(tiny_course, "tiny", BOOK).keep(read(), AUTOGRADED, {"1_numbers": LINE})
    return lambda: Records(tiny_course, "tiny", BOOK).unchanged(read(), AUTOGRADED).get("1_numbers")


def test_an_unchanged_hand_in_is_found_again_with_its_line(found):
    assert found() == LINE


def test_a_hand_in_that_was_never_graded_is_not_found(tiny_course, read):
    assert Records(tiny_course, "tiny", BOOK).unchanged(read(), AUTOGRADED) == {}


def test_another_students_same_notebook_is_not_found(tiny_course, found, submit, tiny_exam):
    folder = submit(tiny_course, "bob", double=ANSWER).parent
    bob = read_handin("bob", folder, {"1_numbers": tiny_exam.spec})
    assert Records(tiny_course, "tiny", BOOK).unchanged(bob, AUTOGRADED) == {}


def test_a_changed_notebook_is_not_found_until_it_is_as_before(found, notebook, answered):
    notebook.write_bytes(answered(double="def double(x):\n    return x * x"))
    assert found() is None
    notebook.write_bytes(answered(double=ANSWER))
    assert found() == LINE


@pytest.mark.parametrize("content", [b"", b"{", None], ids=["empty", "damaged", "gone"])
def test_a_notebook_that_was_damaged_or_removed_is_not_found(found, notebook, content):
    notebook.unlink()
    if content is not None:
        notebook.write_bytes(content)
    assert found() is None


def test_a_notebook_under_another_name_is_not_found(found, notebook):
    notebook.rename(notebook.with_name("copy.ipynb"))
    assert found() is None


def test_another_file_that_would_be_named_to_the_grader_makes_a_difference(found, notebook):
    notebook.with_name("poem.ipynb").write_text("{}", encoding="utf-8")
    assert found() is None


def test_another_time_of_handing_in_makes_a_difference(found, notebook):
    notebook.with_name("timestamp.txt").write_text("2026-03-01 12:00:00 UTC", encoding="utf-8")
    assert found() is None


JUDGING = [
    "nbgrader_config.py",
    "tests/hidden/tiny/test_1_numbers.py",
    "solutions/tiny/answers_1_numbers.py",
]


@pytest.mark.parametrize("name", JUDGING)
def test_whatever_judges_makes_a_difference(tiny_course, found, name):
    with (tiny_course.root / name).open("a", encoding="utf-8") as file:
        file.write("\n# another line\n")
    assert found() is None


def test_what_stands_beside_the_source_makes_a_difference(tiny_course, found):
    (tiny_course.source("tiny") / "data.py").write_text("K = 1.0")
    assert found() is None


def test_other_points_make_a_difference(tiny_course, found):
    path = tiny_course.notebook("tiny", "1_numbers")
    document = json.loads(path.read_text(encoding="utf-8"))
    cells = {cell["id"]: cell for cell in document["cells"]}
    cells["test_double"]["metadata"]["nbgrader"]["points"] = 5
    path.write_text(json.dumps(document), encoding="utf-8")
    assert found() is None


def test_what_judges_another_notebook_makes_no_difference(tiny_course, found):
    (tiny_course.root / "tests/hidden/tiny/test_2_more.py").touch()
    assert found() == LINE


def test_what_another_gradebook_holds_is_not_found(tiny_course, found, read):
    other = Records(tiny_course, "tiny", "postgresql://other")
    assert other.unchanged(read(), AUTOGRADED) == {} and found() == LINE


def test_an_autograded_notebook_that_was_lost_or_cut_off_is_made_again(tiny_course, read, tmp_path):
    records = Records(tiny_course, "tiny", BOOK)
    written = tmp_path / "1_numbers.ipynb"
    written.write_text("{}")
    records.keep(read(), tmp_path, {"1_numbers": LINE})
    assert records.unchanged(read(), tmp_path) == {"1_numbers": LINE}
    written.write_text("{")
    assert records.unchanged(read(), tmp_path) == {}
    written.unlink()
    assert records.unchanged(read(), tmp_path) == {}


def test_what_is_forgotten_is_not_found(tiny_course, found):
    records = Records(tiny_course, "tiny", BOOK)
    assert records.last("alice") == {"1_numbers": LINE}
    records.forget("alice")
    records.forget("alice")
    assert found() is None and records.last("alice") == {}


DAMAGED = [
    b"",
    b"{",
    b"\xff\xfe",
    b"[]",
    b"3",
    b"{}",
    b'{"1_numbers": 3}',
    b'{"1_numbers": {"line": {}}}',
    b'{"1_numbers": {"key": "x", "size": 1, "line": {}}}',
    b'{"1_numbers": {"key": "x", "size": 1, "line": 5}}',
]


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_record_is_no_record(tiny_course, found, content):
    (path,) = (tiny_course.root / ".autograder" / "tiny").iterdir()
    path.write_bytes(content)
    assert found() is None


def test_a_damaged_record_is_replaced(tiny_course, found, read):
    (path,) = (tiny_course.root / ".autograder" / "tiny").iterdir()
    path.write_bytes(b"{")
    Records(tiny_course, "tiny", BOOK).keep(read(), AUTOGRADED, {"1_numbers": LINE})
    assert found() == LINE


def test_all_that_was_graded_is_found_but_for_damaged_records(tiny_course, found):
    assert dict(recorded(tiny_course, "tiny")) == {"alice": {"1_numbers": LINE}}
    (path,) = (tiny_course.root / ".autograder" / "tiny").iterdir()
    path.with_name("bob.json").write_text('{"1_numbers": 3}')
    assert dict(recorded(tiny_course, "tiny")) == {"alice": {"1_numbers": LINE}}
    assert dict(recorded(tiny_course, "other")) == {}


def test_the_records_of_two_assignments_are_apart(tiny_course, found, read):
    shutil.copytree(tiny_course.source("tiny"), tiny_course.source("other"))
    assert Records(tiny_course, "other", BOOK).unchanged(read(), AUTOGRADED) == {}


def test_specs_read_again_make_no_difference(tiny_course, found, notebook):
    specs = read_specs(tiny_course, "tiny", read_config(tiny_course))
    again = read_handin("alice", notebook.parent, specs)
    assert Records(tiny_course, "tiny", BOOK).unchanged(again, AUTOGRADED) == {"1_numbers": LINE}
