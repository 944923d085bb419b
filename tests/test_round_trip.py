"""Canvas's zip file → collect → grade → Canvas's gradebook, for a small class.

A class of 30 is `make round-trip`.
"""

from tests.proofs.round_trip import round_trip

ANSWERS = {
    "right": {"double": "def double(x):\n    return x + x"},
    "wrong": {"double": "def double(x):\n    return x"},
    "untouched": {},
}


def test_every_grade_comes_back_to_its_student(released_course, submit):
    for student, answers in ANSWERS.items():
        submit(released_course, student, **answers)
    submit(released_course, "damaged").write_text("{", encoding="utf-8")
    trip = round_trip(released_course.root, "tiny")
    assert (trip.grades, trip.wrong) == (4, ())
