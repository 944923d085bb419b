"""The line in the grade cells, as an nbgrader without our settings runs it."""

import math

import pytest

from autograder.course import CourseError
from autograder.grade import grade_notebook
from autograder.sitting import TimeLimits
from autograder.stock import score

TASKS = {"double": 2.0, "halve": 3.0, "predict_sign": 3.0}
ANSWERS = {
    "right": ("halve", "def halve(x):\n    return x / 2"),
    "an alternative": ("halve", "halve = lambda x: 0.5 * x"),
    "a named mistake": ("halve", "def halve(x):\n    return x // 2"),
    "right in part": ("halve", "def halve(x):\n    return x / 2 if x < 1000 else 0"),
    "raises": ("halve", "def halve(x):\n    return 1 / 0"),
    "raises for some": ("halve", "def halve(x):\n    return [3.5, 1.25][x != 7] / (x < 1000)"),
    "no function": ("halve", "halve = 3.5"),
    "another type": ("halve", "def halve(x):\n    return str(x / 2)"),
    "another shape": ("halve", "def halve(x):\n    return [x / 2]"),
    "no data": ("halve", "def halve(x):\n    return halve"),
    "nan": ("halve", "def halve(x):\n    return float('nan')"),
    "an imported name": ("double", "import math\ndef double(x):\n    return math.fsum([x, x])"),
    "a prediction": ("predict_sign", 'predict_sign = {"-3": "negative", "0": "zero"}'),
    "a wrong prediction": ("predict_sign", 'predict_sign = dict.fromkeys(["-3", "0"], "zero")'),
    "not there": ("double", "pass"),
}


@pytest.fixture
def in_assignment(untouched_course, monkeypatch):
    """Stand where nbgrader runs a notebook: in a folder with the assignment's name."""
    monkeypatch.chdir(untouched_course.source("tiny"))


@pytest.fixture
def caged_score(answered, tiny_exam, zygote):
    """Return a task's points as the cage gives them."""

    def graded(task, source):
        data = answered(**{task: source})
        verdict = grade_notebook(data, tiny_exam, zygote, TimeLimits()).verdict
        return next(one.score for one in verdict.tasks if one.task == task)

    return graded


def names(source):
    """Return what a notebook's names are after this cell."""
    namespace = {"math": math}
    exec(source, namespace)
    return namespace


@pytest.mark.parametrize(("task", "source"), ANSWERS.values(), ids=ANSWERS)
def test_the_score_is_the_cages_and_a_plain_float(in_assignment, caged_score, task, source):
    found = score(task, names(source))
    assert type(found) is float  # numpy's would not be read as a score by nbgrader
    assert found == caged_score(task, source)


def test_the_answers_above_are_of_every_worth(in_assignment):
    found = {round(score(task, names(source)), 2) for task, source in ANSWERS.values()}
    assert found == {0.0, 1.0, 2.0, 3.0}


@pytest.mark.parametrize(("task", "points"), TASKS.items())
def test_the_reference_gets_all_points_and_nothing_gets_none(
    in_assignment, untouched_course, task, points
):
    kept = untouched_course.answers("tiny", "1_numbers").read_text(encoding="utf-8")
    assert score(task, names(kept)) == points
    assert score(task, {}) == 0.0


def test_the_course_is_found_from_where_nbgrader_autogrades(untouched_course, monkeypatch):
    folder = untouched_course.root / "autograded" / "alice" / "tiny"
    folder.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(folder)
    assert score("double", {"double": lambda x: x + x}) == 2.0


def test_what_the_answers_print_or_warn_of_costs_nothing(in_assignment):
    source = (
        "import warnings\ndef double(x):\n    warnings.warn('odd')\n    print(x)\n    return 2*x"
    )
    assert score("double", names(source)) == 2.0


def test_outside_a_course_it_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CourseError, match="is in no course"):
        score("double", {})


def test_outside_an_assignment_it_is_refused(untouched_course, monkeypatch):
    monkeypatch.chdir(untouched_course.root)
    with pytest.raises(CourseError, match="there is no assignment"):
        score("double", {})


def test_an_unknown_task_is_refused(in_assignment):
    with pytest.raises(CourseError, match="no notebook of tiny has a grade cell test_triple"):
        score("triple", {})
