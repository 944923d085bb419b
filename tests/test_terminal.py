"""What a batch shows in the terminal, and where there is none."""

import io

import pytest
from rich.console import Console

from autograder import terminal


class Screen:
    """A console whose text can be read."""

    def __init__(self, is_terminal=False):
        self._file = io.StringIO()
        self.console = Console(file=self._file, width=120, force_terminal=is_terminal)

    @property
    def text(self):
        return self._file.getvalue()

    @property
    def lines(self):
        return self.text.splitlines()


@pytest.fixture
def screen():
    return Screen()


def task(score=0.0, points=5.0, manual=False, mistakes=()):
    return {"score": score, "max_score": points, "manual": manual, "mistakes": list(mistakes)}


def line(student, error=None, events=(), repairs=(), **tasks):
    tasks = tasks or {"double": task(2.0)}
    return {
        "student": student,
        "score": sum(one["score"] for one in tasks.values()),
        "max_score": sum(one["max_score"] for one in tasks.values()),
        "error": error,
        "events": list(events),
        "repairs": list(repairs),
        "tasks": tasks,
    }


def row(screen, student):
    """Return the cells of a student's row."""
    (found,) = [text for text in screen.lines if text.startswith(f"│ {student} ")]
    return [cell.strip() for cell in found.strip("│").split("│")]


def test_a_row_names_student_points_and_mistakes(screen):
    tasks = {"double": task(1 / 3), "halve": task(mistakes=["rounded_down", "forgotten"])}
    terminal.show_results(screen.console, [line("alice", **tasks)])
    mistakes = "halve: rounded_down, forgotten"
    assert row(screen, "alice") == ["alice", "0.33 / 10", mistakes, ""]


def test_a_line_in_short_is_shown_as_the_whole_one(screen):
    tasks = {
        "double": task(1 / 3),
        "halve": task(mistakes=["rounded_down"]) | {"tests": ["many"]},
        "why": task(points=2.5, manual=True),
    }
    whole = line("alice", events=["ended"], **tasks)
    short = terminal.in_short(whole)
    assert list(short["tasks"]) == ["halve", "why"] and "tests" not in short["tasks"]["halve"]
    for one in (whole, short):
        terminal.show_results(screen.console, [one])
        terminal.show_mistakes(screen.console, [one])
    half = len(screen.lines) // 2
    assert screen.lines[:half] == screen.lines[half:]


def test_points_a_person_gives_are_told(screen):
    tasks = {"double": task(5.0), "why": task(points=2.5, manual=True)}
    terminal.show_results(screen.console, [line("alice", **tasks)])
    assert row(screen, "alice")[1] == "5.00 / 7.5 (2.5 by hand)"


def test_a_row_gives_the_reason_why_it_could_not_be_graded(screen):
    terminal.show_results(screen.console, [line("bob", error="1_numbers: the file is empty")])
    assert row(screen, "bob")[3] == "not graded: 1_numbers: the file is empty"


def test_events_and_repairs_are_remarks_a_line_each(screen):
    remarks = {"events": ["it ran too long"], "repairs": ["it was renamed", "a cell was missing"]}
    terminal.show_results(screen.console, [line("bob", **remarks)])
    assert row(screen, "bob")[3] == "it ran too long"
    assert [text for text in screen.lines if "it was renamed" in text]
    assert [text for text in screen.lines if "a cell was missing" in text]


@pytest.mark.parametrize("text", ["[/x]", "[bold]x", "[link=http://a.b]c[/link]", ":smile:"])
def test_what_a_student_wrote_is_shown_as_it_is(screen, text):
    terminal.show_results(screen.console, [line("bob", repairs=[text])])
    assert row(screen, "bob")[3] == text


def test_long_names_and_remarks_are_never_cut(screen):
    student, remark = "a" * 40, "word " * 60
    terminal.show_results(screen.console, [line(student, repairs=[remark.strip()])])
    assert student in screen.text
    assert screen.text.count("word") == 60


def test_of_a_large_class_only_those_who_need_a_person_are_shown(screen):
    good = [line(f"good{number}") for number in range(terminal.MAX_ROWS)]
    bad = [line("ann", error="damaged"), line("ben", events=["ended"]), line("cy", repairs=["x"])]
    terminal.show_results(screen.console, [*good, *bad])
    assert "Hand-ins to look at" in screen.text and "good" not in screen.text
    assert [row(screen, student)[0] for student in ("ann", "ben", "cy")] == ["ann", "ben", "cy"]


def test_a_class_that_just_fits_is_shown_whole(screen):
    terminal.show_results(screen.console, [line(f"s{n}") for n in range(terminal.MAX_ROWS)])
    assert "to look at" not in screen.text and "more" not in screen.text
    assert sum(text.startswith("│ s") for text in screen.lines) == terminal.MAX_ROWS


def test_rows_there_is_no_room_for_are_counted(screen):
    lines = [line(f"s{n}", error="damaged") for n in range(terminal.MAX_ROWS + 3)]
    terminal.show_results(screen.console, lines)
    assert sum(text.startswith("│ s") for text in screen.lines) == terminal.MAX_ROWS
    assert "… and 3 more: see the results file" in screen.text


def test_mistakes_are_counted_over_the_class_most_common_first(screen):
    down, zero = {"halve": task(mistakes=["down"])}, {"halve": task(mistakes=["zero", "down"])}
    other = {"double": task(mistakes=["down"])}
    lines = [line("a", **down), line("b", **zero), line("c", **other)]
    terminal.show_mistakes(screen.console, lines)
    rows = [[cell.strip() for cell in text.strip("│").split("│")] for text in screen.lines]
    assert [one for one in rows if len(one) == 3] == [
        ["halve", "down", "2"],
        ["halve", "zero", "1"],
        ["double", "down", "1"],
    ]


def test_a_class_without_mistakes_has_no_table_of_them(screen):
    terminal.show_mistakes(screen.console, [line("alice")])
    assert screen.text == ""


def test_where_there_is_no_terminal_progress_is_a_line_now_and_then(screen, monkeypatch):
    monkeypatch.setattr(terminal, "LINE_SECONDS", 0.0)
    with terminal.Meter(screen.console, 3) as meter:
        for one in (line("a"), line("b", error="damaged"), line("c")):
            meter.count(one)
    assert screen.lines[0].startswith("2 of 3, 1 not gradable, ")
    assert screen.lines[1].startswith("3 of 3, 1 not gradable, ")
    assert screen.lines[1].endswith(" a second, 0 s left")


def test_a_quick_class_says_nothing_where_there_is_no_terminal(screen):
    with terminal.Meter(screen.console, 2) as meter:
        meter.count(line("a"))
        meter.count(line("b"))
    assert screen.text.strip() == ""


def test_in_a_terminal_progress_is_a_bar_and_no_lines(monkeypatch):
    monkeypatch.setattr(terminal, "LINE_SECONDS", 0.0)
    screen = Screen(is_terminal=True)
    with terminal.Meter(screen.console, 2) as meter:
        assert "preparing" in screen.text
        meter.count(line("a"))
        meter.count(line("b", error="damaged"))
    assert "2/2" in screen.text and "1 not gradable" in screen.text
    assert "2 of 2" not in screen.text
