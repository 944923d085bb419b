"""The contour map with a movable point: every control, every number."""

import math

import numpy as np
import pytest

SURFACES = {
    "elliptic": (lambda x, y: x * x + 3 * y * y, lambda x, y: (2 * x, 6 * y)),
    "round": (lambda x, y: x * x + y * y, lambda x, y: (2 * x, 2 * y)),
    "tilted": (lambda x, y: x * x + x * y + y * y, lambda x, y: (2 * x + y, x + 2 * y)),
    "saddle": (lambda x, y: x * x - y * y, lambda x, y: (2 * x, -2 * y)),
}
READ = ("read-f", "read-fx", "read-fy", "read-length")
WALKING = "document.querySelector('#{}').dataset.playing === '{}'"


def expected(f, grad, x, y):
    return [f(x, y), *grad(x, y), math.hypot(*grad(x, y))]


def near(numbers):
    return pytest.approx(numbers, rel=1e-9, abs=1e-9)


def place(picture):
    return picture.numbers("read-point")


@pytest.mark.parametrize("name", SURFACES)
def test_the_read_outs_are_pythons_numbers(open_picture, name):
    picture = open_picture("contour")
    picture.page.locator("#surface").select_option(name)
    for x, y in [(-3.21, 2.07), (0.4, -1.13), (4.5, 3.5), (1.01, 0)]:
        picture.slide("x", x)
        picture.slide("y", y)
        assert place(picture) == [x, y]
        assert [picture.number(one) for one in READ] == near(expected(*SURFACES[name], x, y))
        assert picture.number("read-angle") == pytest.approx(90, abs=1e-2)  # a short chord
        assert picture.table("points-table")[0] == near([x, y, *expected(*SURFACES[name], x, y)])


def test_it_opens_at_the_point_of_the_lesson(open_picture):
    picture = open_picture("contour")
    assert place(picture) == [2, 1]
    assert [picture.number(one) for one in READ] == near([7, 4, 6, math.hypot(4, 6)])
    assert "1/8 of their length" in picture.text("scale")


def test_on_a_small_map_the_arrows_are_twice_as_long_and_it_says_so(open_picture):
    assert "1/4 of their length" in open_picture("contour", width=360).text("scale")


def test_a_click_on_the_map_puts_the_point_there_and_a_drag_goes_on_from_it(open_picture):
    picture = open_picture("contour")
    paper = picture.page.locator("#map .paper").bounding_box()
    px = lambda x: paper["x"] + (x + 4.5) / 9 * paper["width"]  # noqa: E731
    py = lambda y: paper["y"] + (3.5 - y) / 7 * paper["height"]  # noqa: E731
    picture.page.mouse.move(px(-3), py(2))
    picture.page.mouse.down()
    assert place(picture) == pytest.approx([-3, 2], abs=0.02)
    picture.page.mouse.move(px(1), py(-2), steps=4)
    picture.page.mouse.up()
    assert place(picture) == pytest.approx([1, -2], abs=0.02)
    picture.drag("point-handle", 3000, 0)
    assert place(picture)[0] == 4.5  # the edge of the map


def test_the_arrow_keys_move_the_point(open_picture):
    picture = open_picture("contour")
    picture.press("point-handle", "ArrowRight", "ArrowUp", "ArrowUp", "Shift+ArrowLeft")
    assert place(picture) == near([2.09, 1.2])
    spoken = picture.page.locator("#point-handle").get_attribute("aria-valuetext")
    assert spoken == "x = 2.09, y = 1.2"


def test_everything_is_reached_with_the_tab_key(open_picture):
    picture = open_picture("contour")
    reached = []
    for _ in range(9):
        picture.page.keyboard.press("Tab")
        reached.append(picture.page.evaluate("document.activeElement.id"))
    assert reached[:8] == ["point-handle", "surface", "x", "y", "play", "down", "reset", "descent"]


@pytest.mark.parametrize("name", ["elliptic", "round", "tilted"])
def test_the_walk_along_the_contour_comes_back_and_keeps_the_value(open_picture, name):
    picture = open_picture("contour", motion="reduce", f=name, point=(1.3, -2.1))
    value = picture.number("read-f")
    picture.press("play", "Enter")
    assert "Once around" in picture.text("verdict")
    assert place(picture) == near([1.3, -2.1])
    rows = picture.table("points-table")
    assert len(rows) > 8
    assert [row[2] for row in rows] == near([value] * len(rows))
    assert len({round(row[0], 3) for row in rows}) > 8


