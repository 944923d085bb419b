"""Storing hand-ins: whole or not at all, and nothing is lost that was there."""

import shutil
import tempfile
from pathlib import Path

from lms_exports import EXPORTS, METADATA, SHELF

from autograder.lms import store


def test_a_second_collection_changes_nothing_that_is_the_same(take, shelf, tiny_course):
    take("canvas", EXPORTS["canvas"])
    path = tiny_course.root / "submitted" / "anna" / "tiny" / "1_numbers.ipynb"
    before = path.stat()
    assert {one.what for one in take("canvas", EXPORTS["canvas"]).stored} == {"unchanged"}
    assert path.stat() == before and shelf() == SHELF


def test_a_second_collection_keeps_what_it_replaces(take, shelf, tiny_course):
    for content in (b"1", b"2", b"3"):
        done = take("canvas", {"smithanna_101_5001_1_numbers.ipynb": content})
    assert shelf() == {"anna:1_numbers.ipynb": b"3"}
    kept = tiny_course.root / ".autograder" / "earlier" / "tiny" / "anna"
    assert done.stored[0].earlier == kept / "2"
    assert [(kept / n / "1_numbers.ipynb").read_bytes() for n in "12"] == [b"1", b"2"]


def test_an_older_submission_does_not_replace_a_newer_one(take, shelf):
    def gradescope(number):
        files = {f"submission_{number}/1_numbers.ipynb": str(number).encode()}
        return take("gradescope", files | {"submission_metadata.yml": METADATA.encode()})

    gradescope(2)
    done = gradescope(1)
    assert [one.what for one in done.stored] == ["older"]
    assert shelf()["anna:1_numbers.ipynb"] == b"2"


def test_a_file_beside_a_folder_of_its_name_is_listed(take, shelf):
    folder = "Anna Smith_101_assignsubmission_file"
    done = take("moodle", {f"{folder}/a": b"1", f"{folder}/a/b": b"2", f"{folder}/c": b"3"})
    assert shelf() == {"anna:a": b"1", "anna:c": b"3"}
    assert [one.name for one in done.left_out] == [f"{folder}/a/b"]


def test_a_hand_in_that_is_too_large_is_stored_as_far_as_it_fits(take, shelf, monkeypatch):
    monkeypatch.setattr(store, "MAX_HANDIN_BYTES", 5)
    files = {f"smithanna_101_500{n}_{n}.txt": b"123" for n in (1, 2)}
    done = take("canvas", files)
    assert shelf() == {"anna:1.txt": b"123"} and not done.complete


def test_nothing_half_written_is_left_when_the_disk_fails(take, shelf, tiny_course, monkeypatch):
    take("canvas", EXPORTS["canvas"])

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "_stamp", fail)
    done = take("canvas", {"smithanna_101_5001_1_numbers.ipynb": b"new"})
    (left,) = done.left_out
    assert "anna's hand-in cannot be stored" in left.reason and "No space left" in left.reason
    assert shelf() == SHELF and not done.complete
    assert not list((tiny_course.root / ".autograder").glob(".collecting-*"))


def test_a_place_that_is_taken_costs_its_student_alone(take, shelf, tiny_course):
    (tiny_course.root / "submitted").mkdir()
    (tiny_course.root / "submitted" / "anna").write_text("in the way")
    done = take("canvas", EXPORTS["canvas"])
    assert not done.complete and [one.student for one in done.stored] == ["lee", "zoe"]
    assert ["anna's hand-in" in one.reason for one in done.left_out] == [True]


def test_hand_ins_may_be_kept_on_another_file_system(take, shelf, tiny_course):
    elsewhere = Path(tempfile.mkdtemp(dir="/dev/shm"))
    try:
        (tiny_course.root / "submitted").symlink_to(elsewhere)
        take("canvas", EXPORTS["canvas"])
        done = take("canvas", {"smithanna_101_5001_1_numbers.ipynb": b"new"})
        assert done.stored[0].what == "replaced"
        assert (elsewhere / "anna" / "tiny" / "1_numbers.ipynb").read_bytes() == b"new"
        assert (done.stored[0].earlier / "1_numbers.ipynb").read_bytes() == b"A"
        assert sorted(path.name for path in elsewhere.iterdir()) == ["anna", "lee", "zoe"]
    finally:
        shutil.rmtree(elsewhere)


def test_a_time_that_names_a_file_as_its_zone_stops_nothing(take, shelf, tmp_path):
    zone = tmp_path / "z"
    zone.write_bytes(b"TZif2" + b"\xff" * 10)
    for content in (b"1", b"2"):
        time = f"2026-01-01 00:00:00 {zone}".encode()
        done = take("folder", {"zoe/timestamp.txt": time, "zoe/x.ipynb": content})
    assert shelf()["zoe:x.ipynb"] == b"2" and done.stored[0].what == "replaced"
