"""What is handed in beside the notebooks: plain files are copied, and nothing else."""

import os
from pathlib import Path

import pytest

from autograder import beside
from autograder.autograded import write_autograded
from autograder.beside import own_files, sort_out


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "submitted"
    (folder / "data" / "deep").mkdir(parents=True)
    (folder / "data" / "deep" / "own.csv").write_text("1,2")
    (folder / "notes.txt").write_text("mine")
    (folder / "1_numbers.ipynb").write_text("{}")
    return folder


def names(folder, paths):
    return [path.relative_to(folder).as_posix() for path in paths]


def reasons(folder, own=()):
    return {path.relative_to(folder).as_posix(): one for path, one in _unfit(folder, own)}


def _unfit(folder, own):
    return sort_out(folder, own).unfit.items()


def test_plain_files_are_fit_and_notebooks_are_left_out(folder):
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "old.txt").write_text("old")
    (folder / "more.ipynb").mkdir()
    (folder / "more.ipynb" / "within.txt").write_text("in a folder with a notebook's name")
    found = sort_out(folder)
    assert names(folder, found.fit) == ["notes.txt", "data/deep/own.csv"]
    assert not found.unfit


def test_links_and_pipes_are_not_fit(folder):
    (folder / "book.db").symlink_to("/etc/hostname")
    (folder / "gone").symlink_to("nowhere")
    (folder / "elsewhere").symlink_to("/etc")
    os.mkfifo(folder / "pipe")
    assert reasons(folder) == {
        "book.db": "it is a link",
        "gone": "it is a link",
        "pipe": "it is no file",
    }
    assert names(folder, sort_out(folder).fit) == ["notes.txt", "data/deep/own.csv"]


def test_a_file_that_may_not_be_read_is_not_fit(folder, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "notes.txt")  # as root
    assert reasons(folder) == {"notes.txt": "it cannot be read"}


def test_what_is_too_large_together_with_those_before_it_is_not_fit(folder, monkeypatch):
    monkeypatch.setattr(beside, "MAX_BYTES", 6)
    assert reasons(folder) == {"data/deep/own.csv": "all together are larger than 0 MB"}
    with (folder / "a-sparse.csv").open("wb") as file:
        file.truncate(2**40)
    assert list(reasons(folder)) == ["a-sparse.csv", "data/deep/own.csv"]


def test_of_too_many_files_none_is_fit(folder):
    for number in range(beside.MAX_ENTRIES):
        (folder / f"{number}.csv").touch()
    found = sort_out(folder)
    assert found.fit == () and "more than 1000" in found.unfit[folder]


def test_of_too_many_folders_no_file_is_fit(folder):
    for number in range(beside.MAX_ENTRIES):
        (folder / f"{number}").mkdir()
    assert sort_out(folder).fit == ()


def test_a_path_that_is_too_long_is_not_fit(folder):
    here, length = os.open(folder, os.O_DIRECTORY), len(str(folder))
    while length < 3800:
        os.mkdir("d" * 199, dir_fd=here)
        inner = os.open("d" * 199, os.O_DIRECTORY, dir_fd=here)
        os.close(here)
        here, length = inner, length + 200
    os.close(os.open("l" * (4010 - length), os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)
    assert set(reasons(folder).values()) == {"its path is too long"}
    assert names(folder, sort_out(folder).fit) == ["notes.txt", "data/deep/own.csv"]


def test_a_students_copy_of_a_file_of_the_course_is_passed_over(folder):
    found = sort_out(folder, {Path("notes.txt")})
    assert names(folder, found.fit) == ["data/deep/own.csv"] and not found.unfit


def test_what_stands_in_the_way_of_the_courses_files_is_not_fit(folder):
    own = {Path("notes.txt/part.txt"), Path("data")}
    assert set(reasons(folder, own)) == {"notes.txt", "data/deep/own.csv"}


def test_the_courses_own_files_are_known_without_broken_links(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "one.csv").write_text("1")
    (tmp_path / "1_numbers.ipynb").write_text("{}")
    (tmp_path / "gone").symlink_to("nowhere")
    assert own_files(tmp_path) == {Path("data/one.csv")}


def test_both_the_courses_and_the_students_files_stand_beside_the_autograded_notebook(
    folder, tmp_path
):
    source = tmp_path / "source"
    source.mkdir()
    (source / "notes.txt").write_text("the course's")
    (folder / "book.db").symlink_to("/etc/hostname")
    target = tmp_path / "autograded"
    write_autograded(target, (source, folder), {"1_numbers": "graded"})
    found = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert found == {"notes.txt", "data/deep/own.csv", "1_numbers.ipynb"}
    assert (target / "notes.txt").read_text() == "the course's"
