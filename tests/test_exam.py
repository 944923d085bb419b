"""All that grades one notebook, checked before anyone is graded."""

import json
import shutil

import pytest

from autograder.course import Course, CourseError, load_answers
from autograder.exam import directory, open_exam, read_config, read_specs, refuse_twin_tasks
from autograder.outcome import VALUE


@pytest.fixture
def opened(tiny_course, zygote):
    """Open the exam of the small course as it stands now."""
    config = read_config(tiny_course)
    return lambda: open_exam(tiny_course, "tiny", "1_numbers", config, zygote)


def replaced(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def answers(tiny_course):
    return tiny_course.answers("tiny", "1_numbers")


@pytest.fixture
def hidden(tiny_course):
    return tiny_course.hidden("tiny", "1_numbers")


def test_an_exam_has_the_tasks_with_their_tests_and_fingerprints(tiny_exam):
    assert list(tiny_exam.tasks) == ["double", "halve", "predict_sign"]
    halve = tiny_exam.tasks["halve"]
    assert [one.test.title for one in halve.tests] == [
        "half of a positive number, case 1",
        "half of a positive number, case 2",
        "half of a positive number, case 3",
        "which way a negative number is rounded",
    ]
    assert [one.mistake.name for one in halve.fingerprints] == ["rounded_down", "rounded_to_zero"]
    assert [outcome.value for outcome in halve.expected] == [3.5, 1.25, 500.5, -3.5]


def test_a_test_with_several_probes_has_all_of_them(tiny_exam):
    double = tiny_exam.tasks["double"]
    assert [one.count for one in double.tests] == [1, 2]
    assert all(outcome.kind == VALUE for outcome in double.expected)
    assert tiny_exam.tasks["predict_sign"].prediction


def test_a_reference_that_fails_its_own_test_is_refused(opened, answers):
    replaced(answers, "return 2 * x", "return 2 * x + 1")
    with pytest.raises(CourseError, match="the reference of double fails its own hidden test"):
        opened()


def test_a_test_that_cannot_be_passed_is_refused_with_its_message(opened, hidden):
    replaced(hidden, "assert equal(student(probe), reference(probe))", "assert False, 'never'")
    with pytest.raises(CourseError, match=r"predict_sign fails .* test_sign\[-3\]: never"):
        opened()


def test_a_reference_that_breaks_is_refused(opened, answers):
    replaced(answers, "return x / 2", "return x / 0")
    with pytest.raises(CourseError, match="test_half.7.: the call raised ZeroDivisionError"):
        opened()


def test_a_task_without_a_grade_cell_is_refused(opened, tiny_course):
    source = tiny_course.notebook("tiny", "1_numbers")
    replaced(source, '"grade_id": "test_halve"', '"grade_id": "lost"')
    with pytest.raises(CourseError, match="no grade cell test_… for halve"):
        opened()


def test_a_grade_cell_without_kept_answers_is_refused(opened, answers, hidden):
    replaced(hidden, '@task("double")', '@task("halve")')
    replaced(answers, 'task = answers.task("double")', 'task = Answers().task("double")')
    with pytest.raises(CourseError, match="no kept answers and tests for double"):
        opened()


def test_a_missing_file_of_hidden_tests_is_refused(opened, hidden):
    hidden.unlink()
    with pytest.raises(CourseError, match="the hidden tests are missing: .*test_1_numbers.py"):
        opened()


def test_a_file_of_hidden_tests_that_cannot_be_used_is_refused(opened, hidden):
    replaced(hidden, "TENTH = 0.1", "TENTH = 1 / 0")
    with pytest.raises(CourseError, match="test_1_numbers.py: .*ZeroDivisionError"):
        opened()


def test_a_probe_that_would_take_an_expected_value_along_is_refused(opened, hidden):
    replaced(
        hidden,
        "    student(lambda answers: answers.halve(-7))",
        "    want = reference(lambda answers: answers.halve(-7))\n"
        "    student(lambda answers: answers.halve(-7) == want)",
    )
    with pytest.raises(CourseError, match="test_half_of_a_negative_number: .*earlier probe"):
        opened()


def test_a_course_that_student_code_could_read_is_refused(zygote, tiny_course, monkeypatch):
    monkeypatch.setattr("autograder.exam.readable_paths", lambda: [str(tiny_course.root.parent)])
    with pytest.raises(CourseError, match="which student code can read; move it"):
        open_exam(tiny_course, "tiny", "1_numbers", read_config(tiny_course), zygote)


def test_settings_of_the_course_are_nbgraders(tiny_course):
    view = directory(tiny_course, read_config(tiny_course))
    assert view.root == str(tiny_course.root)
    assert view.course_id == "why-derivatives-matter"
    assert tiny_course.database == view.db_url


def test_settings_that_cannot_be_read_are_refused(tiny_course):
    (tiny_course.root / "nbgrader_config.py").write_text("1 / 0")
    with pytest.raises(CourseError, match="nbgrader_config.py cannot be read: division by zero"):
        read_config(tiny_course)


def test_settings_or_answers_that_end_the_program_are_refused(tiny_course):
    (tiny_course.root / "nbgrader_config.py").write_text("raise SystemExit(0)")
    with pytest.raises(CourseError, match="nbgrader_config.py cannot be read"):
        read_config(tiny_course)
    answers = tiny_course.answers("tiny", "1_numbers")
    answers.write_text("raise SystemExit(0)")
    with pytest.raises(CourseError, match="cannot be imported: SystemExit"):
        load_answers(answers)


def test_a_task_in_two_notebooks_is_refused(tiny_course):
    config = read_config(tiny_course)
    shutil.copy(tiny_course.notebook("tiny", "1_numbers"), tiny_course.notebook("tiny", "2_more"))
    specs = read_specs(tiny_course, "tiny", config)
    with pytest.raises(CourseError, match="the task double is in 1_numbers and in 2_more: rename"):
        refuse_twin_tasks(specs)


def test_points_are_those_of_the_source_at_the_time(tiny_course):
    source = tiny_course.notebook("tiny", "1_numbers")
    document = json.loads(source.read_text())
    for cell in document["cells"]:
        if cell["id"] == "test_halve":
            cell["metadata"]["nbgrader"]["points"] = 7
    source.write_text(json.dumps(document))
    specs = read_specs(Course(tiny_course.root), "tiny", read_config(tiny_course))
    assert specs["1_numbers"].points["halve"] == 7.0
