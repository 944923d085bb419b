"""The course in JupyterLab: what a student and an instructor see in a real browser."""

from dataclasses import dataclass

import nbformat
import pytest
from labpage import NOTEBOOKS, NotebookPage

UNTOUCHED, SOLVED = NOTEBOOKS[0], NOTEBOOKS[-1]

# MathJax marks what it cannot read as an error, and a \command it does not know in red.
FORMULAS = r"""
() => {
    const cells = [...document.querySelectorAll('.jp-MarkdownCell .jp-RenderedMarkdown')];
    const prose = cell => {
        const copy = cell.cloneNode(true);
        copy.querySelectorAll('pre, code, mjx-container').forEach(part => part.remove());
        return copy.textContent;
    };
    return {
        lessons: cells.length,
        formulas: document.querySelectorAll('mjx-container').length,
        broken: [...document.querySelectorAll('mjx-merror, mjx-mtext[style*=red]')]
            .map(part => part.closest('.jp-Cell').textContent),
        raw: cells.map(prose).filter(text => /[$\\]/.test(text)),
    };
}
"""
WIDE = """
() => [...document.querySelectorAll('.jp-CodeCell')]
    .filter(cell => [...cell.querySelectorAll('.cm-scroller')]
        .some(code => code.scrollWidth > code.clientWidth))
    .map(cell => cell.querySelector('.cm-content').textContent)
"""


@dataclass(frozen=True)
class Worked:
    """A notebook after a student has pressed Shift + Enter through all of it."""

    saved: nbformat.NotebookNode
    page: object


@pytest.fixture(scope="module", params=NOTEBOOKS)
def untouched(request, browser, student_lab):
    """Each released notebook, run cell by cell in JupyterLab, unchanged."""
    path = f"derivatives/{request.param}.ipynb"
    with NotebookPage(browser, student_lab, path) as notebook:
        notebook.run_cell_by_cell()
        yield Worked(notebook.saved(), notebook.page)


def test_all_cells_run_and_nothing_fails_but_open_tasks(untouched):
    code = [cell for cell in untouched.saved.cells if cell.cell_type == "code"]
    assert [cell.id for cell in code if not cell.execution_count] == []
    left = {cell.id: error for cell in code for error in errors(cell)}
    tasks = set(open_tasks(untouched.saved))
    checks = {f"check_{task}" for task in tasks}
    assert checks <= left.keys() <= checks | tasks
    assert {left[name] for name in left.keys() & tasks} <= {"NotImplementedError"}
    assert set(left.values()) <= {"NotImplementedError", "AssertionError"}


def errors(cell):
    """Return the names of the exceptions a cell has left, and whatever it has warned of."""
    found = [output.ename for output in cell.outputs if output.output_type == "error"]
    return found + [output.text for output in cell.outputs if output.get("name") == "stderr"]


def open_tasks(notebook):
    """Return the names of the code cells a student is to fill in."""
    cells = (cell for cell in notebook.cells if cell.cell_type == "code")
    return [cell.id for cell in cells if cell.metadata.get("nbgrader", {}).get("solution")]


def test_every_picture_is_drawn(untouched):
    for cell in untouched.saved.cells:
        if cell.cell_type == "code" and "plt.show()" in cell.source:
            assert any("image/png" in output.get("data", {}) for output in cell.outputs), cell.id


def test_every_formula_is_typeset(untouched):
    seen = untouched.page.evaluate(FORMULAS)
    lessons = [cell for cell in untouched.saved.cells if cell.cell_type == "markdown"]
    assert seen["lessons"] == len(lessons)
    assert seen["formulas"] > 20 and seen["broken"] == seen["raw"] == []


def test_no_code_runs_out_of_its_cell(untouched):
    assert untouched.page.evaluate(WIDE) == []


def test_a_hint_is_closed_until_a_student_opens_it(untouched):
    hint = untouched.page.locator(".jp-RenderedMarkdown details").first
    text = hint.locator("p").first
    hint.scroll_into_view_if_needed()
    assert not text.is_visible()
    hint.locator("summary").click()
    assert text.is_visible()


def test_validate_lists_the_failing_checks_of_an_untouched_notebook(browser, student_lab):
    with NotebookPage(browser, student_lab, f"derivatives/{UNTOUCHED}.ipynb") as notebook:
        report = notebook.validate()
        tasks = open_tasks(notebook.saved())
    assert report.count("The following cell failed") == len(tasks)
    assert "NotImplementedError" in report


def test_validate_is_content_with_a_solved_notebook(browser, student_lab, solve):
    path = "derivatives/solved.ipynb"
    (student_lab.folder / path).write_text(solve(SOLVED), encoding="utf-8")
    with NotebookPage(browser, student_lab, path) as notebook:
        assert notebook.validate() == "Success! Your notebook passes all the tests."


def test_an_instructor_sees_points_and_roles_beside_the_source(browser, instructor_lab):
    path = f"source/derivatives/{UNTOUCHED}.ipynb"
    with NotebookPage(browser, instructor_lab, path) as notebook:
        graded = [
            cell.metadata.nbgrader.points
            for cell in nbformat.read(instructor_lab.folder / path, as_version=4).cells
            if cell.metadata.get("nbgrader", {}).get("grade")
        ]
        notebook.page.locator(".jp-SideBar [title='Nbgrader Create Assignment']").click()
        total = notebook.page.locator(".nbgrader-TotalPointsInput")
        total.wait_for()
        assert float(total.input_value()) == sum(graded)


def test_formgrader_lists_the_assignment(browser, instructor_lab):
    page = browser.new_page()
    page.goto(f"{instructor_lab.url}/formgrader?token={instructor_lab.token}")
    row = page.locator("tr", has=page.get_by_role("link", name="derivatives", exact=True))
    row.wait_for()
    assert "draft" in row.inner_text()
    page.close()
