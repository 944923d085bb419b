"""Finding and reading what students handed in."""

import copy
import os
import zipfile
from dataclasses import replace

import pytest

from autograder import handed, handins
from autograder.handed import read_file
from autograder.handins import read_handin

ANSWER = "def double(x):\n    return x + x"


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "submitted" / "alice" / "tiny"
    path.mkdir(parents=True)
    return path


@pytest.fixture
def found(folder, tiny_exam):
    """Return the file that was found for `1_numbers`, or None."""
    return lambda: read_handin("alice", folder, {"1_numbers": tiny_exam.spec}).files.get(
        "1_numbers"
    )


def test_a_notebook_under_its_own_name_is_read_as_it_is(found, folder, answered):
    (folder / "1_numbers.ipynb").write_bytes(answered(double=ANSWER))
    file = found()
    assert (file.name, file.data) == ("1_numbers.ipynb", answered(double=ANSWER))
    assert file.error is None and file.repairs == ()


def test_nothing_handed_in_is_nothing_found(found):
    assert found() is None


MISNAMED = [
    "1_numbers (1).ipynb",
    "Kopie von 1_numbers.ipynb",
    "homework.ipynb",
    "inside/1_numbers.ipynb",
    "in/side/x.ipynb",
    "1_numbers.ipynb.json",
    "1_numbers.ipynb.txt",
]


@pytest.mark.parametrize("name", MISNAMED)
def test_a_misnamed_notebook_is_found_by_the_answers_in_it(found, folder, answered, name):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(answered(double=ANSWER))
    file = found()
    assert file.data == answered(double=ANSWER)
    assert file.repairs == (f"the notebook was handed in as {name!r}",)


def test_the_right_name_goes_before_a_better_content(found, folder, answered):
    (folder / "1_numbers.ipynb").write_bytes(answered(halve="def halve(x):\n    return x"))
    (folder / "copy.ipynb").write_bytes(answered(double=ANSWER))
    (folder / "poem.ipynb").write_text('{"cells": [{"cell_type": "code", "source": "1"}]}')
    file = found()
    assert file.data == answered(halve="def halve(x):\n    return x")
    assert file.repairs == (
        "not graded, since another file counts: copy.ipynb",
        "not graded, since no notebook of the assignment: poem.ipynb",
    )


def test_a_notebook_as_it_was_released_gives_way_to_a_copy_with_work_in_it(found, folder, answered):
    (folder / "1_numbers.ipynb").write_bytes(answered())
    (folder / "a.ipynb").write_bytes(answered())
    (folder / "z.ipynb").write_bytes(answered(double=ANSWER))
    file = found()
    assert file.data == answered(double=ANSWER)
    assert file.repairs == (
        "the notebook was handed in as 'z.ipynb'",
        "not graded, since another file counts: a.ipynb",
    )


def test_without_work_in_any_copy_the_right_name_counts(found, folder, answered):
    (folder / "1_numbers.ipynb").write_bytes(answered())
    (folder / "a.ipynb").write_bytes(answered())
    assert found().name == "1_numbers.ipynb"


def test_of_two_copies_under_other_names_the_one_with_more_work_is_taken(found, folder, answered):
    (folder / "a.ipynb").write_bytes(answered())
    (folder / "b.ipynb").write_bytes(answered(double=ANSWER))
    assert found().name == "b.ipynb"


def test_a_damaged_notebook_is_replaced_by_a_good_copy(found, folder, answered):
    (folder / "1_numbers.ipynb").write_bytes(b"{")
    (folder / "copy.ipynb").write_bytes(answered(double=ANSWER))
    assert found().data == answered(double=ANSWER)


def test_a_notebook_of_another_subject_is_not_taken_for_this_one(found, folder):
    (folder / "poem.ipynb").write_text('{"cells": [{"cell_type": "code", "source": "1"}]}')
    assert found() is None


def test_the_notebook_with_more_of_the_answers_is_taken(found, folder, answered):
    one = b'{"cells": [{"cell_type": "code", "source": "def double(x): pass"}]}'
    (folder / "a_draft.ipynb").write_bytes(one)
    (folder / "b_final.ipynb").write_bytes(answered())
    assert found().name == "b_final.ipynb"


def test_of_very_much_else_the_rest_is_named_and_not_read(found, folder, answered, monkeypatch):
    monkeypatch.setattr(handins, "MAX_OTHERS", 10)
    (folder / "1_numbers.ipynb").write_bytes(b"{")
    (folder / "a.ipynb").write_bytes(b"0123456789")
    (folder / "b.ipynb").write_bytes(answered(double=ANSWER))
    file = found()
    assert file.data == b"{"
    assert file.repairs == ("not graded, since no notebook of the assignment: a.ipynb, b.ipynb",)


def test_a_checkpoint_is_no_hand_in(found, folder, answered):
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "1_numbers-checkpoint.ipynb").write_bytes(answered())
    (folder / "__MACOSX").mkdir()
    (folder / "__MACOSX" / "1_numbers.ipynb").write_bytes(answered())
    (folder / "._1_numbers.ipynb").write_bytes(answered())
    assert found() is None


