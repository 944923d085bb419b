"""Finding a course and its parts."""

import pytest

from autograder.course import Course, CourseError, find_course, load_answers


def test_a_course_is_found_from_any_folder_in_it(tiny_course):
    inside = tiny_course.root / "source" / "tiny"
    assert find_course(inside) == find_course(tiny_course.root) == tiny_course


def test_a_folder_outside_any_course_is_refused(tmp_path):
    with pytest.raises(CourseError, match="in no course: no nbgrader_config.py"):
        find_course(tmp_path)


def test_one_name_runs_through_all_folders(tiny_course):
    assert tiny_course.notebooks("tiny") == ["1_numbers"]
    parts = [
        tiny_course.notebook("tiny", "1_numbers"),
        tiny_course.answers("tiny", "1_numbers"),
        tiny_course.hidden("tiny", "1_numbers"),
    ]
    assert all(path.is_file() for path in parts)


def test_notebooks_come_in_the_order_of_their_names(tmp_path):
    for name in ("3_c.ipynb", "1_a.ipynb", "4_d.ipynb", "data.csv", "2_b.ipynb"):
        path = tmp_path / "source" / "a" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert Course(tmp_path).notebooks("a") == ["1_a", "2_b", "3_c", "4_d"]


def test_an_unknown_assignment_is_refused_and_the_known_ones_are_named(tiny_course):
    with pytest.raises(CourseError, match="no assignment 'huge'.*there is: tiny"):
        tiny_course.notebooks("huge")


def test_kept_answers_are_loaded_with_their_module(tiny_course):
    answers, module = load_answers(tiny_course.answers("tiny", "1_numbers"))
    assert list(answers.tasks) == ["double", "halve", "predict_sign"]
    assert module.double(4) == 8


def test_kept_answers_are_read_anew_each_time(write):
    code = "from autograder.answers import Answers\nanswers = Answers()\nanswers.task('{}')\n"
    for name in ("one", "another"):
        answers, _ = load_answers(write("answers_a.py", code.format(name)))
        assert list(answers.tasks) == [name]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("x = 1\n", r"answers_a.py has no `answers = Answers\(\)`"),
        ("answers = {}\n", "has no `answers"),
        ("1 / 0\n", "answers_a.py cannot be imported: ZeroDivisionError"),
        ("def f(:\n", "cannot be imported: SyntaxError"),
        (
            "from autograder.answers import Answers\nanswers = Answers()\n"
            "answers.task('a')\nanswers.task('a')\n",
            "task 'a' is opened twice",
        ),
    ],
    ids=["none", "another kind", "error", "syntax", "twice"],
)
def test_kept_answers_that_cannot_be_used_are_refused_with_the_reason(write, code, reason):
    with pytest.raises(CourseError, match=reason):
        load_answers(write("answers_a.py", code))


def test_missing_kept_answers_are_refused(tmp_path):
    with pytest.raises(CourseError, match="answers_1_a.py is missing"):
        load_answers(tmp_path / "answers_1_a.py")
