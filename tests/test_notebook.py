"""Reading handed-in notebooks, damaged ones included."""

import json

import pytest

from autograder.notebook import Cell, UnreadableNotebook, defines, parse, read


def notebook(*cells):
    return json.dumps({"cells": list(cells), "nbformat": 4, "nbformat_minor": 5}).encode()


def code(source, grade_id=None):
    metadata = {"nbgrader": {"grade_id": grade_id}} if grade_id else {}
    return {"cell_type": "code", "source": source, "metadata": metadata}


def test_code_cells_keep_their_order_and_grade_ids():
    data = notebook(
        code("a = 1"), {"cell_type": "markdown", "source": "x"}, code(["b\n", "c"], "t")
    )
    assert parse(data).cells == (Cell("a = 1"), Cell("b\nc", "t"))


def test_a_byte_order_mark_is_repaired_and_reported():
    submission = parse(b"\xef\xbb\xbf" + notebook(code("a = 1")))
    assert submission.cells == (Cell("a = 1"),)
    assert "byte order mark" in submission.repairs[0]


def test_windows_line_ends_are_read_as_line_ends():
    assert parse(notebook(code("a = 1\r\nb = 2"))).cells[0].source == "a = 1\nb = 2"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"{", "no valid JSON at line 1"),
        (b"<<<<<<< HEAD\n{}\n=======\n>>>>>>> other\n", "conflict markers"),
        (b"\xff\xfe", "UTF-8"),
        (b"[]", "no notebook"),
        (b"{}", "no list of cells"),
        (b"[" * 100_000, "too deep"),
    ],
    ids=["empty", "blank", "broken", "conflict", "utf-16", "list", "no cells", "deep"],
)
def test_a_damaged_file_is_refused_with_its_reason(data, reason):
    with pytest.raises(UnreadableNotebook, match=reason):
        parse(data)


def test_odd_cells_do_not_stop_the_others():
    odd = {"cell_type": "code", "source": 7, "metadata": []}
    assert parse(notebook(odd, 3, code("a = 1"))).cells == (Cell(""), Cell("a = 1"))


def test_a_missing_file_is_refused_with_its_reason(tmp_path):
    with pytest.raises(UnreadableNotebook, match="No such file"):
        read(tmp_path / "none.ipynb")


@pytest.mark.parametrize("source", ["def f(): pass", "f = 1", "f: int = 1", "class f: pass"])
def test_a_cell_defines_what_it_binds_at_its_top_level(source):
    assert defines(Cell(source), "f")


@pytest.mark.parametrize("source", ["f(1)", "def g():\n    f = 1", "def f(:", "\0"])
def test_a_call_an_inner_name_and_a_syntax_error_define_nothing(source):
    assert not defines(Cell(source), "f")
