"""One feedback page, made of an autograded notebook and marks."""

import json
import re
import time
from dataclasses import replace

import pytest
from nbformat import v4

from autograder.evidence import Evidence
from autograder.live import LIVE_MIME, PLACE, LivePages, read_pages
from autograder.marks import CellMark, Marks
from autograder.notebook import UnreadableNotebook
from autograder.page import Asked, Panel
from autograder.paper import Paper
from autograder.render import show_test
from autograder.verdict import NamedMistake, TaskResult, TestResult

LESSON = "Twice and half."
SECRET = "1 point for the rule of signs"
MARKS = Marks(
    score=2.5,
    max_score=10.0,
    cells={
        "test_double": CellMark(0.5, 2.0),
        "double": CellMark(comment="Nearly: *look again*."),
        "test_halve": CellMark(3.0, 3.0, given=True),
        "why_half": CellMark(0.0, 2.0, waits=True),
    },
)
ASKED = Asked("alice", "tiny", "1_numbers", MARKS)
RESULT = TaskResult(
    "double",
    "1_numbers",
    0.5,
    2.0,
    mistakes=(NamedMistake("squared", "the number was **squared**", "What is double of 3?"),),
    tests=(TestResult("", "a number", True), TestResult("", "a list", False, "they differ")),
    evidence=(Evidence("Doubles", "x", "2x", False, ((0.0, 0.0), (3.0, 9.0)), ((0.0, 0.0),)),),
)


@pytest.fixture(scope="module")
def paper(tiny_exam, tmp_path_factory):
    """The paper of a course with one live picture of 60 kB."""
    folder = tmp_path_factory.mktemp("live")
    text = f"<title>Curve</title>{PLACE}<script>run(1)</script>" + "x" * 60_000
    (folder / "curve.html").write_text(text)
    lessons = {"1_numbers": [LESSON]}
    return Paper({"1_numbers": tiny_exam.spec}, lessons, read_pages(folder))


@pytest.fixture
def notebook(tiny_exam):
    """An autograded notebook: all cells of nbgrader's, hidden regions included."""
    cells = [v4.new_markdown_cell(LESSON)]
    for spec_cell in tiny_exam.spec.cells:
        cell = json.loads(json.dumps(spec_cell))
        cells.append(v4.new_code_cell() | cell if cell["cell_type"] == "code" else cell)
    by_id = {one["metadata"].get("nbgrader", {}).get("grade_id"): one for one in cells}
    by_id["double"]["source"] = "def double(x):\n    return x * x"
    test = v4.new_code_cell()
    show_test(test, RESULT)
    by_id["test_double"]["outputs"] = test.outputs
    cells.append(v4.new_markdown_cell("Because <b>minus</b> stays.<script>alert(1)</script>"))
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def page(paper, notebook):
    def make(asked=ASKED, plain=False):
        return paper.page(asked, json.dumps(notebook).encode(), "key", plain)

    return make


def panel(html, task):
    return html.partition(f'id="task-{task}"')[2].partition("</section>")[0]


def test_a_task_shows_points_tests_the_mistake_and_its_question(page):
    shown = panel(page(), "double")
    assert "0.5 of 2 points" in shown
    assert "It looks like the number was <strong>squared</strong>." in shown
    assert "What is double of 3?" in shown
    assert "✓ passed</span> a number" in shown and "✗ failed</span> a list: they differ" in shown


def test_a_task_shows_a_picture_of_its_numbers(page):
    assert "<figcaption>Doubles</figcaption>" in panel(page(), "double")
    assert "<svg" in panel(page(), "double")


def test_a_person_s_comment_and_points_are_shown(page):
    assert "Nearly: <em>look again</em>." in panel(page(), "double")
    assert "A person set these points." in panel(page(), "halve")
    assert "still has to read" in panel(page(), "why_half")


def test_the_table_on_top_says_what_was_found(page):
    table = page().partition("<table")[2].partition("</table>")[0]
    rows = [re.sub(r"\s*<[^>]*>\s*", "|", row).strip("|") for row in table.split("<tr>")[2:]]
    words = [re.sub(r"\|+", "|", row) for row in rows]
    assert words[0] == "double|0.5 / 2|a mistake we know"
    assert words[1] == "halve|3 / 3|all points"
    assert words[-1] == "why_half|0 / 2|waits for a person"


def test_nothing_of_hidden_tests_or_mark_schemes_is_shown(page):
    for shown in (page(), page(plain=True)):
        assert "autograder.stock" not in shown and SECRET not in shown
        assert "HIDDEN" not in shown and "MARK SCHEME" not in shown


def test_locked_cells_are_shown_as_released_whatever_a_hand_in_made_of_them(page, notebook):
    (check,) = (one for one in notebook["cells"] if one.get("id") == "check_double")
    check["source"] = "print('forged')"
    assert "forged" not in page() and "What is 1 + 1?" in page().replace("</span>", "").replace(
        '<span class="s2">', ""
    )