def zipped(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.ipynb", data)
    return path


def test_a_notebook_in_an_archive_is_found(found, folder, answered):
    zipped(folder / "work.zip", homework=answered(double=ANSWER))
    file = found()
    assert file.data == answered(double=ANSWER)
    assert file.repairs == ("the notebook was handed in as 'work.zip/homework.ipynb'",)


@pytest.mark.parametrize("place", ["start", "middle", "end"])
def test_a_damaged_archive_stops_nothing(found, folder, answered, place):
    path = zipped(folder / "work.zip", homework=answered(double=ANSWER) * 3)
    data = bytearray(path.read_bytes())
    at = {"start": 60, "middle": len(data) // 2, "end": len(data) - 60}[place]
    for index in range(at, at + 40):
        data[index] ^= 0xA5
    path.write_bytes(data)
    (folder / "1_numbers (1).ipynb").write_bytes(answered())
    assert found().data == answered()


def test_an_archive_that_unpacks_to_too_much_is_left_alone(found, folder, monkeypatch, answered):
    monkeypatch.setattr(handins, "MAX_NOTEBOOK_BYTES", 100_000)
    padded = answered(double=ANSWER) + b" " * 200_000
    assert zipped(folder / "work.zip", homework=padded).stat().st_size < 100_000
    assert found() is None


@pytest.fixture
def secret(tmp_path, answered):
    path = tmp_path / "secret.ipynb"
    path.write_bytes(answered(double="the_solution = 42"))
    return path


def test_a_link_is_not_followed(found, folder, secret):
    (folder / "1_numbers.ipynb").symlink_to(secret)
    file = found()
    assert file.data == b"" and file.error == "the file cannot be read: it is a link"


def test_a_link_under_another_name_is_not_followed(found, folder, secret):
    (folder / "copy.ipynb").symlink_to(secret)
    (folder / "work.zip").symlink_to(zipped(secret.parent / "w.zip", a=secret.read_bytes()))
    assert found() is None


def test_a_linked_folder_is_not_followed(found, folder, secret):
    (folder / "inside").symlink_to(secret.parent)
    assert found() is None


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_refused_at_once(found, folder, make):
    make(folder / "1_numbers.ipynb")
    assert found().error == "this is no file"


def test_a_file_that_is_too_large_is_not_read(folder, monkeypatch):
    monkeypatch.setattr(handed, "MAX_NOTEBOOK_BYTES", 2**20)
    with (folder / "x.ipynb").open("wb") as file:
        file.truncate(2**20 + 1)
    assert read_file(folder / "x.ipynb", "x.ipynb").error == "the file is larger than 1 MiB"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_nobody_may_read_says_so(folder):
    (folder / "x.ipynb").touch(mode=0)
    assert "Permission denied" in read_file(folder / "x.ipynb", "x.ipynb").error


OTHER = {"double": "triple", "halve": "third", "predict_sign": "guess", "why_half": "because"}


def renamed(text):
    """Return a text about the small notebook as one about another notebook like it."""
    for name, other in OTHER.items():
        text = text.replace(name, other)
    return text


@pytest.fixture
def two_specs(tiny_exam):
    """The small notebook and another one like it, with other answers in it."""
    cells = copy.deepcopy(tiny_exam.spec.cells)
    for cell in cells:
        cell.metadata.nbgrader.grade_id = renamed(cell.metadata.nbgrader.grade_id)
    released = {renamed(one): renamed(text) for one, text in tiny_exam.spec.released.items()}
    other = replace(tiny_exam.spec, name="2_other", cells=cells, released=released)
    return {"1_numbers": tiny_exam.spec, "2_other": other}


def test_notebooks_under_each_others_names_are_told_by_their_answers(folder, answered, two_specs):
    first = answered(double=ANSWER)
    second = renamed(first.decode()).encode()
    (folder / "1_numbers.ipynb").write_bytes(second)
    (folder / "2_other.ipynb").write_bytes(first)
    files = read_handin("alice", folder, two_specs).files
    assert {name: file.data for name, file in files.items()} == {
        "1_numbers": first,
        "2_other": second,
    }
    assert files["1_numbers"].repairs == ("the notebook was handed in as '2_other.ipynb'",)


def test_one_notebook_under_both_names_counts_once(folder, answered, two_specs):
    for name in two_specs:
        (folder / f"{name}.ipynb").write_bytes(answered(double=ANSWER))
    files = read_handin("alice", folder, two_specs).files
    assert list(files) == ["1_numbers"]
    assert files["1_numbers"].repairs == ("not graded, since another file counts: 2_other.ipynb",)


def test_a_folder_that_may_not_be_read_is_an_error_of_each_notebook(found, folder, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: path != folder)  # as root
    assert found().error == "the folder cannot be read: Permission denied"


def test_a_file_in_a_folder_that_may_not_be_entered_is_an_error(folder, monkeypatch):
    def closed(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", closed)
    monkeypatch.setattr(os, "lstat", closed)
    assert read_file(folder / "x", "x").error == "the file cannot be read: Permission denied"