def test_the_walk_can_be_watched_and_paused(open_picture):
    picture = open_picture("contour")
    picture.page.locator("#play").click()
    picture.wait_until("document.querySelector('#read-point').textContent !== '(2, 1)'")
    assert picture.text("play") == "Pause"
    picture.page.locator("#play").click()
    stopped = place(picture)
    assert picture.number("read-f") == near(7)
    picture.page.wait_for_timeout(200)
    assert place(picture) == stopped


def test_the_walk_ends_where_the_contour_leaves_the_map(open_picture):
    picture = open_picture("contour", motion="reduce", f="saddle", point=(2, 0.5))
    picture.page.locator("#play").click()
    assert "leaves the map" in picture.text("verdict")
    assert picture.number("read-f") == near(3.75)


def test_the_walk_downhill_bends_to_the_minimum_and_the_value_falls(open_picture):
    picture = open_picture("contour", motion="reduce", point=(4, 3))
    picture.page.locator("#down").click()
    assert place(picture) == pytest.approx([0, 0], abs=1e-3)
    rows = np.array(picture.table("points-table"))[::-1]
    assert (np.diff(rows[:, 2]) < 0).all()
    # On x² + 3y² the way of steepest descent is y = c·x³: not the straight line to the minimum.
    inner = rows[np.abs(rows[:, 0]) > 0.3]
    assert inner[:, 1] / inner[:, 0] ** 3 == pytest.approx(3 / 64, rel=1e-2)


def test_one_walk_ends_the_other(open_picture):
    picture = open_picture("contour")
    picture.page.locator("#play").click()
    picture.page.locator("#down").click()
    assert picture.text("play") == "Walk along the contour"
    picture.wait_until("document.querySelector('#read-f').dataset.value < 6")
    picture.page.locator("#down").click()


def test_where_the_gradient_is_zero_no_direction_is_made_up(open_picture):
    picture = open_picture("contour", point=(0, 0))
    assert picture.number("read-length") == 0
    assert picture.text("read-angle") == "no direction"
    assert "gradient is zero" in picture.text("verdict")
    for walk in ("play", "down"):
        picture.page.locator(f"#{walk}").click()
        picture.wait_until(WALKING.format(walk, "false"))
        assert "zero" in picture.text("verdict")
        assert place(picture) == [0, 0]


def test_minus_the_gradient_is_shown_with_its_legend(open_picture):
    picture = open_picture("contour")
    arrows = "document.querySelectorAll('#map .head.green').length"
    assert picture.page.evaluate(arrows) == 0
    picture.press("descent", "Space")
    assert picture.page.evaluate(arrows) == 1
    assert picture.page.locator("#legend-down").is_visible()


def test_reset_brings_back_how_it_began(open_picture):
    picture = open_picture("contour", point=(1, 2))
    picture.page.locator("#surface").select_option("saddle")
    picture.page.locator("#descent").check()
    picture.page.locator("#reset").click()
    assert place(picture) == [1, 2]
    assert picture.page.locator("#surface").input_value() == "elliptic"
    assert not picture.page.locator("#descent").is_checked()


def test_a_function_of_ones_own_has_the_gradient_python_gives_it(open_picture):
    def hills(p):
        return math.sin(p[0]) + 0.3 * p[1] ** 2 + 0.1 * p[0] * p[1]

    picture = open_picture("contour", f=hills, point=(1.2, -0.7), window=((-3, 3), (-2, 2)))
    x, y = 1.2, -0.7
    gx, gy = math.cos(x) + 0.1 * y, 0.6 * y + 0.1 * x
    true = [hills((x, y)), gx, gy, math.hypot(gx, gy)]
    assert [picture.number(one) for one in READ] == pytest.approx(true, abs=1e-4)
    assert picture.page.locator("#surface option:checked").inner_text() == "yours: hills"
    picture.page.locator("#play").click()


def test_a_path_of_ones_own_is_laid_over(open_picture):
    path = [[4, 3], [3.6, 2.1], [3.24, 1.47], [2.916, 1.029]]
    picture = open_picture("contour", path=path)
    assert picture.page.locator("#map rect.mark.blue").count() == len(path)
    assert picture.page.locator("#legend-path").is_visible()


def test_a_window_far_higher_than_wide_takes_no_more_time_than_others(open_picture):
    window = ((0, 1e-6), (0, 1))
    picture = open_picture("contour", f=lambda p: p[0] + p[1] ** 2, window=window, point=(0, 0.5))
    assert picture.number("read-f") == near(0.25)
    assert picture.page.locator("#map").bounding_box()["height"] < 5000
