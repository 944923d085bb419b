"""Gradient descent on a surface: every control, and every number beside Python's."""

import math

import numpy as np
import pytest

SURFACES = {
    "elliptic": (lambda x, y: x * x + 3 * y * y, lambda x, y: (2 * x, 6 * y)),
    "round": (lambda x, y: x * x + y * y, lambda x, y: (2 * x, 2 * y)),
    "rosenbrock": (
        lambda x, y: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
        lambda x, y: (-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
    ),
    "saddle": (lambda x, y: x * x - y * y, lambda x, y: (2 * x, -2 * y)),
    "valleys": (
        lambda x, y: (x * x - 1) ** 2 + 0.3 * x + y * y,
        lambda x, y: (4 * x * (x * x - 1) + 0.3, 2 * y),
    ),
}
RUNS = [
    ("elliptic", (4, 3), 0.05),
    ("elliptic", (-4.1, 0.7), 0.31),
    ("round", (4, 3), 0.13),
    ("round", (-1.37, 2.2), 0.97),
    ("rosenbrock", (-1, 2), 0.0015),
    ("rosenbrock", (0.5, 2.5), 0.0003),
    ("saddle", (4, 0.1), 0.1),
    ("saddle", (3, -2), 0.02),
    ("valleys", (1.6, 1.2), 0.05),
    ("valleys", (0.08, 1.2), 0.1),
]
STEPS = 25


def run(name, start, lr, steps):
    """Return the rows of the table as Python computes them: step, x, y, loss, length of ∇L."""
    f, grad = SURFACES[name]
    w, rows = np.array(start, float), []
    for k in range(steps + 1):
        rows.append([k, *w, f(*w), math.hypot(*grad(*w))])
        w = w - lr * np.array(grad(*w))
    return rows


def near(numbers):
    return pytest.approx(numbers, rel=1e-9, abs=1e-9)


def steps_taken(picture):
    return int(picture.number("read-step"))


@pytest.mark.parametrize("name, start, lr", RUNS)
def test_paths_and_read_outs_are_pythons_numbers(open_picture, name, start, lr):
    picture = open_picture("descent", surface=name, start=start, lr=lr)
    picture.press("step", "Enter")
    clicks = "count => { while (count--) document.querySelector('#step').click(); }"
    picture.page.evaluate(clicks, STEPS - 1)
    rows, true = picture.table("run-table"), run(name, start, lr, STEPS)
    assert len(rows) == STEPS + 1
    for row, expected in zip(rows, true, strict=True):
        assert row == near(expected)
    step, x, y, loss, length = true[-1]
    assert steps_taken(picture) == step
    assert picture.numbers("read-point") == near([x, y])
    assert picture.numbers("read-gradient") == near(list(SURFACES[name][1](x, y)))
    read = [picture.number(f"read-{one}") for one in ("loss", "length", "next")]
    assert read == near([loss, length, lr * length])


def test_play_goes_step_by_step_and_can_be_paused_and_gone_on_with(open_picture):
    picture = open_picture("descent")
    picture.page.locator("#play").click()
    picture.wait_until("Number(document.querySelector('#read-step').dataset.value) >= 2")
    assert picture.text("play") == "Pause"
    picture.page.locator("#play").click()
    stopped = steps_taken(picture)
    picture.page.wait_for_timeout(400)
    assert steps_taken(picture) == stopped
    picture.page.locator("#speed").select_option("50")
    picture.page.locator("#play").click()
    picture.wait_until("document.querySelector('#play').dataset.playing === 'false'")
    assert "Arrived at a minimum" in picture.text("verdict")
    assert steps_taken(picture) > stopped


def test_a_faster_speed_is_faster(open_picture):
    picture = open_picture("descent")
    taken = []
    for speed in ("2", "25"):
        picture.page.locator("#speed").select_option(speed)
        picture.page.locator("#reset").click()
        picture.page.locator("#play").click()
        picture.page.wait_for_timeout(1300)
        picture.page.locator("#play").click()
        taken.append(steps_taken(picture))
    assert 1 <= taken[0] <= 3 < 3 * taken[0] < taken[1]


def test_a_divergence_is_announced_and_no_number_is_lost(open_picture):
    picture = open_picture("descent", motion="reduce", surface="elliptic", start=(4, 3), lr=0.34)
    picture.page.locator("#play").click()
    assert "Diverged" in picture.text("verdict")
    picture.wait_until("document.querySelector('#announcements').textContent.includes('Diverged')")
    rows = picture.table("run-table")
    assert all(map(math.isfinite, np.ravel(rows)))
    assert rows[-1][3] > rows[0][3]
    picture.page.evaluate(
        "document.querySelectorAll('details').forEach(one => { one.open = true; })"
    )
    said = picture.text("stage")
    assert not any(word in said for word in ("NaN", "∞", "not defined"))


def test_the_steepest_divergence_ends_with_a_number_too(open_picture):
    picture = open_picture("descent", motion="reduce", surface="rosenbrock", start=(-2, 2.5), lr=2)
    picture.page.locator("#play").click()
    assert "Diverged" in picture.text("verdict")
    assert math.isfinite(picture.number("read-loss"))


@pytest.mark.parametrize(
    "settings, words",
    [
        ({"surface": "valleys", "start": (-1.6, 1.2), "lr": 0.1}, "Arrived at a minimum, (−1.036,"),
        ({"surface": "valleys", "start": (1.6, 1.2), "lr": 0.1}, "Arrived at a minimum, (0.9601,"),
        ({"surface": "saddle", "start": (4, 0), "lr": 0.1}, "and yet this is no minimum"),
        ({"surface": "saddle", "start": (4, 0.1), "lr": 0.1}, "the loss falls for ever"),
        ({"surface": "rosenbrock", "start": (-1, 2), "lr": 0.0003}, "has not arrived"),
    ],
)
def test_the_end_of_a_run_is_said_in_words(open_picture, settings, words):
    picture = open_picture("descent", motion="reduce", **settings)
    picture.page.locator("#play").click()
    assert words in picture.text("verdict")


def test_the_start_is_chosen_by_a_click_a_drag_or_the_arrow_keys(open_picture):
    picture = open_picture("descent", width=1000)
    picture.page.locator("#map").click(position={"x": 90, "y": 60})
    first = picture.numbers("read-point")
    assert first[0] < 0 < first[1]
    assert picture.page.locator("#start option:checked").inner_text().endswith("chosen on the map")
    picture.drag("start-handle", 40, 0)
    second = picture.numbers("read-point")
    assert second[0] > first[0]
    picture.press("start-handle", "ArrowRight", "ArrowDown")
    assert picture.numbers("read-point") == near([second[0] + 0.1, second[1] - 0.1])
    assert steps_taken(picture) == 0


def test_a_preset_of_start_and_learning_rate_begins_a_new_run(open_picture):
    picture = open_picture("descent")
    picture.press("step", "Enter", "Enter")
    picture.page.locator("#start").select_option("[-4,0.5]")
    assert steps_taken(picture) == 0
    assert picture.numbers("read-point") == [-4, 0.5]
    picture.page.locator("#rates button").nth(1).click()
    assert picture.number("rate") == 0.15
    picture.press("step", "Enter")
    assert picture.numbers("read-point") == near([-4 + 0.15 * 8, 0.5 - 0.15 * 3])


def test_the_learning_rate_slider_is_logarithmic_and_says_numbers_one_can_type(open_picture):
    picture = open_picture("descent")
    picture.press("rate", "Home")
    assert picture.number("rate") == 0.0001
    picture.slide("rate", -40)
    assert picture.number("rate") == 0.01
    picture.press("rate", "ArrowRight")
    assert picture.number("rate") == 0.011
    picture.press("rate", "End")
    assert picture.number("rate") == 2
    assert picture.page.locator("#rate").get_attribute("aria-valuetext") == "2"


def test_the_loss_is_logarithmic_where_that_helps_and_never_where_it_cannot(open_picture):
    picture = open_picture("descent")
    assert picture.page.locator("#logarithmic").is_checked()
    assert "10²" in picture.page.locator("#curve").text_content()
    picture.page.locator("#logarithmic").uncheck()
    assert "10²" not in picture.page.locator("#curve").text_content()
    picture.page.locator("#surface").select_option("saddle")
    assert picture.page.locator("#logarithmic").is_disabled()
    assert not picture.page.locator("#logarithmic").is_checked()


def test_the_drawing_says_in_words_where_the_ball_is(open_picture):
    picture = open_picture("descent", lr=0.05)
    picture.press("step", "Enter")
    label = picture.page.locator("#scene").get_attribute("aria-label")
    assert label == "The surface x² + 3y² with the ball at (3.6, 2.1), loss 26.19"


def test_everything_is_reached_with_the_tab_key(open_picture):
    picture = open_picture("descent")
    reached = []
    for _ in range(13):
        picture.page.keyboard.press("Tab")
        reached.append(picture.page.evaluate("document.activeElement.id"))
    first = ["scene", "play", "step", "reset", "speed", "start-handle", "surface", "start"]
    assert reached == [*first, "rate", "", "", "", "logarithmic"]


def test_a_path_of_ones_own_is_laid_over_with_its_losses(open_picture):
    path = [[4, 3], [3.6, 2.1], [3.24, 1.47], [2.916, 1.029]]
    picture = open_picture("descent", path=path)
    assert picture.numbers("read-point") == [4, 3]
    assert picture.page.locator("#map rect.mark.blue").count() == len(path)
    assert picture.page.locator("#curve rect.mark.blue").count() == len(path)
    assert picture.page.locator("#legend-path").is_visible()
    picture.page.locator("#surface").select_option("round")  # the path belongs to the other
    assert picture.page.locator("#map rect.mark.blue").count() == 0


def test_a_function_of_ones_own_is_descended_as_python_does(open_picture):
    def dent(p):
        return 1 - math.exp(-(p[0] ** 2) - 0.5 * p[1] ** 2)

    window = ((-2, 2), (-2, 2))
    picture = open_picture("descent", f=dent, start=(1.1, -0.9), lr=0.5, window=window)
    picture.press("step", "Enter", "Enter", "Enter")
    w = np.array([1.1, -0.9])
    for _ in range(3):
        w = w - 0.5 * (1 - dent(w)) * np.array([2 * w[0], w[1]])
    assert picture.numbers("read-point") == pytest.approx(list(w), abs=1e-4)


def test_a_run_that_leaves_what_is_known_of_ones_own_function_ends_there(open_picture):
    window = ((-2, 2), (-2, 2))
    picture = open_picture(
        "descent", motion="reduce", f=lambda p: -p[0], start=(0.1, 0), lr=0.5, window=window
    )
    picture.page.locator("#play").click()
    assert "left the map" in picture.text("verdict")
    assert picture.numbers("read-point") == near([2.1, 0])  # the first point outside
