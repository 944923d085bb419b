"""A source notebook in Otter Assign's master format, and what Otter makes of it."""

import nbformat
import pytest
from nbformat import v4

from autograder.course import CourseError
from autograder.otter.master import marked, master
from autograder.spec import NotebookSpec


@pytest.fixture(scope="session")
def student(made):
    return nbformat.read(made.folder / "student" / "1_numbers.ipynb", as_version=4)


@pytest.fixture(scope="session")
def staff(made):
    return nbformat.read(made.folder / "autograder" / "1_numbers.ipynb", as_version=4)


def cell(notebook, name):
    return next(cell for cell in notebook.cells if cell.id == name)


def spec_of(notebook, **released):
    cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    sources = {cell.metadata.nbgrader.grade_id: cell.source for cell in cells}
    return NotebookSpec("own", tuple(cells), sources | released, {})


def written(kind, **more):
    """Return a notebook with one task that a person marks, and a lesson after it."""
    nbgrader = {"grade_id": "why", "points": 2, "locked": False, **more}
    make = v4.new_code_cell if kind == "code" else v4.new_markdown_cell
    one = make("Because.\n\n### BEGIN MARK SCHEME\n1 point\n### END MARK SCHEME", id="why")
    one.metadata.nbgrader = nbgrader
    return v4.new_notebook(cells=[one, v4.new_markdown_cell("## Next", id="next")])


def test_an_answer_cell_is_what_nbgrader_releases_and_keeps_its_metadata(student, tiny_exam):
    for task in tiny_exam.tasks:
        assert cell(student, task).source == tiny_exam.spec.released[task]
        assert cell(student, task).metadata.nbgrader.grade_id == task


def test_staff_get_the_solution(staff):
    names = {}
    exec(cell(staff, "double").source, names)
    assert names["double"](4) == 8


def test_a_check_stands_behind_its_answer(student):
    sources = [one.source for one in student.cells]
    assert sources[sources.index(cell(student, "double").source) + 1] == 'grader.check("double")'


def test_checks_are_in_the_notebook_and_hidden_tests_are_not(student):
    tests = student.metadata.otter.tests
    assert list(tests) == ["double", "halve", "predict_sign"]
    assert all(one.count("@test_case(points=0, hidden=False)") == 1 for one in tests.values())
    assert not any("judged" in one for one in tests.values())


def test_a_written_task_is_marked_as_graded_by_a_person(student):
    assert cell(student, "why_half").source.startswith("<!-- BEGIN QUESTION -->")
    assert cell(student, "answer_why_half").metadata.tags == ["otter_answer_cell"]
    assert cell(student, "answer_why_half").metadata.get("editable", True)
    assert any("<!-- END QUESTION -->" in one.source for one in student.cells)


def test_the_mark_scheme_is_for_staff_alone(student, staff):
    assert not any("rule of signs" in one.source for one in student.cells)
    assert any("rule of signs" in one.source for one in staff.cells)


def test_a_written_task_without_a_place_gets_one():
    notebook = written("markdown", task=True, grade=False, solution=False)
    cells = master(notebook, spec_of(notebook, why="Because."), []).cells
    assert [one.id for one in cells if one.cell_type == "markdown"][1] == "answer_why"
    assert cells[-1].source == "## Next"


def test_an_answer_in_markdown_keeps_its_metadata_in_the_place_students_get():
    notebook = written("markdown", task=False, grade=True, solution=True)
    cells = master(notebook, spec_of(notebook, why="*Write here.*"), []).cells
    named = [one for one in cells if "nbgrader" in one.metadata]
    assert [one.source for one in named] == ["*Write here.*"]
    before, after = cells.index(named[0]) - 1, cells.index(named[0]) + 1
    assert (cells[before].source, cells[after].source) == ("# BEGIN PROMPT", "# END PROMPT")


def test_code_that_a_person_marks_is_a_solution():
    notebook = written("code", task=False, grade=True, solution=True)
    sources = [one.source for one in master(notebook, spec_of(notebook), []).cells]
    assert "# BEGIN SOLUTION" in sources and "# BEGIN PROMPT" not in sources


def test_a_solution_that_is_not_graded_is_given_out_as_released():
    notebook = v4.new_notebook(cells=[v4.new_code_cell("x = 1", id="bonus")])
    notebook.cells[0].metadata.nbgrader = {"grade_id": "bonus", "solution": True, "grade": False}
    cells = master(notebook, spec_of(notebook, bonus="x = ..."), []).cells
    assert [one.source for one in cells[1:]] == ["x = ..."]


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_released_text_may_hold_triple_quotes_of_one_kind(quotes):
    released = f"def f():\n    {quotes}What f does.{quotes}\n    raise NotImplementedError"
    names = {}
    exec(marked(released.replace("raise NotImplementedError", "return 1"), released), names)
    assert names["f"]() == 1


def test_released_text_with_both_kinds_of_triple_quotes_is_refused():
    with pytest.raises(CourseError, match="both kinds of triple quotes"):
        marked("x = 1", "'''a''' + \"\"\"b\"\"\"")
