"""The exporters, on nbgrader's real gradebook, by `nbgrader export` and by `autograder export`."""

import csv
import json
import subprocess
import sys

import pytest
from nbgrader.api import Gradebook

from autograder.course import CourseError
from autograder.lms.export import export_grades

pytestmark = pytest.mark.filterwarnings("ignore:Object of type <Submitted.* not in session")
SCORES = {"test_double": 2.0, "test_halve": 3.0, "test_predict_sign": 1.5, "why_half": None}
NASTY = 'O’Neil, "Zo\në"'
CANVAS = """Student,ID,SIS Login ID,Section,tiny (12)
    Points Possible,,,,10
"Smith, Anna",101,anna,A,
"""


@pytest.fixture
def book(released_course):
    """A gradebook with two students and one graded hand-in of 6.5 points."""
    with Gradebook(f"sqlite:///{released_course.root}/gradebook.db") as gradebook:
        gradebook.add_student("anna", first_name="Anna", last_name="Smith", lms_user_id="101")
        gradebook.add_student("zoe", first_name="=1+1", last_name=NASTY, email="@zoe")
        submission = gradebook.add_submission("tiny", "anna")
        for grade in submission.notebooks[0].grades:
            grade.auto_score = SCORES.get(grade.cell.name, 0.0)
        gradebook.db.commit()
        yield gradebook


def test_csv_quotes_names_and_marks_formulas(book, tmp_path):
    done = export_grades(book, "csv", to=str(tmp_path / "g.csv"))
    with (tmp_path / "g.csv").open(encoding="utf-8", newline="") as file:
        zoe, anna = csv.DictReader(file)  # by last name
    assert (anna["student_id"], anna["score"], anna["max_score"]) == ("anna", "6.5", "10.0")
    assert anna["waiting"] == "2.0"
    assert (zoe["first_name"], zoe["last_name"], zoe["email"]) == ("'=1+1", NASTY, "'@zoe")
    assert (zoe["score"], done.grades, done.marked) == ("0.0", 2, 2)


def test_json_holds_every_cell_and_no_marks(book, tmp_path):
    export_grades(book, "json", to=str(tmp_path / "g.json"), student=["anna"])
    (anna,) = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    assert SCORES.items() <= anna["cells"]["1_numbers"].items()
    assert anna["waiting"] == 2.0


def test_a_penalty_for_being_late_never_makes_less_than_nothing(book, tmp_path):
    for notebook in book.find_submission("tiny", "anna").notebooks:
        notebook.late_submission_penalty = 100.0
    book.db.commit()
    export_grades(book, "json", to=str(tmp_path / "g.json"), student=["anna"])
    (anna,) = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    assert (anna["score"], anna["raw_score"], anna["late_submission_penalty"]) == (0.0, 6.5, 100.0)


def test_a_dry_run_says_what_is_different_and_writes_nothing(book, tmp_path):
    given, to = tmp_path / "given.csv", tmp_path / "to.csv"
    given.write_text(CANVAS, encoding="utf-8")
    how = {"given": str(given), "to": str(to), "assignment": ["tiny"]}
    done = export_grades(book, "canvas", dry_run=True, **how)
    assert [(one.student, one.before, one.after) for one in done.changes] == [("anna", "", "6.5")]
    assert done.path is None and not to.exists()
    export_grades(book, "canvas", **how)
    assert to.read_text(encoding="utf-8") == CANVAS.replace("A,\n", "A,6.5\n")
    again = export_grades(book, "canvas", dry_run=True, **how | {"given": str(to)})
    assert again.changes == () and again.grades == 1


def test_one_students_grade_never_goes_into_a_row_that_may_be_anothers(book, tmp_path):
    for name in ("kim1", "kim2"):
        book.add_student(name, first_name="Kim", last_name="Lee")
        for grade in book.add_submission("tiny", name).notebooks[0].grades:
            grade.auto_score = 1.0
    book.db.commit()
    given = tmp_path / "given.csv"
    given.write_text(CANVAS.replace('"Smith, Anna",101,anna', '"Lee, Kim",105,'))
    how = {"given": str(given), "to": str(tmp_path / "to.csv"), "assignment": ["tiny"]}
    done = export_grades(book, "canvas", student=["kim1"], **how)
    assert done.changes == () and not done.complete
    assert [one.name for one in done.left_out] == ["kim1"]


def test_only_the_row_of_the_student_who_is_named_is_filled_or_spoken_of(book, tmp_path):
    given = tmp_path / "given.csv"
    given.write_text(CANVAS + '"Stranger, A",109,str,A,\n"Smith, Zoe",110,zoe,A,\n')
    how = {"given": str(given), "to": str(tmp_path / "to.csv"), "assignment": ["tiny"]}
    done = export_grades(book, "canvas", student=["anna"], **how)
    assert [one.student for one in done.changes] == ["anna"]
    assert [one.name for one in done.left_out] == ["anna"]  # points wait for a person


def test_a_dry_run_counts_the_cells_that_will_be_marked(book, tmp_path):
    (tmp_path / "given.csv").write_text(CANVAS.replace("Smith, Anna", "=Smith"), encoding="utf-8")
    how = {"given": str(tmp_path / "given.csv"), "assignment": ["tiny"]}
    assert export_grades(book, "canvas", dry_run=True, **how).marked == 1


WRONG = [
    ("ilias", {}, "no export for 'ilias'; there is: canvas, moodle, csv, json"),
    ("csv", {"dry_run": True}, "an export for csv has no --dry-run"),
    ("canvas", {}, "is missing: --given FILE .*--CanvasExport.given=FILE"),
    ("csv", {"assignment": ["other"]}, "knows no assignment 'other'"),
    ("csv", {"student": ["bob"]}, "knows no student bob"),
    ("csv", {"to": "/"}, "is a folder: name a file"),
    ("json", {"to": "."}, "is a folder: name a file"),
    ("json", {"to": "/proc/nothing/g.json"}, "cannot be written"),
    ("moodle", {"given": "nothing.csv"}, "nothing.csv cannot be read"),
]


@pytest.mark.parametrize(("system", "settings", "reason"), WRONG)
def test_a_mistake_of_the_users_is_one_line(book, system, settings, reason):
    with pytest.raises(CourseError, match=reason):
        export_grades(book, system, **settings)


def test_nbgrader_itself_runs_the_exporter(book, released_course, tmp_path):
    (tmp_path / "given.csv").write_text(CANVAS, encoding="utf-8")
    words = ["--exporter=autograder.lms.export.CanvasExport", f"--to={tmp_path}/to.csv"]

    def nbgrader(*more):
        command = [sys.executable, "-m", "nbgrader", "export", *words, *more]
        return subprocess.run(command, cwd=released_course.root, capture_output=True, text=True)

    given = f"--CanvasExport.given={tmp_path}/given.csv"
    dry = nbgrader(given, "--CanvasExport.dry_run=True")
    assert dry.returncode == 0 and "anna: nothing → 6.5" in dry.stderr
    assert not (tmp_path / "to.csv").exists()
    wrong = nbgrader()
    assert wrong.returncode == 1 and "Traceback" not in wrong.stderr
    assert "--CanvasExport.given=FILE" in wrong.stderr
