"""Reading handed-in notebooks, damaged ones included."""

import json

import nbformat
import pytest

from autograder import notebook as notebooks
from autograder.notebook import UnreadableNotebook, defines, grade_id, parse, read


def notebook(*cells):
    return json.dumps({"cells": list(cells), "nbformat": 4, "nbformat_minor": 5}).encode()


def code(source, grade_id=None, **nbgrader):
    metadata = {"nbgrader": {"grade_id": grade_id, **nbgrader}} if grade_id else {}
    return {"cell_type": "code", "source": source, "metadata": metadata}


def parsed(*cells):
    return parse(notebook(*cells)).notebook.cells


def test_cells_keep_their_order_types_and_grade_ids():
    text = {"cell_type": "markdown", "source": "x", "metadata": {}}
    cells = parsed(code("a = 1"), text, code(["b\n", "c"], "t"))
    assert [cell.source for cell in cells] == ["a = 1", "x", "b\nc"]
    assert [cell.cell_type for cell in cells] == ["code", "markdown", "code"]
    assert [grade_id(cell) for cell in cells] == ["", "", "t"]


def test_checks_and_hidden_tests_are_not_among_the_answers():
    cells = [
        code("free"),
        code("answer", "f", grade=False, solution=True),
        code("check", "check_f", grade=True, solution=False),
        code("by hand", "g", grade=True, solution=True),
        {"cell_type": "markdown", "source": "text", "metadata": {}},
    ]
    answers = parse(notebook(*cells)).answers()
    assert [cell.source for cell in answers] == ["free", "answer", "by hand"]


def test_what_a_hand_in_shows_is_dropped():
    shown = code("1") | {"outputs": [{"output_type": "stream"}], "execution_count": 7}
    (cell,) = parsed(shown)
    assert cell.outputs == [] and cell.execution_count is None


def test_a_byte_order_mark_is_repaired_and_reported():
    submission = parse(b"\xef\xbb\xbf" + notebook(code("a = 1")))
    assert submission.notebook.cells[0].source == "a = 1"
    assert "byte order mark" in submission.repairs[0]


def test_windows_line_ends_are_read_as_line_ends():
    assert parsed(code("a = 1\r\nb = 2"))[0].source == "a = 1\nb = 2"


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


def test_too_many_cells_are_refused():
    with pytest.raises(UnreadableNotebook, match="more than 2000 cells"):
        parsed(*[code("")] * 2001)


def test_a_cell_too_large_for_the_rest_is_left_out_and_reported(monkeypatch):
    monkeypatch.setattr(notebooks, "MAX_TEXT", 10)
    pasted = {"cell_type": "markdown", "attachments": {"a": {"image/png": "x" * 5}}, "source": "5"}
    sources = [{"cell_type": "code", "source": text} for text in ("123", "x" * 11, "4567")]
    document = {"cells": [*sources, pasted], "metadata": {}}
    submission = parse(json.dumps(document).encode())
    assert [cell.source for cell in submission.notebook.cells] == ["123", "4567"]
    assert submission.repairs == ["left out, since cells hold more than 0 MiB of text: 2"]


def test_a_file_that_is_too_large_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(notebooks, "MAX_NOTEBOOK_BYTES", 10)
    path = tmp_path / "large.ipynb"
    path.write_bytes(b"{" * 11)
    with pytest.raises(UnreadableNotebook, match="larger than"):
        read(path)


def test_odd_cells_do_not_stop_the_others():
    odd = {"cell_type": "code", "source": 7, "metadata": []}
    stranger = {"cell_type": "heading", "source": "x", "metadata": {}}
    cells = parsed(odd, 3, None, stranger, code("a = 1"))
    assert [cell.source for cell in cells] == ["", "a = 1"]


