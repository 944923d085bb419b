"""dist/otter/NOTEBOOK: made by Otter's own tool, proven before it is put in place."""

import json
import shutil

import nbformat
import pytest
from nbformat import v4

from autograder.course import Course, CourseError
from autograder.exam import open_exam
from autograder.otter import assign
from autograder.otter.assign import hidden_text, make


@pytest.fixture
def make_changed(untouched_course, zygote, settings, tmp_path):
    """Make the assignment of a course whose source cells were changed: `{cell id: source}`."""

    def run(sources):
        course = Course(shutil.copytree(untouched_course.root, tmp_path / "course"))
        path = course.notebook("tiny", "1_numbers")
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            cell.source = sources.get(cell.id, cell.source)
        nbformat.write(notebook, path)
        own = settings(course)
        return make(course, own, open_exam(course, "tiny", "1_numbers", own.config, zygote), zygote)

    return run


def test_students_get_a_notebook_and_nothing_secret(made):
    files = [path for path in (made.folder / "student").rglob("*") if path.is_file()]
    assert [path.name for path in files] == ["1_numbers.ipynb"]
    text = files[0].read_text(encoding="utf-8")
    for secret in ("return 2 * x", "rule of signs", "autograder.stock", "agree(", "SOLUTION"):
        assert secret not in text


def test_staff_get_the_solved_notebook_and_the_zip(made):
    assert made.zip.parent == made.folder / "autograder"
    assert (made.folder / "autograder" / "1_numbers.ipynb").is_file()


def test_a_hidden_line_anywhere_in_the_students_notebook_is_found(otter_course, tiny_exam):
    source = nbformat.read(otter_course.notebook("tiny", "1_numbers"), as_version=4)
    student = v4.new_notebook(metadata={"otter": {"tests": {"halve": "x\n    return x / 2\n"}}})
    assert list(hidden_text(source, student, tiny_exam)) == [
        "students would get the hidden line 'return x / 2'"
    ]
    assert not list(hidden_text(source, v4.new_notebook(), tiny_exam))


def test_a_lesson_that_otter_would_change_is_refused_and_nothing_is_put_in_place(
    make_changed, tmp_path
):
    with pytest.raises(CourseError, match="the cell title is not as in the source"):
        make_changed({"title": "# Numbers\n\nTwice and half. # IGNORE"})
    assert list((tmp_path / "course" / "dist" / "otter").iterdir()) == []


def test_without_otter_one_line_says_what_to_install(
    settings, otter_course, tiny_exam, zygote, monkeypatch
):
    monkeypatch.setattr(assign, "find_spec", lambda name: None)
    with pytest.raises(CourseError, match=r"pip install 'autograder\[otter\]'"):
        make(otter_course, settings(otter_course), tiny_exam, zygote)


def test_the_notebook_given_out_is_valid(made):
    path = made.folder / "student" / "1_numbers.ipynb"
    nbformat.validate(json.loads(path.read_text(encoding="utf-8")))


def test_a_visible_check_that_fails_in_the_solved_notebook_is_refused(make_changed):
    broken = 'assert False, "this check is broken"'
    with pytest.raises(CourseError, match="the visible check of double fails in it: .*is broken"):
        make_changed({"check_double": broken})


def test_a_file_in_the_way_is_named(tmp_path, settings, otter_course, tiny_exam, zygote):
    course = Course(tmp_path)
    target = tmp_path / "dist" / "otter" / "1_numbers"
    target.parent.mkdir(parents=True)
    target.write_text("")
    with pytest.raises(CourseError, match="is in the way: a folder is to be made there"):
        make(course, settings(otter_course), tiny_exam, zygote)
