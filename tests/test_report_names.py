"""Hiding who is who."""

from report_lines import RIGHT, line

from autograder.report.names import hidden_names, open_names

CLASS = [line(name, {"double": RIGHT}) for name in ("ada.byron", "bo", "émilie")]


def test_open_names_change_nothing():
    names = open_names(CLASS)
    assert names.of("ada.byron") == "ada.byron" and not names.hidden
    assert names.clean("by ada.byron") == "by ada.byron"
    assert names.unquoted("handed in as 'x.ipynb'") == "handed in as 'x.ipynb'"


def test_hidden_names_are_numbers_the_same_ones_each_time():
    names = hidden_names(CLASS)
    numbers = sorted(names.of(one["student"]) for one in CLASS)
    assert numbers == ["student 1", "student 2", "student 3"]
    assert names.known == hidden_names(CLASS).known


def test_the_order_of_the_numbers_is_not_that_of_the_names():
    class_ = [line(f"s{number:02d}", {"double": RIGHT}) for number in range(30)]
    order = [hidden_names(class_).of(f"s{number:02d}") for number in range(30)]
    assert order != sorted(order)


def test_names_go_from_text_whole_and_in_parts_whatever_their_case():
    names = hidden_names(CLASS, ["Ada", "Lovelace", "ada@example.org"])
    text = "By ADA, ada_byron and Émilie (Lovelace), see ada@example.org; bow, radar and adapt stay"
    cleaned = names.clean(text)
    for name in ("ada", "byron", "émilie", "lovelace", "example.org"):
        assert name not in cleaned.lower().replace("radar", "").replace("adapt", "")
    assert "bow, radar and adapt stay" in cleaned


def test_what_a_repair_quotes_is_left_out():
    names = hidden_names(CLASS)
    said = names.unquoted("the notebook was handed in as 'homework of my friend.ipynb'")
    assert said == "the notebook was handed in as '…'"
    left_out = names.unquoted("no notebook of the assignment: my friend, 2.ipynb, more.zip")
    assert left_out == "no notebook of the assignment: …"
    assert names.unquoted("1_numbers: the file is empty") == "1_numbers: the file is empty"


def test_an_error_a_student_named_has_no_name():
    assert hidden_names(CLASS).kind("ValueError") == "ValueError"
    assert hidden_names(CLASS).kind("AdasError") == "an error of its own"
    assert open_names(CLASS).kind("AdasError") == "AdasError"
