"""The module that names mistakes at the student's desk."""

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch

from autograder import mistakes
from autograder.mistakes import hash_of, lock, name_mistake, observe, unlock

CHECK = "got = double(1.5)\nassert got == 3, 'no'\nassert double(2) == 4"


def notes(function, check=CHECK, **names):
    return observe(check, {"double": function, "np": np, **names}, "double")


def squared(x):
    return x * x


def test_calls_and_asserts_are_noted_in_order():
    assert notes(lambda x: 2 * x) == ["3 after 1[1.5]", "holds", "4 after 1[2]", "holds"]


def test_a_failing_assert_or_call_hides_no_later_one():
    assert notes(squared)[1:] == ["fails", "4 after 1[2]", "holds"]

    def picky(x):
        if x == 1.5:
            raise ValueError(f"no {x} for 'you'")
        return 2 * x

    assert notes(picky)[-2:] == ["4 after 1[2]", "holds"]
    assert notes(picky)[0] == "ValueError: no _ for _"


@pytest.mark.parametrize(
    "kind", [list, tuple, np.array, torch.tensor, lambda x: np.array(x, dtype=np.float32)]
)
def test_all_kinds_of_vectors_are_noted_alike(kind):
    check = "double([1, 2])"
    assert notes(lambda x: kind([2.0, 4.0]), check) == ["2[2, 4] after 1[2[1, 2]]"]


def test_rounding_does_not_show():
    assert notes(lambda x: 2 * x * (1 + 1e-9), "double(1.1)") == notes(
        lambda x: 2 * x, "double(1.1)"
    )
    assert notes(lambda x: -1e-17, "double(1)") == notes(lambda x: 0, "double(1)")


def test_what_a_call_leaves_in_its_arguments_is_noted():
    def spoils(x):
        x[0] = 7
        return 1

    assert notes(spoils, "v = [1, 2]\ndouble(v)") == ["1 after 1[2[7, 2]]"]


def test_a_function_that_comes_back_is_watched_too():
    check = "line = double(2)\nassert line(3) == 6"
    assert notes(lambda a: lambda x: a * x, check)[1:] == ["6 after 1[3]", "holds"]


def test_what_an_earlier_check_left_is_not_used():
    check = "got = double(1)\nassert got == 2"
    assert notes(lambda x: 1 / 0, check, got=2)[-1].startswith("NameError")


def test_the_notebook_s_own_names_stay_as_they_are():
    names = {"double": squared, "got": "mine"}
    observe(CHECK, names, "double")
    assert names == {"double": squared, "got": "mine"}


def test_calls_that_do_not_end_are_ended():
    def endless(x):
        while True:
            x += 1

    start, before = time.monotonic(), sys.gettrace()
    assert observe(CHECK, {"double": endless}, "double", seconds=0.2) == ["does not end"]
    assert time.monotonic() - start < 5 and sys.gettrace() is before


def test_long_results_are_noted_in_short():
    assert len(notes(lambda x: list(range(10**5)), "double(1)")[0]) < 200


def test_sentences_can_be_read_only_with_the_notes():
    seen = notes(squared)
    fingerprint, locked = lock(CHECK, seen, ["it was squared", "Why?"])
    assert unlock(CHECK, seen, {fingerprint: locked}) == ["it was squared", "Why?"]
    assert unlock(CHECK, notes(lambda x: 2 * x), {fingerprint: locked}) == []
    assert unlock(CHECK + "\n#", seen, {fingerprint: locked}) == []  # the check is the salt
    assert "squared" not in locked and "Why" not in locked


def known():
    entry = {"task": "double", "mistakes": dict([lock(CHECK, notes(squared), ["a", "b"])])}
    return {hash_of(CHECK): entry}


def test_a_known_mistake_is_named_under_its_check_only():
    names = {"double": squared}
    assert name_mistake(CHECK, names, known()) == ["a", "b"]
    assert name_mistake(CHECK + "\n", names, known()) == ["a", "b"]  # layout at the ends
    assert name_mistake("assert False", names, known()) == []
    assert name_mistake(CHECK, {"double": lambda x: x}, known()) == []
    assert name_mistake(CHECK, {}, known()) == []


SESSION = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.displaypub import DisplayPublisher

class Shown(DisplayPublisher):
    def publish(self, data, **kwargs):
        print("SHOWN", json.dumps(data))

shell = InteractiveShell.instance(display_pub_class=Shown)
for cell in json.loads(sys.stdin.read()):
    shell.run_cell(cell)
"""
SETUP = "try:\n    import mistakes\nexcept ImportError:\n    pass"
RIGHT, WRONG = "def double(x): return 2 * x", "def double(x): print('loud'); return x * x"


@pytest.fixture
def desk(tmp_path):
    """Run cells in a fresh IPython that lies beside the module and its file."""
    (tmp_path / "mistakes.py").write_bytes(Path(mistakes.__file__).read_bytes())
    (tmp_path / "mistakes.json").write_text(json.dumps(known()))

    def run(*cells):
        command = [sys.executable, "-c", SESSION]
        done = subprocess.run(
            command,
            cwd=tmp_path,
            input=json.dumps(cells),
            capture_output=True,
            text=True,
            env={"PATH": "", "IPYTHONDIR": str(tmp_path), "HOME": str(tmp_path)},
        )
        assert not done.stderr
        lines = done.stdout.splitlines()
        shown = [json.loads(one[6:]) for one in lines if one.startswith("SHOWN")]
        return shown, done.stdout

    run.folder = tmp_path
    return run


def test_a_failing_check_says_what_it_looks_like(desk):
    shown, printed = desk(SETUP, WRONG, CHECK)
    assert shown == [
        {"text/plain": "It looks like a.\n\nb", "text/markdown": "It looks like a.\n\nb"}
    ]
    assert printed.index("AssertionError") < printed.index("SHOWN")
    assert printed.count("loud") == 1  # the second look is silent; the first assert stopped it


@pytest.mark.parametrize(
    "cells", [(RIGHT, CHECK), (WRONG, "1 / 0"), (WRONG, "x = ("), (WRONG, "pass")]
)
def test_anything_else_shows_nothing(desk, cells):
    assert desk(SETUP, *cells)[0] == []


@pytest.mark.parametrize("missing", ["mistakes.py", "mistakes.json"])
def test_without_the_files_the_checks_work_as_ever(desk, missing):
    (desk.folder / missing).unlink()
    shown, printed = desk(SETUP, WRONG, CHECK)
    assert shown == [] and "AssertionError" in printed and "ImportError" not in printed


@pytest.mark.parametrize("text", ["", "[]", "{", '{"x": 1}', None])
def test_a_damaged_file_shows_nothing(desk, text):
    damaged = json.dumps({hash_of(CHECK): {"task": 3}}) if text is None else text
    (desk.folder / "mistakes.json").write_text(damaged)
    shown, printed = desk(SETUP, WRONG, CHECK)
    assert shown == [] and "AssertionError" in printed and "JSONDecodeError" not in printed
