"""CSV files of systems: what they have they keep; nothing becomes a formula."""

import os

import pytest

from autograder.course import CourseError
from autograder.lms.tables import (
    Table,
    as_text,
    column,
    harmless,
    number,
    read_table,
    write_table,
    written_like,
)

SAVED = [
    'a,b\r\n"x, y","say ""hi"""\r\n',
    '\ufeffa;b\n"x;y";2\n',
    'a\tb\r\n"two\nlines"\té\r\n',
]


@pytest.mark.parametrize("text", SAVED)
def test_what_is_read_is_written_back_byte_by_byte(tmp_path, text):
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode())
    table = read_table(path)
    assert len(table.rows) == 2 and all(len(row) == 2 for row in table.rows)
    assert as_text(table) == text
    assert write_table(path, table) == 0
    assert path.read_bytes() == text.encode()


def test_utf_16_as_excel_saves_it_is_read(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes("a\tb\nZoë\t1\n".encode("utf-16"))
    table = read_table(path)
    assert table.rows[1] == ["Zoë", "1"] and table.bom


def test_a_title_in_quotes_does_not_decide_what_separates_cells(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text('Student,ID,"a; b; c; d (1)"\nA,1,2\n')
    assert read_table(path).rows == [["Student", "ID", "a; b; c; d (1)"], ["A", "1", "2"]]


BROKEN = {
    b"": "is empty",
    b",,\n1,2,3\n": "is empty",
    b"a,b\n\xff,1\n": "is not in UTF-8 .byte 4.",
    b'a,b\n"open,1\n': "is no CSV file",
}


@pytest.mark.parametrize("data", BROKEN)
def test_what_is_no_table_is_refused_in_one_line(tmp_path, data):
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(CourseError, match=BROKEN[data]) as caught:
        read_table(path)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CourseError, match="cannot be read: No such file"):
        read_table(tmp_path / "x.csv")


FORMULAS = ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", " =1", '="=x"', "-", "--", "-a"]
FORMULAS += ["\n=1+1", "\xa0=1", "＝1+1", "x;=1+1", "x\t@SUM(A1)"]


@pytest.mark.parametrize("cell", [one for one in FORMULAS if one != "-"])
def test_text_that_looks_like_a_formula_is_marked(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["-", "-3", "+4.5", "-1,5", "12%", "", "a=b", "Smith, J", "'=1", "a; b"]
)
def test_numbers_and_other_text_stay(cell):
    assert harmless(cell) == cell


def test_marked_cells_are_counted(tmp_path):
    assert write_table(tmp_path / "x.csv", Table([["a", "b"], ["=1", "-1"]])) == 1
    assert (tmp_path / "x.csv").read_text() == "a,b\n'=1,-1\n"


def test_a_table_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="cannot be written"):
        write_table(tmp_path / "file" / "x.csv", Table([["a"]]))


def test_numbers_are_read_and_written_as_the_system_does():
    assert [number(one) for one in (" 3.50", "3,5", "-1", "EX", "", "1.2.3")] == [
        3.5,
        3.5,
        -1,
        None,
        None,
        None,
    ]
    assert [written_like(one, "100,00") for one in (7.0, 7.456)] == ["7", "7,46"]
    assert [written_like(one, "100.00") for one in (100.0, 66.666)] == ["100", "66.67"]


def test_a_column_is_found_by_the_first_known_name():
    header = ["Email", "Student_ID", "SIS  Login ID"]
    assert column(header, "student id", "email") == 1
    assert column(header, "sis login id") == 2
    assert column(header, "name") is None


def test_a_folder_is_no_file_to_write(tmp_path):
    with pytest.raises(CourseError, match="is a folder: name a file"):
        write_table(tmp_path, Table([["a"]]))


def test_grades_are_for_those_to_read_whom_the_user_lets(tmp_path):
    before = os.umask(0o077)
    try:
        write_table(tmp_path / "x.csv", Table([["a"]]))
    finally:
        os.umask(before)
    assert (tmp_path / "x.csv").stat().st_mode & 0o777 == 0o600
