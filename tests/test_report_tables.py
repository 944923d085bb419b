"""Tables on the page and as CSV."""

import csv
import io

from autograder.report.tables import POINTS, RATIO, SHARE, TEXT, Column, as_csv, shown, table

COLUMNS = [Column("student", TEXT), Column("points", POINTS), Column("share", SHARE)]


def read(rows):
    return list(csv.reader(io.StringIO(as_csv(table("t", "T", COLUMNS, rows)))))


def test_a_csv_file_has_a_heading_and_all_values():
    assert read([("ada", 1.5, 1 / 3), ("bo", None, 0.0)]) == [
        ["student", "points", "share"],
        ["ada", "1.5", "0.3333"],
        ["bo", "", "0.0"],
    ]


def test_no_text_is_taken_for_a_formula():
    rows = [(text, -1.5, None) for text in ("=1+1", "+1", "-1", "@x", "\tx", "plain")]
    assert [row[0] for row in read(rows)[1:]] == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "plain"]
    assert read(rows)[1][1] == "-1.5"


def test_text_with_commas_quotes_and_lines_comes_back_whole():
    text = 'a "b", c\nd'
    assert read([(text, 0.0, 0.0)])[1][0] == text


def test_values_are_shown_by_their_kind():
    assert shown(None, POINTS) == "–"
    assert shown(0.256, SHARE) == "26%" and shown(1.0, POINTS) == "1.00"
    assert shown(-0.125, RATIO) == "-0.12" and shown("x", TEXT) == "x"
