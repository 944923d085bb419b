"""Contour lines by marching squares: on the contour, closed or up to the edge, level by level."""

import math
from itertools import pairwise

import pytest
from scripts import Script

GRID = "sampleGrid((x, y) => {f}, [-3, 3], [-2, 2], 60, 40)"
CIRCLES, SADDLE = "x * x + y * y", "x * x - y * y"


@pytest.fixture(scope="module")
def contours(browser):
    page = browser.new_page()
    yield Script(page, "shared/contours.js")
    page.close()


def lines(contours, f, level):
    return contours(f"contourLines({GRID.format(f=f)}, it)", level)


def test_a_circle_is_one_closed_line_of_its_radius(contours):
    (circle,) = lines(contours, CIRCLES, 2.25)
    assert circle[0] == circle[-1]
    assert [math.hypot(*point) for point in circle] == pytest.approx([1.5] * len(circle), rel=2e-3)
    turned = sum(math.hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(circle))
    assert turned == pytest.approx(2 * math.pi * 1.5, rel=2e-3)


def test_a_contour_that_leaves_the_map_ends_at_its_edge(contours):
    branches = lines(contours, SADDLE, 1)
    assert len(branches) == 2
    for branch in branches:
        for x, y in (branch[0], branch[-1]):
            assert abs(x) == 3 or abs(y) == 2
        assert all(x * x - y * y == pytest.approx(1, abs=5e-3) for x, y in branch)


def test_there_is_no_line_of_a_level_that_is_not_reached(contours):
    assert lines(contours, CIRCLES, 99) == []
    assert lines(contours, "0", 1) == []


def test_a_line_stops_where_the_function_has_no_value(contours):
    found = lines(contours, "x < 0 ? NaN : x * x + y * y", 1)
    assert len(found) == 1
    assert all(x >= 0 for x, _ in found[0])


def test_two_hills_that_touch_in_one_cell_are_told_apart(contours):
    grid = "{across: [0, 1], up: [0, 1], values: [[1, -1], [-1, it]]}"
    assert len(contours(f"contourLines({grid}, 0)", 1.5)) == 2
    joined, apart = (contours(f"contourLines({grid}, 0)", corner) for corner in (1.5, 0.5))
    assert sorted(map(sorted, joined)) != sorted(map(sorted, apart))


AREAS = [
    (CIRCLES, lambda x, y: x * x + y * y, 2.25),
    (CIRCLES, lambda x, y: x * x + y * y, 8),
    (SADDLE, lambda x, y: x * x - y * y, 1),
    ("x + y", lambda x, y: x + y, -1),
]


@pytest.mark.parametrize("words, f, level", AREAS)
def test_the_filled_area_is_where_the_function_is_above_the_level(contours, words, f, level):
    rims = contours(f"contourAreas({GRID.format(f=words)}, it)", level)
    assert all(rim[0] == rim[-1] for rim in rims)
    places = [(-2.93 + 0.37 * i, -1.91 + 0.29 * j) for i in range(16) for j in range(14)]
    for x, y in places:
        if abs(f(x, y) - level) > 0.02:  # nearer, the cell decides
            assert filled(rims, x, y) == (f(x, y) > level), (x, y)


def filled(rims, x, y):
    """Return whether a ray from a point crosses the rims an odd number of times."""
    edges = [edge for rim in rims for edge in pairwise(rim)]
    crossed = [(a, b) for a, b in edges if (a[1] > y) != (b[1] > y)]
    at = [a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in crossed]
    return sum(place > x for place in at) % 2 == 1


def test_levels_are_round_and_evenly_spaced_on_a_bowl(contours):
    levels = contours(f"chooseLevels({GRID.format(f=CIRCLES)}, 12)")
    assert levels == [2 * k for k in range(1, 7)]


def test_levels_in_a_narrow_valley_leave_no_part_of_the_map_empty(contours):
    valley = GRID.format(f="(1 - x) ** 2 + 100 * (y - x * x) ** 2")
    levels = contours(f"chooseLevels({valley}, 12)")
    assert len(levels) == 12
    assert levels[-1] / levels[0] > 100
    assert contours(f"isValley({valley})") is True
    assert contours(f"isValley({GRID.format(f=CIRCLES)})") is False


def test_a_flat_function_has_no_levels(contours):
    assert contours(f"chooseLevels({GRID.format(f='7')}, 12)") == []