@pytest.mark.parametrize("nbgrader", [3, "x", [], None, {"grade_id": 7}, {"grade_id": ["f"]}])
def test_odd_nbgrader_metadata_is_no_grade_id(nbgrader):
    (cell,) = parsed({"cell_type": "code", "source": "", "metadata": {"nbgrader": nbgrader}})
    assert grade_id(cell) == ""


def test_every_cell_gets_a_good_id_of_its_own():
    ids = ["cell-1", None, "twice", "twice", "no good id!", "x" * 65, 7]
    cells = parsed(*(code("") | {"id": one} for one in ids))
    given = [cell.id for cell in cells]
    assert len(set(given)) == len(ids)
    assert given[0] == "cell-1" and given[2] == "twice"


def test_whatever_was_read_is_a_valid_notebook():
    odd = code("a = 1") | {"id": "no good id!", "attachments": {"x": 1}, "extra": 3}
    whole = parse(notebook(odd, {"cell_type": "raw"}, {"cell_type": "markdown", "source": None}))
    nbformat.validate(whole.notebook)


def test_only_plain_values_of_metadata_are_kept():
    odd = {"tags": ["x"], "deep": {"a": {}}, "name": "mine", "nbgrader": {"grade_id": "f", "x": []}}
    (cell,) = parsed({"cell_type": "code", "source": "", "metadata": odd})
    assert cell.metadata == {"name": "mine", "nbgrader": {"grade_id": "f"}}


def test_a_picture_in_a_written_answer_is_kept():
    pasted = {"sketch.png": {"image/png": "iVBORw0KGgo="}, "odd": 3}
    written = {"cell_type": "markdown", "source": "", "metadata": {}, "attachments": pasted}
    (cell,) = parsed(written)
    assert cell.attachments == {"sketch.png": {"image/png": "iVBORw0KGgo="}}


def test_a_notebook_of_format_3_is_read_and_reported():
    cells = [{"cell_type": "code", "input": "a = 1", "language": "python", "outputs": []}]
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}
    submission = parse(json.dumps(old).encode())
    assert submission.notebook.cells[0].source == "a = 1"
    assert submission.repairs == ["the notebook was saved in the old format 3"]


@pytest.mark.parametrize("worksheets", [3, [3], [{"cells": [{}]}], [{"cells": [3]}], {}, None])
def test_a_broken_notebook_of_format_3_is_refused_or_empty(worksheets):
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": worksheets}
    try:
        assert parse(json.dumps(old).encode()).notebook.cells == []
    except UnreadableNotebook as error:
        assert "old format" in str(error)


def test_a_notebook_of_another_language_is_reported():
    document = json.loads(notebook(code("a = 1")))
    document["metadata"] = {"kernelspec": {"language": "R", "name": "ir"}}
    submission = parse(json.dumps(document).encode())
    assert submission.repairs == ["the notebook was saved for the language 'r'"]


def test_a_missing_file_is_refused_with_its_reason(tmp_path):
    with pytest.raises(UnreadableNotebook, match="No such file"):
        read(tmp_path / "none.ipynb")


BINDING = ["def f(): pass", "async def f(): pass", "f = 1", "f: int = 1", "class f: pass"]


@pytest.mark.parametrize("source", [*BINDING, "x = 1\nf = 2", "def f(:\n    a syntax error"])
def test_a_cell_defines_what_it_binds_at_its_top_level(source):
    assert defines(parsed(code(source))[0], "f")


@pytest.mark.parametrize(
    "source", ["f(1)", "def g():\n    f = 1", "f == 1", "def ff(): pass", "f1 = 2", "# def f():"]
)
def test_a_call_an_inner_name_and_a_longer_name_define_nothing(source):
    assert not defines(parsed(code(source))[0], "f")


def test_half_a_character_does_not_keep_a_notebook_from_being_written_again():
    odd = code("a = '\ud800 \U0001f600'", "f\ud800") | {"id": "\ud800"}
    (cell,) = parsed(odd)
    assert cell.source == "a = '? \U0001f600'"
    assert json.dumps(cell, ensure_ascii=False).encode()
