"""The class list: who is found by what."""

from autograder.lms.students import ClassList, Student, plain


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
