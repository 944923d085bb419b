"""From the release to the feedback, all of it pressed in a browser by a teacher and a student."""

import json
from pathlib import Path

import pytest
from classroom import AssignmentList, Formgrader, open_classroom
from labpage import NOTEBOOKS
from nbgrader.api import Gradebook

from autograder.lms.export import export_grades

WRITTEN = {
    "2_gradient": ("why_perpendicular", "3", "The second half is missing & short."),
    "3_descent": ("valley_and_rate", "2.5", "Name the cause: “steep walls”."),
    "4_autograd": ("diagnose_training", "3.5", "Very clear."),
}
MISTAKES = Path(__file__).parents[2] / "release" / "derivatives" / "mistakes.json"
ANSWER = "*Write your answer here.*"
POINTS, WRITTEN_POINTS, GIVEN = 100, 12, 9


@pytest.fixture(scope="module")
def classroom(browser, tmp_path_factory):
    """Both servers, with nothing released."""
    with open_classroom(tmp_path_factory.mktemp("classroom"), browser) as opened:
        yield opened


def test_an_assignment_is_released_solved_graded_by_hand_and_given_back(
    browser, classroom, solve, tmp_path
):
    with Formgrader(browser, classroom.teacher) as teacher:
        assert "Successfully created the student version" in teacher.press("assign")
        assert "Successfully released" in teacher.press("release")
        assert teacher.cell("status") == "released"
        hand_in(browser, classroom, solve)
        assert "Successfully collected" in teacher.press("collect")
        assert teacher.cell("num-submissions") == "1"
        grade_by_hand(teacher)
        assert "Successfully generated feedback" in teacher.press("generate-feedback")
        assert "Successfully released feedback" in teacher.press("release-feedback")
    see_the_feedback(browser, classroom)
    see_the_export(classroom, tmp_path)


def hand_in(browser, classroom, solve):
    """Fetch, solve, validate one notebook and submit, as a student does."""
    with AssignmentList(browser, classroom.student) as student:
        assert "derivatives" in student.wait_for("released")
        student.press("released", "Fetch")
        student.wait_for("fetched")
        for name in NOTEBOOKS:
            text = solve(name).replace(ANSWER, "It is perpendicular, since $\\\\nabla f$ is.")
            path = classroom.student.folder / "derivatives" / f"{name}.ipynb"
            assert path.is_file()
            assert (path.parent / "mistakes.json").read_text() == MISTAKES.read_text()
            path.write_text(text, encoding="utf-8")
        assert student.validate("1_derivative") == "Success! Your notebook passes all the tests."
        student.press("fetched", "Submit")
        assert "derivatives" in student.wait_for("submitted")


def grade_by_hand(teacher):
    """Press Autograde, then give points and a comment for every written question."""
    teacher.open("manage_submissions/derivatives")
    assert teacher.cell("status") == "needs autograding"
    assert "Successfully autograded" in teacher.press("autograde")
    assert teacher.cell("status") == "needs manual grading"
    assert teacher.cell("score") == f"{POINTS - WRITTEN_POINTS} / {POINTS}"
    for notebook, (question, points, comment) in WRITTEN.items():
        teacher.give(notebook, question, points, comment)
    teacher.open("manage_submissions/derivatives")
    assert teacher.cell("status") == "graded"
    assert teacher.cell("score") == f"{POINTS - WRITTEN_POINTS + GIVEN} / {POINTS}"


def see_the_feedback(browser, classroom):
    """Fetch the feedback and look for the comments and points in its pages."""
    with AssignmentList(browser, classroom.student) as student:
        student.wait_for("submitted")
        student.press("submitted", "Fetch Feedback")
        student.page.get_by_text("(view feedback)").first.wait_for()
    folder = classroom.student.folder / "derivatives" / "feedback"
    for notebook, (question, points, comment) in WRITTEN.items():
        (path,) = folder.rglob(f"{notebook}.html")
        page = browser.new_page()
        page.goto(path.as_uri())
        text = page.locator("body").inner_text()
        assert comment in text, question
        assert f"{float(points):g} / 4" in text.replace(".0", ""), question
        assert "MARK SCHEME" not in text, question
        page.close()


def see_the_export(classroom, tmp_path):
    """Export the grades and look for the points given by hand."""
    with Gradebook(f"sqlite:///{classroom.teacher.folder / 'gradebook.db'}") as book:
        export_grades(book, "json", to=str(tmp_path / "grades.json"))
    (grade,) = json.loads((tmp_path / "grades.json").read_text(encoding="utf-8"))
    assert (grade["score"], grade["waiting"]) == (POINTS - WRITTEN_POINTS + GIVEN, 0.0)
    given = {name: grade["cells"][name][one[0]] for name, one in WRITTEN.items()}
    assert given == {name: float(one[1]) for name, one in WRITTEN.items()}
