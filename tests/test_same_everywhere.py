"""A hand-in gets the same score everywhere: a sample; `make same-everywhere` is the whole."""

from tests.proofs.same_everywhere import compare


def test_a_mistake_an_odd_file_and_a_forgery_get_the_same_scores_everywhere(tmp_path):
    names = ["forging-exchanged_ids", "damaged-byte_order_mark"]
    rows = list(compare(tmp_path, "hostile", names))
    assert {row.student for row in rows} == set(names)
    assert [row for row in rows if row.different] == []
