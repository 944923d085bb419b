"""Writing files whole or not at all."""

import os
import stat

import pytest

from autograder.files import size, write_atomically


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_with_its_folders(tmp_path):
    path = tmp_path / "a" / "b" / "c.txt"
    write_atomically(path, "größer\n")
    assert path.read_bytes() == "größer\n".encode()
    assert names(path.parent) == ["c.txt"]


def test_everyone_may_read_what_was_written(tmp_path):
    write_atomically(tmp_path / "c.txt", "x")
    assert stat.S_IMODE((tmp_path / "c.txt").stat().st_mode) == 0o644


def test_an_old_file_stays_whole_when_the_new_one_cannot_be_written(tmp_path):
    path = tmp_path / "c.txt"
    write_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "new \ud800")
    assert path.read_text() == "old"
    assert names(tmp_path) == ["c.txt"]


def test_a_crash_before_the_last_step_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "c.txt"
    write_atomically(path, "old")

    def crash(source, target):
        assert target == path and path.read_text() == "old"
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", crash)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, "new")
    assert path.read_text() == "old" and names(tmp_path) == ["c.txt"]


def test_what_a_killed_writer_left_is_taken_away_by_the_next(tmp_path):
    (tmp_path / ".c.txt.part").write_text("hal")
    write_atomically(tmp_path / "c.txt", "whole")
    assert names(tmp_path) == ["c.txt"] and size(tmp_path / "c.txt") == 5


def test_a_file_that_is_not_there_has_no_size(tmp_path):
    assert size(tmp_path / "c.txt") == 0


def test_an_open_reader_keeps_the_old_file(tmp_path):
    path = tmp_path / "c.txt"
    write_atomically(path, "old")
    with path.open() as reader:
        write_atomically(path, "new")
        assert reader.read() == "old"
    assert path.read_text() == "new"


def test_a_link_is_replaced_not_followed(tmp_path):
    target, path = tmp_path / "target.txt", tmp_path / "c.txt"
    target.write_text("mine")
    path.symlink_to(target)
    write_atomically(path, "new")
    assert target.read_text() == "mine" and not path.is_symlink()


def test_a_folder_in_the_way_is_an_error_and_leaves_nothing_behind(tmp_path):
    (tmp_path / "c.txt").mkdir()
    with pytest.raises(OSError):
        write_atomically(tmp_path / "c.txt", "x")
    assert names(tmp_path) == ["c.txt"]
