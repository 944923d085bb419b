"""When a hand-in was submitted, as its `timestamp.txt` says, if that is a time."""

from datetime import datetime

import pytest

from autograder.timestamp import submitted_at

TIMES = {
    "2026-03-01 12:00:00 UTC\n": 12,
    "2026-03-01 12:00:00 America/Los_Angeles": 20,
    "2026-03-01T12:00": 12,
}


@pytest.mark.parametrize("text", TIMES)
def test_the_forms_nbgrader_writes_are_times(tmp_path, text):
    (tmp_path / "timestamp.txt").write_text(text)
    found = submitted_at(tmp_path)
    assert isinstance(found, datetime) and (found.day, found.hour) == (1, TIMES[text])


@pytest.mark.parametrize(
    "text",
    ["", "soon", "9" * 90, "1.5-" * 250_000, "2026-03-01 12:00:00 UTC" + " " * 90 + "x"],
)
def test_anything_else_is_none(tmp_path, text):
    (tmp_path / "timestamp.txt").write_text(text)
    assert submitted_at(tmp_path) is None


def test_no_file_is_opened_as_a_time_zone(tmp_path):
    zone = tmp_path / "z"
    zone.write_bytes(b"TZif2" + b"\xff" * 10)
    for path in (zone, f"../../../../..{zone}", f"Europe/../../../..{zone}", f":{zone}"):
        (tmp_path / "timestamp.txt").write_text(f"2026-03-01 12:00:00 {path}"[:100])
        assert submitted_at(tmp_path) is None


def test_a_hand_in_without_the_file_has_no_time(tmp_path):
    assert submitted_at(tmp_path) is None
