"""Class lists in CSV files: told apart by their columns."""

import pytest

from autograder.course import CourseError
from autograder.lms.roster import read_class

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,HW (1)
    Points Possible,,,,,10
"Smith, Anna",101,s1,anna,A,
"Émile, Zoë",102,s2,zoe,A,
"Student, Test",103,,,A,
"""
MOODLE = """Identifier,Full name,ID number,Email address,Status,Grade
Participant 7,Anna Smith,s1,anna@x.org,Submitted,
"""
GRADESCOPE = "First Name,Last Name,SID,Email,Role\nAnna,Smith,s1,anna@x.org,Student\n"
NBGRADER = "id,first_name,last_name,email,lms_user_id\nanna,Anna,Smith,anna@x.org,101\n"
HAND_WRITTEN = "Student_ID;Canvas ID;Name\nanna;101;Anna Smith\n"


@pytest.fixture
def read(write):
    return lambda text: read_class(write("class.csv", text))


def test_the_gradebook_of_canvas_is_a_class_list(read):
    anna, zoe = read(CANVAS).students
    assert (anna.id, anna.lms_id, anna.first_name, anna.last_name) == (
        "anna",
        "101",
        "Anna",
        "Smith",
    )
    assert (zoe.id, zoe.last_name) == ("zoe", "Émile")


def test_a_student_whose_name_is_like_a_row_of_canvas_is_a_student(read):
    (tariro,) = read("Last name,First name,id\nMutede,Tariro,tm1\n").students
    assert (tariro.id, tariro.last_name) == ("tm1", "Mutede")


def test_moodles_worksheet_is_understood_in_any_language(read):
    anna, bob = read(
        "Identifikator,Vollständiger Name,ID-Nr,E-Mail-Adresse,Status\n"
        "Teilnehmer/in101,Anna Smith,,anna@x.org,Abgegeben\n"
        "Teilnehmer/in102,Bob Jones,,bob@x.org,\n"
    ).students
    assert (anna.id, anna.lms_id, anna.last_name) == ("anna@x.org", "101", "Smith")
    assert (bob.lms_id, bob.email) == ("102", "bob@x.org")


@pytest.mark.parametrize(
    ("text", "student", "lms_id"),
    [
        (MOODLE, "s1", "7"),
        (GRADESCOPE, "s1", ""),
        (NBGRADER, "anna", "101"),
        (HAND_WRITTEN, "anna", "101"),
    ],
)
def test_the_lists_of_other_systems_are_understood(read, text, student, lms_id):
    (anna,) = read(text).students
    assert (anna.id, anna.lms_id) == (student, lms_id)
    assert (anna.first_name, anna.last_name) == ("Anna", "Smith")


def test_a_student_without_a_number_is_known_by_mail(read):
    (anna,) = read("Name,SID,Email\nAnna,,anna@x.org\n").students
    assert anna.id == "anna@x.org"


BAD = {
    "id,name\n": "lists no students",
    "foo,bar\n1,x\nx,2\n": "no column that says who the students are: it has foo, bar; known are",
    "id,name\n,Anna\n": "row 2: '' cannot be a student id",
    "id,name\n../x,Anna\n": "row 2: '../x' cannot be a student id",
    "id,name\n.x,Anna\n": "cannot be a student id",
    "id,name\na\x07b,Anna\n": "cannot be a student id",
    f"id,name\n{'ä' * 65},Anna\n": "cannot be a student id",
    "id,name\nanna,A\nANNA,B\n": "two students have the student id",
    "id,canvas_id\nanna,1\nbob,1\n": "two students have the system's id '1'",
}


@pytest.mark.parametrize("text", BAD)
def test_a_list_that_cannot_be_used_is_refused(read, text):
    with pytest.raises(CourseError, match=BAD[text]):
        read(text)
