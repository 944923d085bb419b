"""The picture of the learning rate: every control, every number, the words of task 3.5."""

import pytest

STEPS = 20
WORDS = {
    0: "stuck",
    0.01: "converges",
    0.49: "converges",
    0.5: "one step",
    0.51: "zigzags",
    0.99: "zigzags",
    1: "bounces",
    1.01: "diverges",
    1.2: "diverges",
}


def descend_1d(df, w0, lr, steps):
    history = [w0]
    for _ in range(steps):
        history.append(history[-1] - lr * df(history[-1]))
    return history


def near(numbers):
    return pytest.approx(numbers, rel=1e-9, abs=1e-9)


def test_the_table_is_the_path_python_walks(open_picture):
    picture = open_picture("rate")
    for lr, w0 in [(0.1, 5), (0.37, -3.3), (0.5, 1.7), (0.93, 6), (1.17, -0.4)]:
        picture.slide("lr", lr)
        picture.slide("w0", w0)
        path = descend_1d(lambda w: 2 * w, w0, lr, STEPS)
        rows = picture.table("run-table")
        assert len(rows) == STEPS + 1
        for k, row in enumerate(rows):
            assert row == near([k, path[k], 2 * path[k], path[k] ** 2])
        read = [picture.number(f"read-{one}") for one in ("step", "w", "gradient", "loss")]
        assert read == near(rows[-1])
        assert picture.number("read-factor") == near(1 - 2 * lr)


def test_the_behaviour_is_said_in_the_words_of_the_task(open_picture):
    picture = open_picture("rate")
    for lr, word in WORDS.items():
        picture.slide("lr", lr)
        assert picture.text("read-behaviour") == word
        assert picture.text("verdict")


def test_at_the_minimum_every_rate_stands_still(open_picture):
    picture = open_picture("rate", w0=0, lr=1.2)
    assert "stays there" in picture.text("verdict")
    assert picture.number("read-w") == 0


def test_play_goes_through_the_run_step_by_step_and_can_be_paused(open_picture):
    picture = open_picture("rate", lr=0.4)
    picture.page.locator("#play").click()
    picture.wait_until("document.querySelector('#read-step').dataset.value === '2'")
    picture.page.locator("#play").click()
    assert picture.number("read-w") == near(5 * 0.2**2)
    picture.page.wait_for_timeout(500)
    assert picture.number("read-step") == 2
    assert len(picture.table("run-table")) == 3


def test_step_goes_one_on_and_begins_anew_at_the_end(open_picture):
    picture = open_picture("rate")
    for expected in (1, 2, 3):
        picture.page.locator("#step").click()
        assert picture.number("read-step") == expected
    for _ in range(STEPS - 3):
        picture.page.locator("#step").click()
    assert picture.number("read-step") == STEPS
    picture.page.locator("#step").click()
    assert picture.number("read-step") == 1


def test_the_last_run_stays_as_a_ghost_until_it_is_switched_off_or_reset(open_picture):
    picture = open_picture("rate", lr=0.1)
    ghost = picture.page.locator("#legend-ghost")
    assert not ghost.is_visible()
    picture.slide("lr", 0.9)
    assert ghost.inner_text() == "last run: η = 0.1, w₀ = 5"
    picture.slide("lr", 1.1)
    assert ghost.inner_text() == "last run: η = 0.9, w₀ = 5"
    drawn = "document.querySelectorAll('#losses .mark.grey').length"
    assert picture.page.evaluate(drawn) == STEPS + 1
    picture.page.locator("#ghost").uncheck()
    assert not ghost.is_visible() and picture.page.evaluate(drawn) == 0
    picture.page.locator("#ghost").check()
    picture.page.locator("#reset").click()
    assert not ghost.is_visible()
    assert picture.number("lr") == 0.1


def test_the_start_is_dragged_and_moved_by_keys(open_picture):
    picture = open_picture("rate", w0=2)
    picture.drag("start-handle", -60, 0)
    dragged = picture.number("w0")
    assert dragged < 1 and picture.table("run-table")[0][1] == dragged
    picture.press("start-handle", "ArrowRight", "ArrowUp", "PageDown")
    assert picture.number("w0") == near(dragged + 0.2 - 0.5)
    picture.press("lr", "ArrowRight", "ArrowRight")
    assert picture.number("lr") == near(0.12)


def test_a_path_of_ones_own_is_laid_over_the_run(open_picture):
    path = descend_1d(lambda w: 2 * w, 5, 0.3, 8)
    picture = open_picture("rate", path=path)
    assert picture.page.locator("#legend-yours").is_visible()
    crosses = "document.querySelectorAll('#plot path.line.blue').length"
    assert picture.page.evaluate(crosses) == len(path)


def test_a_path_that_overflows_is_drawn_up_to_there(open_picture):
    picture = open_picture("rate", path=[1.0, 2.0, float("inf"), float("nan")])
    crosses = "document.querySelectorAll('#plot path.line.blue').length"
    assert picture.page.evaluate(crosses) == 2
