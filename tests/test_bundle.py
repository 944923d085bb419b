"""The course on another machine: what travels, and that nothing of it stays there."""

import signal
import subprocess
import sys
import time

import pytest

from autograder.bundle import Bundle, own_folder, pack

HOLDS_A_FOLDER = """
import sys
from pathlib import Path
from autograder.bundle import own_folder
with own_folder(Path(sys.argv[1])) as folder:
    (folder / "deep").mkdir()
    (folder / "deep" / "secret.py").touch()
    print(folder, flush=True)
    sys.stdin.read()
"""


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_is_unpacked_is_the_assignment_and_nothing_else(tiny_course, tmp_path):
    source = tiny_course.source("tiny")
    (source / "pictures").mkdir()
    (source / "pictures" / "one.png").write_bytes(b"\x89PNG")
    whole = files(tiny_course.root)
    del whole["nbgrader_config.py"]
    for stray in ("source/other/1.ipynb", "gradebook.db", "submitted/alice/tiny/1_numbers.ipynb"):
        (tiny_course.root / stray).parent.mkdir(parents=True, exist_ok=True)
        (tiny_course.root / stray).touch()
    for left in (".ipynb_checkpoints", "__pycache__"):
        (source / left).mkdir()
        (source / left / "old").touch()
    course = pack(tiny_course, "tiny").unpack(tmp_path / "there")
    assert files(course.root) == whole
    assert course.notebooks("tiny") == ["1_numbers"]


def test_the_digest_tells_names_and_contents_apart():
    one = Bundle({"a": b"1", "b": b"2"})
    assert one.digest == Bundle({"b": b"2", "a": b"1"}).digest
    others = [{"a": b"2", "b": b"1"}, {"a": b"1", "c": b"2"}, {"a": b"1"}, {"a": b"12", "b": b""}]
    assert len({one.digest, *(Bundle(other).digest for other in others)}) == 5


def test_an_own_folder_is_for_its_owner_only_and_goes_with_all_in_it(tmp_path):
    with own_folder(tmp_path) as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "deep").mkdir()
        (folder / "deep" / "secret.py").touch()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_an_own_folder_goes_even_when_its_process_is_killed(tmp_path, how):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    command = [sys.executable, "-c", HOLDS_A_FOLDER, str(tmp_path)]
    with subprocess.Popen(command, **pipes) as holder:
        assert holder.stdout.readline().startswith(str(tmp_path))
        holder.send_signal(how)
    deadline = time.monotonic() + 30
    while list(tmp_path.iterdir()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
