"""Grades in the tables of Canvas and Moodle: cell for cell what the system had, and the grades."""

import pytest

from autograder.course import CourseError
from autograder.lms.fill import fill
from autograder.lms.grades import Grade, Grades
from autograder.lms.sheets import canvas_sheet, moodle_sheet
from autograder.lms.students import ClassList, Student
from autograder.lms.tables import as_text, read_table

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Notes,Quiz (11),tiny (12),Final Score
,,,,,,,Manual Posting,
    Points Possible,,,,,,5,10,(read only)
"Smith, Anna",101,s1,anna,A,"a, ""b""
c",5,,50
"O’Neil, Zoë",102,s2,zoe,A,,4,3.5,60
"=HYPERLINK(""x"")",103,s3,lee,A,,,EX,
"Kim, Ada",104,s4,ada,A,,,N/A,
"New, One",105,s5,new,A,,,,
"Student, Test",199,,,A,,,,
"""
MOODLE = """\
Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,\
Last modified (submission),Last modified (grade),Feedback comments
Participant 101,Anna Smith,anna@x.org,Submitted,,"10,00",Yes,"Monday, 2 March 2026",-,
Participant 102,Zoë O’Neil,zoe@x.org,Submitted,"3,50","10,00",Yes,-,-,
Participant 103,Lee,lee@x.org,Submitted,,"10,00",No,-,-,
"""


def student(name, number):
    return Student(name, str(number), name.title(), "X", f"{name}@x.org")


PEOPLE = [student(*one) for one in (("anna", 101), ("zoe", 102), ("lee", 103), ("ada", 104))]


def grades(max_score=10.0, waiting=0.0, **scores):
    by_name = {one.id: one for one in [*PEOPLE, student("gone", 999)]}
    found = {
        name: Grade(by_name[name], score, score, 0.0, waiting, None)
        for name, score in scores.items()
    }
    return Grades("tiny", max_score, ClassList(by_name.values()), found)


@pytest.fixture
def table(tmp_path):
    def read(text):
        path = tmp_path / "given.csv"
        path.write_text(text, encoding="utf-8", newline="")
        return read_table(path)

    return read


@pytest.fixture
def canvas(table):
    return lambda text=CANVAS, name="": canvas_sheet(table(text), "Tiny", name)


def test_only_the_cells_of_the_grades_are_different(canvas):
    filled = fill(canvas(), grades(anna=7.456, zoe=3.5), scale=False)
    expected = CANVAS.replace('c",5,,50', 'c",5,7.46,50')
    assert as_text(filled.table) == expected
    assert [(one.student, one.before, one.after) for one in filled.changes] == [
        ("anna", "", "7.46")
    ]
    assert filled.same == 1


def test_excused_students_and_those_without_a_grade_stay_and_are_named(canvas):
    filled = fill(canvas(), grades(anna=1, lee=2, ada=3), scale=False)
    assert as_text(filled.table) == CANVAS.replace('c",5,,50', 'c",5,1,50')
    said = {one.name: (one.reason, one.expected) for one in filled.left_out}
    assert said == {
        "O’Neil, Zoë": ("has no graded hand-in; left as it is", True),
        '=HYPERLINK("x")': ("is excused in Canvas; left as it is", True),
        "Kim, Ada": ("does not have the assignment in Canvas; left as it is", True),
        "New, One": ("is not in the gradebook; left as it is", True),
        "Student, Test": ("is not in the gradebook; left as it is", True),
    }


def test_a_grade_without_a_row_is_not_lost_silently(canvas):
    filled = fill(canvas(), grades(gone=5), scale=False)
    assert [(one.name, one.reason) for one in filled.left_out if not one.expected] == [
        ("gone", "has a grade but no row in given.csv")
    ]


def test_points_that_wait_for_a_person_are_named(canvas):
    filled = fill(canvas(), grades(anna=5, waiting=2.0), scale=False)
    assert any(
        one.name == "anna" and one.reason.startswith("2 points wait") for one in filled.left_out
    )


def test_other_points_are_refused_or_scaled(canvas):
    with pytest.raises(
        CourseError, match="gives 10 points for tiny, the gradebook 100: .* --scale"
    ):
        fill(canvas(), grades(100.0, anna=50), scale=False)
    filled = fill(canvas(), grades(100.0, anna=55), scale=True)
    assert filled.changes[0].after == "5.5"


def test_there_is_nothing_to_scale_to_without_points(canvas):
    for points in ("0", ""):
        text = CANVAS.replace("5,10,(read only)", f"5,{points},(read only)")
        with pytest.raises(CourseError, match="nothing to --scale to: given.csv gives no points"):
            fill(canvas(text), grades(anna=5), scale=True)


def test_points_that_could_not_be_compared_are_a_remark(canvas):
    filled = fill(
        canvas(CANVAS.replace("5,10,(read only)", "5,,(read only)")), grades(anna=5), False
    )
    said = {one.name: one.reason for one in filled.left_out}
    assert said["given.csv"] == "does not say the most points; the gradebook's are 10"


def test_a_column_is_found_by_its_title_or_by_the_name_that_is_given(canvas):
    assert canvas().column == 7 and canvas(name="Quiz (11)").column == 6
    with pytest.raises(CourseError, match="no column 'other'; .* there is: Quiz .11., tiny .12."):
        canvas(name="other")
    with pytest.raises(CourseError, match="several columns 'Tiny'"):
        canvas(CANVAS.replace("Quiz (11)", "TINY (11)"))


def test_what_is_no_gradebook_or_is_computed_by_canvas_is_refused(canvas):
    with pytest.raises(CourseError, match="is no gradebook of Canvas"):
        canvas("a,b\n1,2\n")
    with pytest.raises(CourseError, match="is computed by Canvas"):
        canvas(CANVAS.replace("5,10,(read only)", "5,(read only),"))


def test_a_student_in_two_rows_is_refused(canvas):
    with pytest.raises(CourseError, match="has two rows of anna"):
        fill(canvas(CANVAS.replace("102", "101")), grades(anna=1), scale=False)


def test_semicolons_and_decimal_commas_are_kept(canvas):
    text = "\ufeffStudent;ID;Section;tiny (1)\n    Points Possible;;;10,00\nA;101;x;\n"
    filled = fill(canvas(text), grades(anna=7.5), scale=False)
    assert as_text(filled.table) == text.replace("101;x;", "101;x;7,5")


def test_moodles_worksheet_is_filled_and_a_locked_grade_stays(table):
    sheet = moodle_sheet(table(MOODLE), "tiny", "")
    filled = fill(sheet, grades(anna=7.25, zoe=3.5, lee=1), scale=False)
    assert [(one.student, one.after) for one in filled.changes] == [("anna", "7,25")]
    assert as_text(filled.table) == MOODLE.replace(
        'Submitted,,"10,00",Yes', 'Submitted,"7,25","10,00",Yes'
    )
    assert ("Lee", "is locked in Moodle; left as it is") in [
        (one.name, one.reason) for one in filled.left_out
    ]


def test_a_worksheet_in_another_language_needs_the_name_of_one_column(table):
    header = "ID,Vollständiger Name,E-Mail,Status,Bewertung,Bestwertung,Änderbar,Zuletzt"
    text = header + "\nTeilnehmer/in101,Anna,a@x,Abgegeben,,10,Nein,-\n"
    with pytest.raises(CourseError, match="no grading worksheet .* 'Grade': it has ID, Voll"):
        moodle_sheet(table(text), "tiny", "")
    sheet = moodle_sheet(table(text), "tiny", "Bewertung")
    assert (sheet.rows[1].lms_id, sheet.possible) == ("101", 10.0)
    assert sheet.locked == {1: "is locked in Moodle"}


def test_without_the_systems_ids_a_login_or_a_unique_name_is_enough(canvas):
    people = [Student("anna"), Student("z", first_name="Zoë", last_name="O’Neil")]
    found = {one.id: Grade(one, 1.0, 1.0, 0.0, 0.0, None) for one in people}
    filled = fill(canvas(), Grades("tiny", 10.0, ClassList(people), found), scale=False)
    assert {one.student for one in filled.changes} == {"anna", "z"}


WORKFLOW = MOODLE.replace("Maximum Grade,", "Maximum Grade,Marking workflow state,").replace(
    '"10,00",', '"10,00",Not marked,'
)


def test_a_locked_grade_stays_where_there_is_a_marking_workflow(table):
    filled = fill(moodle_sheet(table(WORKFLOW), "tiny", ""), grades(lee=1), scale=False)
    assert filled.changes == ()


@pytest.mark.parametrize("no", ["Nie", "Ei", "Nem", "Hayır", "Нет", "いいえ"])
def test_locked_is_understood_in_many_languages(table, no):
    sheet = moodle_sheet(table(MOODLE.replace(",No,", f",{no},")), "tiny", "")
    assert list(sheet.locked) == [3]


def test_an_answer_in_unknown_words_is_a_remark(table):
    sheet = moodle_sheet(table(MOODLE.replace(",No,", ",Nullus,")), "tiny", "")
    filled = fill(sheet, grades(anna=7), scale=False)
    assert "in words that are known, who is locked" in [one.reason for one in filled.left_out][-1]


@pytest.mark.parametrize("column", ["Email address", "Status", "Full name"])
def test_a_column_that_holds_no_points_is_refused(table, column):
    with pytest.raises(CourseError, match=f"the column '{column}' .* does not hold points"):
        moodle_sheet(table(MOODLE), "tiny", column)


def test_grades_by_a_scale_are_refused(table):
    text = MOODLE.replace("Maximum Grade", "Scale").replace('"10,00"', '"Fail, Pass, Distinction"')
    with pytest.raises(CourseError, match="or a scale, for which there are no points"):
        moodle_sheet(table(text), "tiny", "")
