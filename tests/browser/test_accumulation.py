"""The picture of the gradient that is never cleared: every control, every number."""

import pytest

STEPS = 60


def run(w, lr, clear, steps=STEPS):
    collected, rows = 0.0, []
    for k in range(steps + 1):
        gradient = 2 * (w - 3)
        collected = gradient if clear else collected + gradient
        rows.append([k, w, gradient, collected, (w - 3) ** 2])
        w -= lr * collected
    return rows


def near(numbers):
    return pytest.approx(numbers, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("clear", [True, False])
def test_the_table_is_the_run_of_pytorch(open_picture, clear):
    picture = open_picture("accumulation")
    picture.page.locator("#clear").set_checked(clear)
    for lr, w0 in [(0.1, 0), (0.01, 6.5), (0.5, 1.3), (0.97, -1)]:
        picture.slide("lr", lr)
        picture.slide("w0", w0)
        rows = picture.table("run-table")
        for got, expected in zip(rows, run(w0, lr, clear), strict=True):
            assert got == near(expected)
        names = ("step", "w", "gradient", "sum", "loss")
        assert [picture.number(f"read-{one}") for one in names] == near(rows[-1])


def test_torch_itself_walks_this_way(open_picture):
    torch = pytest.importorskip("torch")
    w = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
    path, sums = [w.item()], []
    for _ in range(10):
        ((w - 3) ** 2).backward()
        sums.append(w.grad.item())
        with torch.no_grad():
            w -= 0.1 * w.grad
        path.append(w.item())
    rows = open_picture("accumulation", clear=False).table("run-table")
    assert [row[1] for row in rows[:11]] == near(path)
    assert [row[3] for row in rows[:10]] == near(sums)


def test_the_two_runs_of_the_lesson_are_told_apart(open_picture):
    picture = open_picture("accumulation")
    assert picture.text("read-behaviour") == "converges"
    assert picture.text("legend-run") == "cleared in every step"
    picture.page.locator("#clear").uncheck()
    assert picture.text("read-behaviour") == "swings"
    assert picture.text("legend-run") == "never cleared"
    assert "between about −0.0779 and 6.08; one swing takes about 13.9 steps" in picture.text(
        "verdict"
    )
    lowest = min(row[1] for row in picture.table("run-table"))
    highest = max(row[1] for row in picture.table("run-table"))
    assert -0.0779 <= lowest < -0.05 and 6.05 < highest <= 6.08


BEHAVIOURS = [
    (0, False, "stuck"),
    (0, True, "stuck"),
    (0.3, True, "converges"),
    (0.5, True, "one step"),
    (0.7, True, "zigzags"),
    (1, True, "bounces"),
    (1.1, True, "diverges"),
    (0.01, False, "swings"),
    (1.99, False, "swings"),
    (2, False, "runs away"),
    (2.2, False, "runs away"),
]


def test_each_behaviour_has_its_word_and_its_numbers(open_picture):
    picture = open_picture("accumulation", w0=1)
    for lr, clear, word in BEHAVIOURS:
        picture.slide("lr", lr)
        picture.page.locator("#clear").set_checked(clear)
        assert picture.text("read-behaviour") == word
        farthest = [abs(row[1] - 3) for row in picture.table("run-table")]
        if word in ("runs away", "diverges"):
            assert farthest[-1] > 10 * farthest[0]
        elif word == "swings":
            assert max(farthest) <= 2 * (2 / (2 - lr)) ** 0.5 + 1e-6


def test_a_start_at_the_minimum_has_nothing_to_sum(open_picture):
    picture = open_picture("accumulation", w0=3, clear=False)
    assert picture.text("read-behaviour") == "stuck"
    assert picture.number("read-sum") == 0


def test_the_arrow_is_as_long_as_the_summed_gradient(open_picture):
    picture = open_picture("accumulation", clear=False)
    shaft = "document.querySelector('#plot path.line.orange.thick').getBBox()"
    head = 12  # pixels
    for _ in range(4):
        picture.page.locator("#step").click()
        box = picture.page.evaluate(f"(({{x, width}}) => [x, width])({shaft})")
        units = (box[1] + head) / picture.page.evaluate(
            "document.querySelector('#plot-clip rect').width.baseVal.value"
        )
        assert units * 11 == pytest.approx(0.12 * abs(picture.number("read-sum")), rel=0.02)


def test_play_can_be_paused(open_picture):
    picture = open_picture("accumulation", clear=False)
    picture.page.locator("#play").click()
    picture.wait_until("document.querySelector('#read-step').dataset.value === '2'")
    picture.page.locator("#play").click()
    assert picture.number("read-w") == near(1.68)


def test_the_other_run_is_shown_beside_this_one(open_picture):
    picture = open_picture("accumulation")
    grey = "document.querySelectorAll('#weights .line.grey').length"
    assert picture.page.evaluate(grey) == 0
    picture.page.locator("#other").check()
    assert picture.page.evaluate(grey) == 1
    assert picture.text("legend-other") == "never cleared"


def test_the_start_is_dragged_and_moved_by_keys_and_reset_brings_it_back(open_picture):
    picture = open_picture("accumulation", w0=1, lr=0.2)
    picture.drag("start-handle", 40, 0)
    assert picture.number("w0") > 1.5
    picture.press("start-handle", "ArrowLeft")
    picture.press("w0", "ArrowRight")
    picture.page.locator("#clear").press("Space")
    picture.page.locator("#reset").click()
    assert [picture.number("w0"), picture.number("lr")] == [1, 0.2]
    assert picture.page.locator("#clear").is_checked()


def test_a_path_of_ones_own_is_laid_over_the_weights(open_picture):
    picture = open_picture("accumulation", path=[[0.0], [0.6], [1.68]])
    assert picture.page.locator("#legend-yours").is_visible()
    assert picture.page.evaluate("document.querySelectorAll('#weights .line.blue').length") == 3
