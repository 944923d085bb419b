"""Put engine and course into the zip Otter made, and Gradescope's two scripts.

caged/engine/autograder/   this package
caged/course/              the assignment's source, kept answers and hidden tests
caged/settings.json        for which notebook, and nbgrader's settings
setup.sh requirements.txt  Python and exactly the packages that are here
run_autograder             judges; Otter has no part in it
files/hand_in.py           lets `otter run` take a zipped folder
otter_config.json tests/   Otter's own
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from traitlets.config import Config

from autograder.bundle import files_under, pack
from autograder.course import Course, CourseError
from autograder.otter.judge import COURSE, ENGINE, SETTINGS, Settings
from autograder.otter.pins import pins, python

# Not its files/: Otter, which runs nothing here, would take one of them for the hand-in.
OTTERS = ("otter_config.json", "tests/")
MADE = (1980, 1, 1, 0, 0, 0)  # so that the same course makes the same zip
STAND_IN = (
    '"""Otter takes this for the hand-in, given a zipped folder; the judge looks inside."""\n'
)

SETUP = """\
#!/usr/bin/env bash
# Prepare the image: one Python, and exactly the packages listed in requirements.txt. What torch
# needs beside them, it pins itself.
set -euo pipefail
here=$(cd "$(dirname "${{BASH_SOURCE[0]}}")" && pwd)
[ -d "$here/caged" ] && root=$(dirname "$here") || root=$here
if ! {python} -c "import ensurepip, venv" 2>/dev/null; then  # Ubuntu has these in {python}-venv
    apt-get update -qq
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -qq --no-install-recommends {python} {python}-venv || {{
        echo "This image has no {python}: choose one that has (Ubuntu 22.04 has python3.11," \
            "24.04 python3.12), or make the zip with a Python of this image." >&2
        exit 1
    }}
fi
{python} -m venv "$root/venv"
listed="$root/source/requirements.txt"
pip=("$root/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input)
"${{pip[@]}}" --no-deps --requirement "$listed"
"${{pip[@]}}" --constraint "$listed" "$(grep '^torch==' "$listed")"
# Whoever runs student code must not read the course.
chmod -R go= "$root/source"
"""
RUN = """\
#!/usr/bin/env bash
# Judge the hand-in in the cage and write results/results.json.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ -d "$here/caged" ] && root=$(dirname "$here") || root=$here
umask 077
# Where the cage has not all its layers (--no-cage), other users' files can be read.
chmod -R go= "$root/submission" "$root/submission_metadata.json" 2>/dev/null || true
export PYTHONPATH="$root/source/caged/engine"
cd "$root/source/caged"
exec "$root/venv/bin/python" -P -m autograder.otter.judge \\
    "$root/source/caged" "$root/submission" "$root/results/results.json"
"""


def complete(made: Path, course: Course, settings: Settings) -> None:
    """Make the zip at `made`, Otter's own, one that the caged judge grades with.

    Raises CourseError when nbgrader's settings cannot travel.
    """
    parts = dict(_parts(course, settings))
    with zipfile.ZipFile(made) as old:
        own = {name: old.read(name) for name in old.namelist() if name.startswith(OTTERS)}
    fresh = made.with_name(f".{made.name}")
    with zipfile.ZipFile(fresh, "w") as new:
        for name, data in sorted((own | parts).items()):
            _add(new, name, data)
    os.replace(fresh, made)


def _parts(course: Course, settings: Settings) -> Iterator[tuple[str, bytes]]:
    yield "setup.sh", SETUP.format(python=python()).encode()
    yield "run_autograder", RUN.encode()
    yield "requirements.txt", "".join(f"{line}\n" for line in pins()).encode()
    yield "files/hand_in.py", STAND_IN.encode()
    yield f"caged/{SETTINGS}", json.dumps(_plain(settings), indent=1).encode()
    package = Path(__file__).parent.parent
    for path in files_under(package):
        yield f"caged/{ENGINE}/{package.name}/{path.relative_to(package)}", path.read_bytes()
    for name, data in pack(course, settings.assignment).files.items():
        yield f"caged/{COURSE}/{name}", data


def _plain(settings: Settings) -> dict[str, Any]:
    """Return the settings as JSON can hold them, without paths and the database's password."""
    config = Config(settings.config)
    directory = {
        key: value
        for key, value in config.get("CourseDirectory", {}).items()
        if key not in ("root", "db_url")
    }
    plain = {**config, "CourseDirectory": directory}
    try:
        plain = json.loads(json.dumps(plain))
    except TypeError as error:
        raise CourseError(f"nbgrader_config.py holds what no zip can: {error}") from error
    return {**vars(settings), "config": plain}


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, MADE)
    entry.external_attr = (0o755 if name in ("setup.sh", "run_autograder") else 0o644) << 16
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
