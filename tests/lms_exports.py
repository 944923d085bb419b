"""Exports as Canvas, Moodle and Gradescope write them, for the tests of collecting."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

CLASS = """student_id,first_name,last_name,email,lms_user_id
anna,Anna,Smith,anna@x.org,101
zoe,Zoë,O’Neil,zoe@x.org,102
lee,Lee,"von Berg, Jr.",lee@x.org,103
"""
ONE_OWNER = """submission_2:
  :submitters:
  - :name: Zoë O’Neil
    :sid:
    :email: zoe@x.org
  :created_at: 2026-03-02 09:00:00.000000000 -02:00
"""
METADATA = """submission_1:
  :submitters:
  - :name: Anna Smith
    :sid: anna
    :email: anna@x.org
  :created_at: !ruby/object:ActiveSupport::TimeWithZone
    utc: 2026-03-01 10:00:00.500000000 Z
  :score: 3.0
submission_2:
  :submitters:
  - :name: Zoë O’Neil
    :sid:
    :email: zoe@x.org
  - :name: Anna Smith
    :sid: anna
  :created_at: 2026-03-02 09:00:00.000000000 -02:00
submission_3:
  :submitters:
  - :name: Stranger
    :sid: '999'
  :created_at: broken
"""
EXPORTS = {
    "canvas": {
        "smithanna_101_5001_1_numbers.ipynb": b"A",
        "oneilzoë_LATE_102_5002_1_numbers-1.ipynb": b"Z",
        "vonbergjrlee_103_5003_data.csv": b"L",
    },
    "moodle": {
        "Anna Smith_101_assignsubmission_file_/1_numbers.ipynb": b"A",
        "Zoë O’Neil_102_assignsubmission_file/1_numbers (1).ipynb": b"Z",
        "Lee von Berg, Jr._103_assignsubmission_file_data.csv": b"L",
    },
    "folder": {
        "class/anna/1_numbers.ipynb": b"A",
        "class/Zoë O’Neil/tiny/1_numbers.ipynb": b"Z",
        "class/103/data.csv": b"L",
    },
}
SHELF = {"anna:1_numbers.ipynb": b"A", "zoe:1_numbers.ipynb": b"Z", "lee:data.csv": b"L"}


def write_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write a zip file of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path
