"""Where students stop."""

from report_lines import OPEN, RIGHT, line

from autograder.report.stops import stops


def handed_in(*done):
    """Return a hand-in that attempted some of three tasks."""
    return line("a", {f"t{at}": RIGHT if ok else OPEN for at, ok in enumerate(done)})


def test_who_attempts_nothing_further_stops_there():
    class_ = [handed_in(1, 1, 1), handed_in(1, 0, 1), handed_in(1, 0, 0), handed_in(0, 0, 0)]
    found = stops(class_)
    assert [one.task for one in found] == ["t0", "t1", "t2"]
    assert [one.reached for one in found] == [3, 2, 2]
    assert [one.attempted for one in found] == [3, 1, 2]
    assert [one.skipped for one in found] == [0, 1, 0]
    assert [one.stopped for one in found] == [1, 0, 0]


def test_nobody_stops_at_the_end():
    assert [one.stopped for one in stops([handed_in(1, 1, 1)])] == [0, 0, 0]
