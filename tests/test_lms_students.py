"""The class list: told apart by its columns, and who is found by what."""

import pytest
from nbgrader.api import Gradebook

from autograder.course import CourseError
from autograder.lms.students import (
    ClassList,
    Student,
    class_list,
    known_class,
    plain,
    read_class,
    remember,
)

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


def test_a_student_is_found_by_id_before_name():
    anna = Student("anna", "1", "Anna", "Smith", others=frozenset({"s1"}))
    other = Student("other", "2", "Bob", "Jones", "bob@x.org")
    students = ClassList([anna, other])
    assert students.find("1", [], "Bob Jones") is anna
    assert students.find("", ["S1"]) is anna and students.find("", ["BOB@x.org "]) is other
    assert (
        students.find("", [], "jonesbob") is other and students.find("", [], "Jones, Bob") is other
    )
    assert students.find("3", ["x"], "") is None


def test_a_name_or_mail_of_two_students_finds_neither():
    twins = [Student(one, "", "Anna", "Smith", "home@x.org") for one in ("a1", "a2")]
    students = ClassList(twins)
    assert students.find("", ["home@x.org"], "Anna Smith") is None
    assert students.find("", ["a2"], "Anna Smith") is twins[1]


def test_names_compare_by_their_letters():
    assert plain("O’Neil, Zoë") == plain("o neil ZOË")


def test_a_class_is_remembered_in_nbgraders_gradebook(write, tmp_path):
    class View:
        db_url, course_id = f"sqlite:///{tmp_path}/gradebook.db", ""

    assert class_list(None, View) is None
    with Gradebook(View.db_url) as book:
        assert remember(class_list(write("class.csv", CANVAS), View), book) == []
        assert book.find_student("anna").lms_user_id == "101"
    assert class_list(None, View).find("102").id == "zoe"


def test_what_is_known_of_a_student_is_not_forgotten(tmp_path):
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as book:
        book.add_student("anna", first_name="Anna", email="anna@x.org")
        remember(ClassList([Student("anna", "101"), Student("zoe", last_name="O’Neil")]), book)
        anna, zoe = book.find_student("anna"), book.find_student("zoe")
        assert (anna.first_name, anna.email, anna.lms_user_id) == ("Anna", "anna@x.org", "101")
        assert (zoe.last_name, zoe.lms_user_id) == ("O’Neil", None)


def test_a_corrected_student_id_takes_the_systems_id_with_it(tmp_path):
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as book:
        remember(ClassList([Student("ana", "101"), Student("zoe", "102")]), book)
        assert remember(ClassList([Student("anna", "101"), Student("zoe", "102")]), book) == ["ana"]
        assert known_class(book).by_lms_id("101").id == "anna"
        assert book.find_student("ana").lms_user_id is None


def test_an_id_that_two_have_in_the_gradebook_is_nobodys_and_stops_nothing(tmp_path):
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as book:
        for name in ("ana", "anna"):
            book.add_student(name, lms_user_id="101")
        known = known_class(book)
        assert known.by_lms_id("101") is None and known.find("", ["ana"]).id == "ana"
