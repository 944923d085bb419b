"""The class that nbgrader's gradebook remembers."""

from nbgrader.api import Gradebook

from autograder.lms.remembered import class_list, known_class, remember
from autograder.lms.students import ClassList, Student

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,HW (1)
    Points Possible,,,,,10
"Smith, Anna",101,s1,anna,A,
"Émile, Zoë",102,s2,zoe,A,
"Student, Test",103,,,A,
"""


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