def test_the_panel_of_written_work_stands_after_the_answer(page):
    html = page()
    assert html.index("Because <b>minus</b> stays.") < html.index('id="task-why_half"')


def test_no_script_is_on_a_page_and_none_would_be_run(page):
    assert "<script" not in page() and "<script" not in page(plain=True)
    assert "default-src 'none'" in page()


def test_repairs_events_and_reasons_are_shown(page):
    asked = replace(ASKED, repairs=("<cell> put back",), events=("task double: stopped",))
    assert "&lt;cell&gt; put back" in page(asked) and "task double: stopped" in page(asked)


def test_what_being_late_cost_is_said_and_taken_off(page):
    html = page(replace(ASKED, marks=replace(MARKS, penalty=1.0)))
    assert "<strong>1.5</strong> of 10" in html and "1 points were taken off" in html


def test_a_page_without_a_notebook_says_why(paper):
    html = paper.page(replace(ASKED, error="the file is empty"), None, "key")
    assert "could not be graded" in html and "the file is empty" in html and "double" in html


def test_a_file_that_is_no_notebook_is_refused(paper):
    with pytest.raises(UnreadableNotebook, match="no valid JSON"):
        paper.page(ASKED, b'{"cells": [', "key")


def test_equal_input_makes_equal_pages(page):
    assert page() == page()


@pytest.mark.parametrize("kind", ["markdown", "code"])
@pytest.mark.parametrize(("number", "source"), [(1900, "**a** $x$"), (300, "x = 1\n" * 2000)])
def test_a_page_stays_small_and_keeps_all_panels(page, notebook, kind, number, source):
    make = v4.new_markdown_cell if kind == "markdown" else v4.new_code_cell
    notebook["cells"] += [make(f"{source} {k}") for k in range(number)]
    html = page()
    assert len(html.encode()) <= 300_000
    assert 'id="task-double"' in html and 'id="task-why_half"' in html


def test_pictures_are_left_out_before_anything_else(page, notebook):
    picture = {"output_type": "display_data", "data": {"image/png": "A" * 400_000}}
    notebook["cells"].append(v4.new_code_cell("plot()") | {"outputs": [picture]})
    html = page()
    assert len(html.encode()) <= 300_000 and "would get too large" in html and "plot" in html


def live_cell(file="curve.html", **values):
    told = {"file": file, "data": values}
    data = {"text/plain": "a live picture", "text/html": "<iframe src='x'>", LIVE_MIME: told}
    output = {"output_type": "display_data", "data": data}
    return v4.new_code_cell("show()") | {"outputs": [output]}


def test_a_live_picture_lives_on_and_only_its_script_may_run(page, notebook):
    notebook["cells"].append(live_cell(a=0.125))
    html = page()
    assert html.count("<iframe") == 1 and "{&quot;a&quot;:0.125}" in html
    assert "script-src 'sha256-" in html and "script-src 'unsafe-inline'" not in html
    assert "a live picture" not in html and "<script" not in html


def test_a_course_without_live_pictures_lets_no_script_run(tiny_exam, notebook):
    notebook["cells"].append(live_cell())
    paper = Paper({"1_numbers": tiny_exam.spec}, {"1_numbers": [LESSON]}, LivePages())
    html = paper.page(ASKED, json.dumps(notebook).encode(), "key")
    assert "<iframe" not in html and "script-src" not in html and "a live picture" in html


@pytest.mark.parametrize(
    "cell",
    [live_cell("../curve.html"), live_cell(a=float("nan")), live_cell(a="x" * 501)],
    ids=["path", "nan", "long"],
)
def test_what_is_no_live_picture_leaves_its_sentence(page, notebook, cell):
    notebook["cells"].append(cell)
    assert "<iframe" not in page() and "<pre>a live picture</pre>" in page()


def test_live_pictures_beyond_the_limit_leave_their_sentence_and_the_reason(page, notebook):
    notebook["cells"] += [live_cell(k=k) for k in range(8)]
    html = page()
    assert html.count("<iframe") in (3, 4) and len(html.encode()) <= 300_000
    sentences = html.count('<pre>a live picture</pre></div><p class="title">left out here: ')
    assert html.count("<iframe") + sentences == 8


def test_a_plain_page_shows_a_live_picture_s_sentence(page, notebook):
    notebook["cells"].append(live_cell())
    assert "<iframe" not in page(plain=True) and "a live picture" in page(plain=True)


def test_many_large_live_pictures_are_not_slow(page, notebook):
    notebook["cells"] += [live_cell(path=[k + 0.1] * 10_000) for k in range(60)]
    start = time.perf_counter()
    page()
    assert time.perf_counter() - start < 2


def test_points_to_be_looked_at_again_are_points_all_the_same():
    given = CellMark(1.5, 2.0, given=True, again=True)
    shown = Panel("why_half", given, None)
    assert shown.by_hand.startswith("A person set these points, and will look again")
    assert shown.found == "a part of the points"
