"""Mending a hand-in's cells."""

import copy
import json

import nbformat
import pytest

from autograder.notebook import grade_id, parse
from autograder.repair import repair

ANSWER = "def double(x):\n    return x + x"


@pytest.fixture
def mended(answered, tiny_exam):
    """Return a hand-in's submission after `change` was done to its cells and it was repaired."""

    def mend(change, **answers):
        document = json.loads(answered(**answers))
        changed = change(document["cells"])
        document["cells"] = document["cells"] if changed is None else changed
        submission = parse(json.dumps(document).encode())
        repair(submission, tiny_exam.spec)
        nbformat.validate(submission.notebook)
        return submission

    return mend


def named(cell):
    return cell["metadata"].get("nbgrader", {}).get("grade_id")


def found(cells, name):
    return next(cell for cell in cells if named(cell) == name)


def ids(submission):
    return [grade_id(cell) for cell in submission.notebook.cells if grade_id(cell)]


def nothing(cells):
    pass


def test_a_hand_in_as_it_should_be_needs_no_repair(mended, tiny_exam):
    submission = mended(nothing, double=ANSWER)
    assert submission.repairs == []
    assert found(submission.notebook.cells, "double").source == ANSWER
    assert ids(submission) == [grade_id(cell) for cell in tiny_exam.spec.cells]


def test_an_edited_locked_cell_becomes_what_was_released(mended, tiny_exam):
    submission = mended(nothing, setup="import cheating", check_double="pass")
    cells = submission.notebook.cells
    assert found(cells, "setup").source == tiny_exam.spec.released["setup"]
    assert found(cells, "check_double").source == tiny_exam.spec.released["check_double"]
    assert submission.repairs == [
        "2 locked cells setup, check_double were changed; graded as released"
    ]


def test_space_around_a_locked_cell_is_no_change(mended, tiny_exam):
    padded = tiny_exam.spec.released["setup"] + "\n\n"
    assert mended(nothing, setup=padded).repairs == []


def test_the_hidden_region_of_a_grade_cell_comes_back(mended):
    submission = mended(nothing, test_double="score = 2")
    assert "HIDDEN TESTS" in found(submission.notebook.cells, "test_double").source


def test_missing_locked_cells_are_put_back_in_their_places(mended, tiny_exam):
    whole = ids(mended(nothing))
    gone = {"setup", "check_double", "test_double", "test_halve", "why_half"}
    submission = mended(lambda cells: [cell for cell in cells if named(cell) not in gone])
    assert ids(submission) == whole
    assert submission.repairs == [
        "5 locked cells setup, check_double, test_double, … were missing; put back"
    ]


def test_the_cell_with_the_imports_is_put_before_what_needs_it(mended, tiny_exam):
    def to_the_end(cells):
        cells.append(cells.pop(cells.index(found(cells, "setup"))))

    submission = mended(to_the_end, double=ANSWER)
    assert ids(submission) == [grade_id(cell) for cell in tiny_exam.spec.cells]
    assert submission.repairs == ["the locked cell setup was in another place; put back"]


def test_a_missing_answer_is_reported_and_not_invented(mended):
    submission = mended(lambda cells: cells.remove(found(cells, "double")))
    assert "double" not in ids(submission)
    assert submission.repairs == ["the answer cell double is missing"]


def test_the_last_of_two_cells_of_one_id_counts(mended):
    def twice(cells):
        again = copy.deepcopy(found(cells, "double"))
        again["source"] = "def double(x):\n    return 0"
        cells.append(again)

    submission = mended(twice, double=ANSWER)
    assert ids(submission).count("double") == 1
    assert found(submission.notebook.cells, "double").source.endswith("return 0")
    assert submission.repairs == ["the cell double is there twice; the last one counts"]
    assert ANSWER in [cell.source for cell in submission.answers()]


@pytest.mark.parametrize("change", ["renamed", "stripped", "odd", "new"])
def test_an_answer_without_its_grade_id_is_found_by_the_name_it_defines(mended, change):
    def lose(cells):
        cell = found(cells, "double")
        if change == "renamed":
            cell["metadata"]["nbgrader"]["grade_id"] = "my_double"
        elif change == "odd":
            cell["metadata"]["nbgrader"] = [1]
        elif change == "stripped":
            cell["metadata"] = {}
        else:
            cells.remove(cell)
            cells.append({"cell_type": "code", "source": ANSWER, "metadata": {}})

    submission = mended(lose, double=ANSWER)
    assert found(submission.notebook.cells, "double").source == ANSWER
    assert submission.repairs == ["the answer cell double was found by what it defines"]


def test_a_notebook_stripped_of_all_metadata_is_mended(mended, tiny_exam):
    def strip(cells):
        for cell in cells:
            cell["metadata"] = {}

    submission = mended(strip, double=ANSWER)
    assert ids(submission) == [grade_id(cell) for cell in tiny_exam.spec.cells]
    assert found(submission.notebook.cells, "double").source == ANSWER
    given = [cell.id for cell in submission.notebook.cells]
    assert len(set(given)) == len(given)


def test_an_answer_of_another_cell_type_gets_its_own_back(mended):
    def retype(cells):
        cell = found(cells, "double")
        cell["cell_type"] = "markdown"
        del cell["outputs"], cell["execution_count"]

    submission = mended(retype, double=ANSWER)
    cell = found(submission.notebook.cells, "double")
    assert (cell.cell_type, cell.source) == ("code", ANSWER)
    assert submission.repairs == ["the cell double had another type"]


def test_points_and_locks_are_the_courses_whatever_a_hand_in_says(mended, tiny_exam):
    def cheat(cells):
        for cell in cells:
            if "nbgrader" in cell["metadata"]:
                cell["metadata"]["nbgrader"] |= {"points": 100, "locked": False, "grade": True}

    for cell in mended(cheat).notebook.cells:
        if grade_id(cell):
            assert cell.metadata.nbgrader == tiny_exam.spec.cell(grade_id(cell)).metadata.nbgrader


def test_a_cell_that_poses_as_a_grade_cell_of_its_own_is_an_ordinary_cell(mended):
    def pose(cells):
        metadata = {"nbgrader": {"grade_id": "test_bonus", "grade": True, "points": 50}}
        cells.append({"cell_type": "code", "source": "50.0", "metadata": metadata})

    submission = mended(pose)
    assert "test_bonus" not in ids(submission)
    assert submission.notebook.cells[-1].source == "50.0"


def test_the_kernel_is_the_courses(answered, tiny_exam):
    document = json.loads(answered())
    document["metadata"] = {"kernelspec": {"name": "evil", "display_name": "x", "language": "R"}}
    submission = parse(json.dumps(document).encode())
    repair(submission, tiny_exam.spec)
    assert submission.notebook.metadata.kernelspec.name == "python3"


def test_repairing_a_repaired_notebook_changes_nothing(mended, tiny_exam):
    submission = mended(lambda cells: cells.remove(found(cells, "setup")), double=ANSWER)
    before, submission.repairs = copy.deepcopy(submission.notebook), []
    repair(submission, tiny_exam.spec)
    assert submission.notebook == before and submission.repairs == []
