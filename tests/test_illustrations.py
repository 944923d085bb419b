"""Illustrations that nothing needs are left out when grading; nobody can tell from the grade."""

from dataclasses import replace

import nbformat
import pytest
from traitlets.config import Config

from autograder import sitting
from autograder.grade import grade_notebook
from autograder.illustrations import Illustrations, cell_names, used_names
from autograder.sitting import NOT_DRAWN, Sitting, TimeLimits
from autograder.spec import read_spec

DRAWS = "xs = [1, 2]\nfig = str(xs)"


def needless(illustrations, *others):
    """Return which of these illustrations need not run beside these other cells."""
    names = {number: cell_names(source) for number, source in enumerate(illustrations)}
    return sorted(Illustrations(names).needless(used_names(others)))


def test_an_illustration_whose_names_nobody_uses_is_needless():
    assert needless([DRAWS], "a = 1", "xs = 3\nprint(xs, a)") == [0]


@pytest.mark.parametrize("cell", ["xs", "xs += [3]", "def f():\n    return xs", "f = lambda: fig"])
def test_an_illustration_whose_name_is_used_has_to_run(cell):
    assert needless([DRAWS], cell) == []


def test_what_cells_as_released_use_counts_too():
    names = {0: cell_names(DRAWS)}
    assert Illustrations(names, used=frozenset({"xs"})).needless([]) == set()


@pytest.mark.parametrize(
    "cell", ["eval('x' + 's')", "globals()", "%who", "no Python", "_", "dir()"]
)
def test_a_cell_that_may_reach_every_name_makes_all_run(cell):
    assert needless([DRAWS], cell) == []


def test_an_illustration_that_runs_has_what_it_uses_of_others():
    assert needless(["ys = [1]", "zs = ys", "us = 1"], "print(zs)") == [2]


def sat(zygote, cells):
    """Run cells of which the first is an illustration; return their results."""
    drawn = Illustrations({0: cell_names(cells[0])}, unread=tuple(cells[1:]))
    with Sitting(zygote, cells, TimeLimits(), drawn) as one:
        one.run_cells()
        return [one.results[number] for number in range(len(cells))]


def test_a_needless_illustration_says_that_it_was_not_drawn(zygote):
    drawn, other = sat(zygote, ["print('drawn')", "print('other')"])
    assert drawn.outputs == [NOT_DRAWN]
    assert other.outputs[0]["text"] == "other\n"


def test_an_illustration_that_is_needed_is_drawn(zygote):
    drawn, other = sat(zygote, ["print('drawn'); a = 1", "print(a)"])
    assert [drawn.outputs[0]["text"], other.outputs[0]["text"]] == ["drawn\n", "1\n"]


def test_a_cell_that_cannot_be_read_in_time_costs_nothing(zygote, monkeypatch):
    monkeypatch.setattr(sitting, "NAMES_SECONDS", 0.02)
    long = "\n".join(f"y{number} = [a for a in ()]" for number in range(2000))
    drawn, _, other = sat(zygote, ["print('drawn')", long, "print('other')"])
    assert drawn.outputs[0]["text"] == "drawn\n"
    assert other.outputs[0]["text"] == "other\n"


def test_a_cell_with_more_names_than_can_be_told_costs_nothing(zygote):
    many = "if 0: " + ",".join(f"n{number}" for number in range(200_000))
    drawn, _, other = sat(zygote, ["print('drawn')", many, "print('other')"])
    assert drawn.outputs[0]["text"] == "drawn\n"
    assert other.outputs[0]["text"] == "other\n"


def test_an_endless_answer_costs_no_time_of_the_picture_that_draws_it(tiny_exam, answered, zygote):
    notebook = nbformat.reads(answered(double="def double(x):\n    while True: pass"), 4)
    notebook.cells.insert(-1, nbformat.v4.new_code_cell("points = [double(3)]"))
    drawing = frozenset({"points = [double(3)]"})
    spec = replace(tiny_exam.spec, code=drawing, illustrations=drawing)
    exam = replace(tiny_exam, spec=spec)
    limits = TimeLimits(task=0.4)
    graded = grade_notebook(nbformat.writes(notebook).encode(), exam, zygote, limits)
    assert [event for event in graded.verdict.events if event.startswith("cell")] == []
    (drawn,) = [one for one in graded.notebook.cells if one.source == "points = [double(3)]"]
    assert drawn.outputs[0].data == NOT_DRAWN["data"]


def test_an_illustration_the_student_changed_is_run(tiny_exam, answered, zygote):
    notebook = nbformat.reads(answered(), 4)
    notebook.cells.append(nbformat.v4.new_code_cell("print('mine')"))
    exam = replace(tiny_exam, spec=replace(tiny_exam.spec, illustrations=frozenset({"print(1)"})))
    graded = grade_notebook(nbformat.writes(notebook).encode(), exam, zygote, TimeLimits())
    assert graded.notebook.cells[-1].outputs[0].text == "mine\n"


def test_the_source_says_by_a_tag_which_cells_are_illustrations(tiny_course):
    path = tiny_course.notebook("tiny", "1_numbers")
    notebook = nbformat.read(path, 4)
    tagged = nbformat.v4.new_code_cell("draw()", metadata={"tags": ["illustration"]})
    notebook.cells += [tagged, nbformat.v4.new_code_cell("other()")]
    nbformat.write(notebook, path)
    spec = read_spec(path, Config())
    assert spec.illustrations == {"draw()"}
    assert {"draw()", "other()"} <= spec.code
