"""The shell that runs a student's cells."""

import pytest

from autograder.live import LIVE_MIME
from autograder.shell import LIVE_LIMIT, OUTPUT_LIMIT, NotebookShell, make_shell


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


def live(shell, data, times=1):
    """Show a live picture with this data, written as Python; return its outputs' data."""
    shown = f"{{'text/plain': 'p', 'text/html': '<b>', {LIVE_MIME!r}: {data}}}"
    source = f"for _ in range({times}): display({shown}, raw=True)"
    return [one["data"] for one in shell.run(source)["outputs"]]


def test_a_live_picture_is_kept_as_data_without_its_html(shell):
    assert live(shell, "{'a': [1, None]}") == [{"text/plain": "p", LIVE_MIME: '{"a": [1, null]}'}]


@pytest.mark.parametrize("odd", ["{1, 2}", "b'x'", "object()", "(a := [], a.append(a))[0]"])
def test_a_live_picture_that_is_no_json_leaves_its_text(shell, odd):
    assert live(shell, odd) == [{"text/plain": "p"}]


def test_live_pictures_have_a_limit_of_their_own(shell):
    shown = live(shell, "'x' * 90_000", times=4)
    assert [LIVE_MIME in one for one in shown] == [True, True, False, False]
    assert LIVE_LIMIT < 300_000 and shell.recorder.room > OUTPUT_LIMIT - 100
