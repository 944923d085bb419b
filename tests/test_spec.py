"""What a released notebook holds, by nbgrader's own preprocessors."""

import json

import pytest
from traitlets.config import Config

from autograder.course import CourseError
from autograder.exam import read_config, read_specs
from autograder.spec import name, read_spec


@pytest.fixture
def spec(tiny_course):
    return read_specs(tiny_course, "tiny", read_config(tiny_course))["1_numbers"]


def test_points_of_tests_and_of_written_answers_come_from_the_grade_cells(spec):
    assert spec.points == {"double": 2.0, "halve": 3.0, "predict_sign": 3.0}
    assert spec.manual == {"why_half": 2.0}


def test_students_get_a_stub_instead_of_the_solution(spec):
    released = spec.released["double"]
    assert released == (
        'def double(x):\n    """Twice the number x."""\n    raise NotImplementedError'
    )


def test_nothing_hidden_is_in_what_students_get(spec):
    everything = "\n".join(spec.released.values())
    for secret in ("BEGIN", "END", "autograder", "2 * x", "rule of signs"):
        assert secret not in everything


def test_the_graders_cells_keep_what_is_hidden_but_no_solution(spec):
    assert "HIDDEN TESTS" in spec.cell("test_double").source
    assert "MARK SCHEME" in spec.cell("why_half").source
    assert spec.cell("double").source == spec.released["double"]


def test_cells_come_in_the_order_of_the_notebook(spec):
    assert [name(cell) for cell in spec.cells][:4] == [
        "setup",
        "double",
        "check_double",
        "test_double",
    ]
    assert len(spec.cells) == 11


def test_cells_carry_the_checksum_nbgrader_compares(spec):
    assert all(cell.metadata.nbgrader.checksum for cell in spec.cells)


def test_an_unknown_grade_id_has_no_cell(spec):
    assert spec.cell("triple") is None and spec.cell("") is None


def test_the_stub_is_the_one_of_the_configuration(tiny_course):
    config = Config()
    config.ClearSolutions.code_stub = {"python": "pass  # your turn"}
    spec = read_spec(tiny_course.notebook("tiny", "1_numbers"), config)
    assert spec.released["double"].endswith("    pass  # your turn")


def changed(course, change):
    path = course.notebook("tiny", "1_numbers")
    document = json.loads(path.read_text())
    change({cell["id"]: cell for cell in document["cells"]})
    path.write_text(json.dumps(document))
    return path


def test_a_solution_that_is_never_closed_is_refused(tiny_course):
    path = changed(tiny_course, lambda cells: cells["double"]["source"].pop())
    with pytest.raises(CourseError, match="1_numbers.ipynb is no good source notebook"):
        read_spec(path, read_config(tiny_course))


def test_a_file_that_is_no_notebook_is_refused(tiny_course):
    path = tiny_course.notebook("tiny", "1_numbers")
    path.write_text("{")
    with pytest.raises(CourseError, match="no good source notebook"):
        read_spec(path, read_config(tiny_course))
