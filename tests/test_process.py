"""A caged student process: cells in, data out, nothing left behind."""

import os
import signal
import subprocess
import sys
import tempfile
import time

import cloudpickle
import pytest

from autograder.channel import ChannelClosed
from autograder.process import Zygote


def probe(source):
    """Return a shipped function of the answers that evaluates `source` with them."""
    return cloudpickle.dumps(lambda answers: eval(source, {"answers": answers}))


def test_a_cell_runs_and_a_probe_answers_with_data(zygote):
    with zygote.student() as student:
        assert (
            student.run_cell("def double(x):\n    return 2 * x\nprint('hi')", 10)["error"] is None
        )
        sources = ["answers.double(4)", "answers.triple(4)"]
        outcomes = list(student.probe([probe(source) for source in sources], 10))
    assert outcomes[0] == {"value": 8}
    assert outcomes[1]["error"] == ["NameError", "name 'triple' is not defined"]


def test_an_error_in_one_cell_does_not_hide_the_next(zygote):
    with zygote.student() as student:
        assert student.run_cell("1 / 0", 10)["error"][0] == "ZeroDivisionError"
        assert student.run_cell("def f(:", 10)["error"][0] == "SyntaxError"
        student.run_cell("a = 3", 10)
        assert list(student.probe([probe("answers.a")], 10)) == [{"value": 3}]


def test_printed_text_is_kept_up_to_a_limit(zygote):
    with zygote.student() as student:
        (output,) = student.run_cell("print('x' * 10_000_000)", 10)["outputs"]
    assert 0 < len(output["text"]) <= 256 * 1024


def test_an_endless_loop_ends_at_its_deadline_and_harms_no_other(zygote):
    start = time.monotonic()
    with zygote.student() as student, pytest.raises(TimeoutError):
        student.run_cell("while True: pass", 0.5)
    assert time.monotonic() - start < 10
    with zygote.student() as student:
        assert student.run_cell("1", 10)["error"] is None


def test_a_process_that_ends_itself_is_told_from_one_that_answers(zygote):
    with zygote.student() as student, pytest.raises(ChannelClosed):
        student.run_cell("import os; os._exit(0)", 10)


def test_a_shell_command_in_a_cell_starts_no_process(zygote):
    with zygote.student() as student:
        student.run_cell("!touch escaped", 10)
        student.run_cell("import os; found = os.path.exists('escaped')", 10)
        assert list(student.probe([probe("answers.found")], 10)) == [{"value": False}]


def test_no_name_of_one_student_reaches_the_next(zygote):
    with zygote.student() as student:
        student.run_cell("import builtins; builtins.leak = leak = 1", 10)
    with zygote.student() as student:
        assert student.run_cell("leak", 10)["error"][0] == "NameError"


def test_outcomes_before_a_hanging_probe_arrive(zygote):
    sources = ["answers.a", "[0 for _ in iter(int, 1)]"]
    with zygote.student() as student:
        student.run_cell("a = 3", 10)
        outcomes = student.probe([probe(source) for source in sources], 1)
        assert next(outcomes) == {"value": 3}
        with pytest.raises(TimeoutError):
            next(outcomes)


def test_random_numbers_repeat_from_one_process_to_the_next(zygote):
    draws = (
        "import random, numpy, torch; [random.random(), numpy.random.rand(), float(torch.rand(1))]"
    )
    drawn = []
    for _ in range(2):
        with zygote.student() as student:
            drawn.append(student.run_cell(draws, 10)["outputs"])
    assert drawn[0] == drawn[1] != []


def test_a_definition_survives_the_end_of_its_cell(zygote):
    with zygote.student() as student:
        student.define("def f():\n    return 5\nwhile True:\n    pass", 10)
        assert list(student.probe([probe("answers.f()")], 10)) == [{"value": 5}]


def test_a_warm_process_that_does_not_start_leaves_nothing_behind(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(ChannelClosed), Zygote():
        pass
    assert list(tmp_path.iterdir()) == []


JUDGE_THAT_IS_KILLED = """
import os, signal
from autograder.process import Zygote
with Zygote() as zygote, zygote.student() as student:
    student.run_cell("open('left.txt', 'w').close()", 5)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_judge_leaves_is_ended_and_removed(tmp_path):
    killed = subprocess.run(
        [sys.executable, "-c", JUDGE_THAT_IS_KILLED],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 20
    while any(tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not list(tmp_path.iterdir())
