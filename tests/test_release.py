"""Making a release, and proving it before any student sees it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.course import Course, CourseError, load_answers
from autograder.exam import open_exam, read_config
from autograder.release import (
    generate,
    old_unless_proven,
    prove,
    released_files,
    same_references,
    secrets_left,
)

pytestmark = pytest.mark.filterwarnings("ignore:Object of type <Submitted.* not in session")


@pytest.fixture(scope="session")
def generated(untouched_course, tmp_path_factory):
    """A copy of the small course with its release made, once, by nbgrader."""
    root = tmp_path_factory.mktemp("released") / "course"
    shutil.copytree(untouched_course.root, root)
    course = Course(root)
    generate(course, "tiny", read_config(course))
    return course


@pytest.fixture
def course(generated, tmp_path):
    """A released course to change at will."""
    return Course(shutil.copytree(generated.root, tmp_path / "course"))


@pytest.fixture
def proven(course, zygote):
    """Prove the course's release as it stands now, after these changes to its files' cells."""

    def prove_changed(source=None, released=None):
        if source:
            change(course.notebook("tiny", "1_numbers"), source)
        if released:
            change(course.root / "release" / "tiny" / "1_numbers.ipynb", released)
        exam = open_exam(course, "tiny", "1_numbers", read_config(course), zygote)
        return prove(course, "tiny", exam, zygote)

    return prove_changed


def change(path, edit):
    document = json.loads(path.read_text(encoding="utf-8"))
    edit({cell["id"]: cell for cell in document["cells"]}, document["cells"])
    path.write_text(json.dumps(document), encoding="utf-8")


def rewrite(name, source):
    """Return an edit that gives a cell another source."""
    return lambda by_id, cells: by_id[name].update(source=source)


def test_a_good_release_is_proven(proven):
    proof = proven()
    assert (proof.notebook, proof.tasks, proof.points) == ("1_numbers", 3, 8.0)


def test_the_release_is_nbgraders_and_holds_no_answer(generated):
    assert [path.name for path in released_files(generated, "tiny")] == ["1_numbers.ipynb"]
    text = (generated.root / "release" / "tiny" / "1_numbers.ipynb").read_text()
    assert "raise NotImplementedError" in text and "checksum" in text
    for secret in ("return 2 * x", "autograder", "rule of signs", "SOLUTION"):
        assert secret not in text


SOLVED = "def double(x):\n    return 2 * x"


def test_a_solution_left_in_the_release_is_refused(proven):
    with pytest.raises(CourseError) as refused:
        proven(released=rewrite("double", SOLVED))
    assert "the cell double is not what the source makes" in str(refused.value)
    assert "the untouched release gets 2.0 points in double" in str(refused.value)


def test_a_solution_in_a_cell_of_the_lesson_is_refused(proven):
    def add(by_id, cells):
        cells.append(by_id["double"] | {"id": "hint", "metadata": {}, "source": SOLVED})

    with pytest.raises(CourseError, match="the untouched release gets 2.0 points in double"):
        proven(released=add)


@pytest.mark.parametrize("region", ["SOLUTION", "HIDDEN TESTS", "MARK SCHEME"])
@pytest.mark.parametrize("cell", ["title", "double", "why_half"])
def test_hidden_text_left_in_the_release_is_refused(generated, tiny_exam, region, cell):
    released = nbformat.read(generated.root / "release/tiny/1_numbers.ipynb", as_version=4)
    assert list(secrets_left(released, tiny_exam)) == []
    left = next(one for one in released.cells if one.id == cell)
    left.source += f"\n### BEGIN {region}\nsecret\n### END {region}"
    assert f"a marked region is left in the cell {cell}" in list(secrets_left(released, tiny_exam))


def test_a_mark_scheme_left_without_its_marks_is_refused(proven):
    with pytest.raises(CourseError, match="the cell why_half is not what the source makes"):
        proven(released=rewrite("why_half", "1 point for the rule of signs."))


@pytest.mark.parametrize(
    "shown",
    [
        {"execution_count": 3},
        {"outputs": [{"output_type": "stream", "name": "stdout", "text": "4"}]},
    ],
    ids=["count", "output"],
)
def test_output_left_in_the_release_is_refused(proven, shown):
    with pytest.raises(CourseError, match="the cell check_double has output"):
        proven(released=lambda by_id, cells: by_id["check_double"].update(shown))


def test_a_cell_missing_from_the_release_is_refused(proven):
    with pytest.raises(CourseError, match="the cell check_double is missing"):
        proven(released=lambda by_id, cells: cells.remove(by_id["check_double"]))


def solution(body):
    return (
        'def double(x):\n    """Twice the number x."""\n'
        f"    ### BEGIN SOLUTION\n    {body}\n    ### END SOLUTION"
    )


def test_a_reference_that_is_not_the_same_in_both_places_is_refused(proven):
    with pytest.raises(CourseError) as refused:
        proven(source=rewrite("double", solution("return x + x")))
    assert "the reference of double is not the same in source/ and solutions/" in str(refused.value)


def test_a_solved_source_without_full_marks_is_refused(proven):
    with pytest.raises(CourseError) as refused:
        proven(source=rewrite("double", solution("return 3 * x")))
    assert "the solved source gets 0.0 of 2.0 in double" in str(refused.value)
    assert "the visible check check_double fails in the solved source" in str(refused.value)


def test_an_answer_spoiled_by_a_later_cell_is_refused(proven):
    def spoil(by_id, cells):
        cells.append(by_id["setup"] | {"id": "late", "metadata": {}, "source": "double = None"})

    with pytest.raises(CourseError, match="the solved source gets 0.0 of 2.0 in double"):
        proven(source=spoil)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("1 / 0", "the cell lesson fails in the solved source"),
        ("import os\nos._exit(0)", "the solved source misbehaves: cell .*ended the process"),
    ],
    ids=["error", "death"],
)
def test_a_lesson_that_does_not_run_is_refused(proven, source, reason):
    def add(by_id, cells):
        cells.append(by_id["setup"] | {"id": "lesson", "metadata": {}, "source": source})

    with pytest.raises(CourseError, match=reason):
        proven(source=add)


@pytest.fixture
def compared(untouched_course, write):
    """Return what is wrong with the references of these kept answers and this solution cell."""

    def compare(source, kept):
        head = "from autograder.answers import Answers\nanswers = Answers()\n"
        answers, _ = load_answers(write("answers_a.py", f"{head}{kept}"))
        notebook = nbformat.read(untouched_course.notebook("tiny", "1_numbers"), as_version=4)
        next(cell for cell in notebook.cells if cell.id == "double").source = source
        return list(same_references(notebook, answers))

    return compare


DOUBLE = "@answers.task('double').reference\ndef double(x):\n    return 2 * x\n"


def test_layout_and_comments_make_no_other_reference(compared):
    source = "def double( x ):\n    # twice\n    return (2*x)\n"
    assert compared(f"helper = 3\n{source}", DOUBLE) == []


def test_a_plain_value_is_compared_too(compared):
    kept = "answers.task('double').reference({'a': 'x', 'b': [1, 2.5, None]})\n"
    form = "double = {'a': ..., 'b': ...}\n"
    assert compared(f"{form}double = {{'a': \"x\", 'b': [1, 2.5, None]}}", kept) == []
    assert len(compared(form, kept)) == 1


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("def double(x):\n    return x * 2", DOUBLE),
        ("def double(x, y=1):\n    return 2 * x", DOUBLE),
        ("def triple(x):\n    return 2 * x", DOUBLE),
        ("%magic\ndef double(x):\n    return 2 * x", DOUBLE),
        ("def double(x):\n    return 2 * x", "answers.task('double').reference(lambda x: 2 * x)\n"),
        ("def double(x):\n    return 2 * x", "answers.task('double').reference(abs)\n"),
    ],
    ids=["body", "signature", "name", "magic", "lambda", "builtin"],
)
def test_another_reference_is_named(compared, source, kept):
    assert compared(source, kept) == [
        "the reference of double is not the same in source/ and solutions/"
    ]


def test_a_task_without_its_solution_cell_is_named(compared):
    kept = DOUBLE.replace("double", "quadruple")
    assert compared("x = 1", kept) == ["there is no solution cell quadruple"]


def test_a_source_that_nbgrader_refuses_is_refused_with_its_reason(course):
    change(
        course.notebook("tiny", "1_numbers"),
        lambda by_id, cells: by_id["halve"]["metadata"]["nbgrader"].update(grade_id="double"),
    )
    with pytest.raises(CourseError, match="nbgrader could not make the release: .*double"):
        generate(course, "tiny", read_config(course))


def test_the_old_release_stays_when_the_new_one_is_refused(course):
    folder = course.root / "release" / "tiny"
    before = {path.name: path.read_bytes() for path in released_files(course, "tiny")}
    with pytest.raises(CourseError, match="refused"), old_unless_proven(course, "tiny"):
        (folder / "1_numbers.ipynb").write_text("with the solution")
        (folder / "more.txt").write_text("more")
        raise CourseError("refused")
    assert {path.name: path.read_bytes() for path in released_files(course, "tiny")} == before


def test_a_first_release_that_is_refused_leaves_none(tiny_course):
    with pytest.raises(CourseError), old_unless_proven(tiny_course, "tiny"):
        (tiny_course.root / "release" / "tiny").mkdir(parents=True)
        raise CourseError("refused")
    assert not (tiny_course.root / "release" / "tiny").exists()


def test_a_notebook_too_many_is_refused_with_a_way_on(course, submit):
    with Gradebook(course.database) as book:
        book.add_student("alice")
        book.add_submission("tiny", "alice")
    shutil.copy(course.notebook("tiny", "1_numbers"), course.notebook("tiny", "2_more"))
    with pytest.raises(CourseError, match="make it a new assignment, or"):
        generate(course, "tiny", read_config(course))


def test_nbgraders_own_generate_names_known_mistakes_too(course):
    program = Path(sys.executable).with_name("nbgrader")
    words = ["generate_assignment", "tiny", "--force"]
    done = subprocess.run([program, *words], cwd=course.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in released_files(course, "tiny")}
    assert names == {"1_numbers.ipynb", "mistakes.json", "mistakes.py"}
    assert "the release is not proven yet" in done.stderr
