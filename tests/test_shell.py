"""The shell that runs a student's cells."""

import pytest

from autograder.shell import OUTPUT_LIMIT, NotebookShell, make_shell


@pytest.fixture
def shell(tmp_path, monkeypatch):
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    yield make_shell()
    NotebookShell.clear_instance()


def test_printing_a_display_and_a_last_expression_are_outputs_in_order(shell):
    source = "print('a'); print('b')\ndisplay(1)\n2 + 3"
    assert shell.run(source)["outputs"] == [
        {"output_type": "stream", "name": "stdout", "text": "a\nb\n"},
        {"output_type": "display_data", "data": {"text/plain": "1"}},
        {"output_type": "execute_result", "data": {"text/plain": "5"}},
    ]


def test_what_goes_to_stderr_is_no_error(shell):
    result = shell.run("import sys; print('careful', file=sys.stderr)")
    assert result["error"] is None
    assert result["outputs"][0]["name"] == "stderr"


def test_an_error_is_an_output_with_a_traceback(shell):
    result = shell.run("1 / 0")
    assert result["error"] == ["ZeroDivisionError", "division by zero"]
    assert result["outputs"][-1]["ename"] == "ZeroDivisionError"
    assert "1 / 0" in "\n".join(result["outputs"][-1]["traceback"])


@pytest.mark.parametrize("source", ["raise SystemExit", "raise KeyboardInterrupt"])
def test_leaving_the_interpreter_ends_the_cell_only(shell, source):
    assert shell.run(source)["error"] is not None
    assert shell.run("1")["error"] is None


def test_a_message_that_cannot_be_read_is_replaced(shell):
    source = "class Sly(Exception):\n    def __str__(self): raise Sly\nraise Sly"
    assert shell.run(source)["error"] == ["Sly", "(the message could not be read)"]


def test_all_cells_together_print_up_to_the_limit(shell):
    sizes = [len(shell.run("print('x' * 100_000)")["outputs"]) for _ in range(5)]
    assert sizes[0] == 1 and sizes[-1] == 0
    assert shell.recorder.room < OUTPUT_LIMIT
