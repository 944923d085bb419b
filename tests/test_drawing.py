"""Small pictures of numbers."""

import math
import xml.etree.ElementTree as ElementTree

import pytest

from autograder.drawing import draw, left_out
from autograder.evidence import Evidence

SQUARES = tuple((float(x), float(x * x)) for x in range(5))


def evidence(yours=SQUARES, expected=SQUARES, log=False, title="squares"):
    return Evidence(title, "x", "y", log, tuple(yours), tuple(expected))


def parsed(picture):
    return ElementTree.fromstring(str(picture))


def labels(picture):
    return [one.text for one in parsed(picture).findall("text")]


def test_both_rows_are_drawn_in_ways_that_need_no_colour():
    picture = parsed(draw(evidence(expected=[(0, 1), (4, 9)])))
    kinds = [one.get("class") for one in picture.findall("path")]
    for kind in ("line yours", "mark yours", "line expected", "mark expected"):
        assert kind in kinds


def test_the_numbers_can_be_read_without_seeing():
    described = parsed(draw(evidence())).find("desc").text
    assert "yours: (0, 0), (1, 1), (2, 4)" in described and "expected: " in described


def test_ticks_are_round_numbers():
    assert labels(draw(evidence()))[:5] == ["0", "1", "2", "3", "4"]


def test_logarithmic_axes_have_powers_of_ten():
    picture = draw(evidence([(0.001, 1e-6), (1, 1)], [(0.001, 1e-3), (1, 1)], log=True))
    assert {"1e-3", "1e-1", "1e-4"} <= set(labels(picture))


def test_a_straight_line_in_logarithms_is_straight():
    points = [(10.0**-k, 10.0 ** (-2 * k)) for k in range(4)]
    (line,) = (
        one.get("d")
        for one in parsed(draw(evidence(points, points, log=True))).findall("path")
        if one.get("class") == "line yours"
    )
    places = [tuple(map(float, part.split())) for part in line[1:].split("L")]
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in zip(places, places[1:], strict=False)]
    assert max(slopes) - min(slopes) < 0.01


@pytest.mark.parametrize("log", [False, True])
def test_points_that_cannot_be_drawn_are_left_out_and_counted(log):
    odd = [(1.0, math.inf), (2.0, math.nan), (3.0, -1e301)]
    assert left_out(evidence([*SQUARES, *odd])) == 3
    ElementTree.fromstring(str(draw(evidence([*SQUARES, *odd], log=log))))


def test_zero_has_no_logarithm():
    assert left_out(evidence([(0.1, 0.0), (0.2, 1.0)], log=True)) == 1


def test_nothing_to_draw_is_an_empty_text():
    assert draw(evidence([(1.0, math.nan)], [])) == ""


@pytest.mark.parametrize("y", [0.0, 5.0, -1e-12, 1e12])
@pytest.mark.parametrize("log", [False, True])
def test_a_level_row_can_be_drawn(y, log):
    draw(evidence([(1.0, y), (2.0, y)], [(1.0, y)], log=log))


def test_words_in_a_picture_are_no_markup():
    picture = draw(evidence(title="<script>alert(1)</script>"))
    assert "<script>" not in picture and parsed(picture).find("title").text.startswith("<script>")
