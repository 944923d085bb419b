"""The picture of the secant that turns into the tangent: every control, every number."""

import math

import pytest

FUNCTIONS = {
    "square": (lambda x: x * x, lambda x: 2 * x),
    "cube": (lambda x: x * x * x, lambda x: 3 * x * x),
    "sine": (math.sin, math.cos),
    "exponential": (math.exp, math.exp),
}
READ = ("read-h", "read-rise", "read-slope", "read-derivative", "read-error")


def expected(f, df, a, h):
    rise = f(a + h) - f(a)
    return [h, rise, rise / h, df(a), abs(rise / h - df(a))]


def near(numbers):
    return pytest.approx(numbers, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_read_outs_are_pythons_numbers(open_picture, name):
    picture = open_picture("secant")
    picture.page.locator("#function").select_option(name)
    for a, places in [(-1.37, 29), (0.61, -14), (2.2, 36), (0, -1)]:
        picture.slide("point", a)
        picture.slide("h", places)
        h = math.copysign(float(f"{10 ** ((abs(places) - 31) / 10):.3g}"), places)
        assert [picture.number(one) for one in READ] == near(expected(*FUNCTIONS[name], a, h))


def test_animate_makes_the_limit_table_row_by_row(open_picture):
    picture = open_picture("secant", point=2)
    picture.page.locator("#play").click()
    picture.wait_until("document.querySelectorAll('#limit-table tbody tr').length === 2")
    assert picture.text("play") == "Pause"
    picture.wait_until("document.querySelectorAll('#limit-table tbody tr').length === 4")
    picture.wait_until("document.querySelector('#play').textContent === 'Animate'")
    rows = picture.table("limit-table")
    assert [row[0] for row in rows] == [1, 0.1, 0.01, 0.001]
    for h, value, rise, slope, error in rows:
        assert [value, rise, slope, error] == near([(2 + h) ** 2, (2 + h) ** 2 - 4, 4 + h, h])


def test_animate_can_be_paused(open_picture):
    picture = open_picture("secant")
    picture.page.locator("#play").click()
    picture.wait_until("document.querySelector('#read-h').dataset.value < 0.9")
    picture.page.locator("#play").click()
    before = picture.number("read-h")
    picture.page.wait_for_timeout(300)
    assert picture.number("read-h") == before


def test_the_animation_goes_on_to_round_off_where_the_slope_is_zero(open_picture):
    picture = open_picture("secant", motion="reduce", point=2)
    picture.page.locator("#roundoff").check()
    picture.page.locator("#play").click()
    rows = picture.table("limit-table")
    assert [row[0] for row in rows] == [float(f"1e-{k}") for k in range(17)]
    assert rows[-1][1:] == [4, 0, 0, 4]
    for h, *_, slope, _ in rows:  # the very digits of Python, down to the last h
        assert slope == ((2 + h) * (2 + h) - 4) / h
    assert "a + h is a" in picture.text("verdict")


def test_without_round_off_h_ends_at_a_thousandth(open_picture):
    picture = open_picture("secant", h=1e-9)
    picture.page.locator("#roundoff").check()
    picture.page.locator("#roundoff").uncheck()
    assert picture.number("read-h") == 0.001


def test_the_sign_of_h_changes_in_the_middle_of_its_slider_and_h_is_never_zero(open_picture):
    picture = open_picture("secant")
    picture.slide("h", 2)
    picture.press("h", "ArrowLeft", "ArrowLeft")
    assert picture.number("read-h") == -0.001
    picture.press("h", "ArrowRight")
    assert picture.number("read-h") == 0.001
    picture.press("h", "End")
    assert picture.number("read-h") == 3.16
    picture.press("h", "Home")
    assert picture.number("read-h") == -3.16


def test_the_point_is_dragged_along_the_curve(open_picture):
    picture = open_picture("secant", point=0)
    picture.drag("point-handle", 80, 0)
    moved = picture.number("point")
    assert 0.5 < moved < 1.5
    assert picture.number("read-derivative") == near(2 * moved)
    picture.drag("point-handle", 3000, 0)
    assert picture.number("point") == 4  # the end of the window


def test_the_point_moves_by_keys_alone(open_picture):
    picture = open_picture("secant", point=1)
    picture.press("point-handle", "ArrowRight", "ArrowUp", "ArrowLeft", "Shift+ArrowRight")
    assert picture.number("point") == near(1.11)
    picture.press("point-handle", "PageDown")
    assert picture.number("point") == near(0.61)
    spoken = picture.page.locator("#point-handle").get_attribute("aria-valuetext")
    assert spoken == "a = 0.61, f(a) = 0.3721"


def test_everything_is_reached_with_the_tab_key(open_picture):
    picture = open_picture("secant")
    reached = []
    for _ in range(10):
        picture.page.keyboard.press("Tab")
        reached.append(picture.page.evaluate("document.activeElement.id"))
    controls = ["point-handle", "function", "h", "point", "play", "keep", "reset", "roundoff"]
    assert reached[:8] == controls


def test_a_row_is_kept_once_and_goes_with_the_point(open_picture):
    picture = open_picture("secant", point=2)
    picture.page.locator("#keep").click()
    picture.page.locator("#keep").click()
    assert picture.table("limit-table") == [[1, 9, 5, 5, 1]]
    picture.slide("point", 1)
    assert picture.table("limit-table") == []


def test_reset_brings_back_how_it_began(open_picture):
    picture = open_picture("secant", f="cube", point=1.5, h=-0.5)
    before = [picture.number(one) for one in READ]
    picture.page.locator("#function").select_option("sine")
    picture.slide("h", 3)
    picture.page.locator("#reset").click()
    assert [picture.number(one) for one in READ] == before
    assert picture.page.locator("#function").input_value() == "cube"


def test_a_function_of_ones_own_has_the_slopes_python_gives_it(open_picture):
    def wave(x):
        return math.sin(2 * x) + x / 3

    picture = open_picture("secant", f=wave, point=1.2, h=0.5)
    assert "wave" in picture.text("legend-curve")
    got = [picture.number(one) for one in READ]
    true = expected(wave, lambda x: 2 * math.cos(2 * x) + 1 / 3, 1.2, 0.5)
    assert got == pytest.approx(true, rel=1e-7, abs=1e-7)
    assert picture.page.locator("#roundoff").is_disabled()
    assert "h ends at 0.001" in picture.text("roundoff-words")
    picture.page.locator("#function").select_option("sine")
    assert picture.page.locator("#roundoff").is_enabled()
    assert "10⁻¹⁶" in picture.text("roundoff-words")


def test_a_gap_of_ones_own_function_is_said_not_drawn(open_picture):
    picture = open_picture("secant", f=lambda x: 1 / x, point=0.0)
    assert picture.text("read-slope") == "not defined"
    assert "no value" in picture.text("verdict")
    picture.slide("point", 2)
    assert picture.number("read-derivative") == pytest.approx(-0.25, rel=1e-6)
