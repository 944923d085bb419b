"""When a hand-in was submitted: the small file that nbgrader keeps beside it."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from nbgrader import utils

from autograder.handed import read_file

TIMESTAMP = "timestamp.txt"
MAX_TIME_BYTES = 100
ZONE = re.compile(r"[\w+-]+(/[\w+-]+)*", re.ASCII)  # CET, -0700, America/Los_Angeles


def submitted_at(folder: Path) -> datetime | None:
    """Return when a hand-in was submitted, as nbgrader's `timestamp.txt` says, if it does.

    A time zone that is a path would be opened, so that it has to look like a name.
    """
    data = read_file(folder / TIMESTAMP, TIMESTAMP).data.strip()
    try:
        text = data[: MAX_TIME_BYTES + 1].decode()
        zone = text.split(" ")[2:]
        if len(text) > MAX_TIME_BYTES or not all(map(ZONE.fullmatch, zone)):
            return None
        found: datetime = utils.parse_utc(text)
    except (ValueError, OverflowError):
        return None
    return found
