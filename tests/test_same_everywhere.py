"""The table of `make same-everywhere`: what is done is kept and read again."""

import pytest

from tests.proofs.graded_everywhere import GRADERS, Row
from tests.proofs.same_everywhere import add_to_table, read_table


def row(student, *scores):
    return Row(student, "1_derivative", "tangent_line", dict(zip(GRADERS, scores, strict=True)))


def test_rows_come_back_as_they_were_written_batch_after_batch(tmp_path):
    path = tmp_path / "table.csv"
    first, second = row("a, b", 2 / 3, 2 / 3, 2 / 3, 2 / 3), row("c", 1.0, 1.0, None, 0.0)
    add_to_table(path, [first])
    add_to_table(path, [second])
    assert read_table(path) == [first, second]
    assert [one.different for one in read_table(path)] == [False, True]


def test_without_a_table_nothing_is_known(tmp_path):
    assert read_table(None) == read_table(tmp_path / "none.csv") == []


def test_another_table_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("name,grade\n")
    with pytest.raises(SystemExit, match="holds another table"):
        read_table(path)
