"""Hidden tests of 3_descent."""

import numpy as np
import pytest

from autograder.hidden import agree, as_numbers, close, equal, task

# --- the losses of the tests ----------------------------------------------------------


def quartic_slope(w):
    """The derivative of w⁴/4 − w²."""
    return w**3 - 2 * w


def shifted_slope(w):
    """The derivative of (w − 3)²."""
    return 2 * (w - 3)


def gentle_slope(w):
    """The derivative of 0.6·(w + 1.3)²."""
    return 1.2 * (w + 1.3)


def coupled(w):
    """The gradient of x² + x·y + 3y²: each entry needs both coordinates."""
    return np.array([2 * w[0] + w[1], 6 * w[1] + w[0]])


def leaning(w):
    return 0.85 * w[0] ** 2 + 0.5 * w[0] * w[1] + 1.3 * w[1] ** 2


def leaning_gradient(w):
    """Written into an array of the kind of w: it has decimals only where w is of floats."""
    slope = np.empty_like(w)
    slope[0] = 1.7 * w[0] + 0.5 * w[1]
    slope[1] = 2.6 * w[1] + 0.5 * w[0]
    return slope


def rosenbrock_gradient(w):
    x, y = w
    return np.array([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)])


def three_dimensional(w):
    """A gradient of a coupled loss in three coordinates."""
    x, y, z = w
    return np.array([2 * x + 0.5 * z, y + np.sin(y), 3 * z + 0.5 * x])


def one_dimensional(w):
    return 2.4 * w - 1


def bowl(w):
    return w[0] ** 2 + 3 * w[1] ** 2


def bowl_gradient(w):
    return np.array([2 * w[0], 6 * w[1]])


def round_gradient(w):
    """The gradient of half the squared distance from (0, 0, …) is the point itself."""
    return 1.0 * w


# --- 3.1 gd_step ----------------------------------------------------------------------


@task("gd_step")
def test_step_with_numbers(student, reference):
    """numbers with decimals"""
    assert agree(student, reference, lambda answers: answers.gd_step(1.7, 2.3, 0.3))


@task("gd_step")
def test_step_from_an_int(student, reference):
    """a whole number as weight, a gradient with decimals"""
    assert agree(student, reference, lambda answers: answers.gd_step(4, -2.5, 0.7))


@task("gd_step")
def test_step_with_an_array(student, reference):
    """an array of three weights"""

    def probe(answers):
        return answers.gd_step(np.array([0.4, -1.5, 2.2]), np.array([1.1, 3.0, -0.7]), 0.45)

    assert agree(student, reference, probe)


@task("gd_step")
def test_step_with_lists(student, reference):
    """lists of numbers"""
    assert agree(student, reference, lambda answers: answers.gd_step([2, -1.5], [0.5, -4], 0.3))


@task("gd_step")
def test_step_with_ints(student, reference):
    """an array of whole numbers"""

    def probe(answers):
        return answers.gd_step(np.array([3, -2]), np.array([1.5, 0.4]), 0.3)

    assert agree(student, reference, probe)


@task("gd_step")
def test_step_of_rate_zero(student, reference):
    """learning rate 0"""
    assert agree(student, reference, lambda answers: answers.gd_step(2.9, -1.4, 0))


@task("gd_step")
@pytest.mark.parametrize("lr", [-0.6, 2.5])
def test_step_of_any_rate(student, reference, lr):
    """a learning rate that is negative or above 1"""
    assert agree(student, reference, lambda answers: answers.gd_step(1.2, 0.9, lr))


@task("gd_step")
def test_step_leaves_its_arguments_alone(student, reference):
    """the arguments afterwards"""

    def probe(answers):
        w, grad = np.array([0.8, -2.6]), np.array([1.9, 0.3])
        return {"new": answers.gd_step(w, grad, 0.35), "w": w, "grad": grad}

    got, before = student(probe), reference(probe)
    assert np.array_equal(got["w"], before["w"]), "the array w was changed by the call"
    assert np.array_equal(got["grad"], before["grad"]), "the array grad was changed by the call"
    assert close(got["new"], before["new"])


# --- 3.2 descend_1d -------------------------------------------------------------------


@task("descend_1d")
def test_run_on_a_quartic(student, reference):
    """a quartic loss, four steps"""
    assert agree(
        student, reference, lambda answers: answers.descend_1d(quartic_slope, 2.1, 0.13, 4)
    )


@task("descend_1d")
def test_run_from_an_int(student, reference):
    """a whole number as start, a path with decimals"""
    assert agree(student, reference, lambda answers: answers.descend_1d(gentle_slope, 4, 0.35, 5))


@task("descend_1d")
def test_run_that_grows(student, reference):
    """a learning rate above 1"""
    assert agree(student, reference, lambda answers: answers.descend_1d(shifted_slope, 1.6, 1.1, 5))


@task("descend_1d")
@pytest.mark.parametrize("lr", [-0.2, 0])
def test_run_of_rate_zero_or_below(student, reference, lr):
    """a learning rate that is negative or 0"""
    assert agree(student, reference, lambda answers: answers.descend_1d(gentle_slope, 0.7, lr, 3))


@task("descend_1d")
def test_run_of_no_step(student, reference):
    """no step at all"""
    assert agree(
        student, reference, lambda answers: answers.descend_1d(quartic_slope, -1.7, 0.3, 0)
    )


@task("descend_1d")
def test_run_of_one_step(student, reference):
    """a single step"""
    assert agree(
        student, reference, lambda answers: answers.descend_1d(quartic_slope, -1.7, 0.3, 1)
    )


@task("descend_1d")
def test_run_in_closed_form(student, reference):
    """a parabola, where the weight after k steps is known by a formula"""
    got = student(lambda answers: answers.descend_1d(shifted_slope, 0.7, 0.85, 6))
    assert close(got, 3 + (0.7 - 3) * (1 - 2 * 0.85) ** np.arange(7))


@task("descend_1d")
def test_every_entry_is_one_step_from_the_last(student, reference):
    """each entry is one step from the entry before it"""
    path = as_numbers(student(lambda answers: answers.descend_1d(quartic_slope, 0.3, 0.4, 5)))
    assert path.ndim == 1 and len(path) > 1, "the result should be a row of weights"
    assert close(path[1:], path[:-1] - 0.4 * quartic_slope(path[:-1]))


# --- 3.3 descend ----------------------------------------------------------------------


@task("descend")
def test_coupled_coordinates(student, reference):
    """a gradient in which each entry needs both coordinates"""
    assert agree(
        student,
        reference,
        lambda answers: answers.descend(coupled, np.array([1.8, -2.5]), 0.23, 4),
    )


@task("descend")
def test_rosenbrock(student, reference):
    """the Rosenbrock valley, three steps"""
    assert agree(
        student,
        reference,
        lambda answers: answers.descend(rosenbrock_gradient, np.array([-1.3, 0.9]), 1e-3, 3),
    )


@task("descend")
def test_start_of_ints(student, reference):
    """an array of whole numbers as start, a gradient that needs floats"""

    def probe(answers):
        return answers.descend(leaning_gradient, np.array([3, -2]), 0.15, 3)

    assert agree(student, reference, probe)


@task("descend")
def test_start_as_a_list(student, reference):
    """a list as start, three coordinates, four steps"""
    assert agree(
        student,
        reference,
        lambda answers: answers.descend(three_dimensional, [1.4, -0.8, 2], 0.3, 4),
    )


@task("descend")
def test_one_coordinate(student, reference):
    """a single coordinate, a learning rate close to 1"""
    assert agree(
        student, reference, lambda answers: answers.descend(one_dimensional, (2.6,), 0.93, 3)
    )


@task("descend")
def test_no_step(student, reference):
    """no step at all"""
    assert agree(
        student, reference, lambda answers: answers.descend(coupled, np.array([0.4, 1.9]), 0.3, 0)
    )


@task("descend")
@pytest.mark.parametrize("lr", [-0.2, 0, 1.3])
def test_any_rate(student, reference, lr):
    """a learning rate that is negative, 0 or above 1"""
    assert agree(
        student, reference, lambda answers: answers.descend(coupled, np.array([0.9, 0.7]), lr, 2)
    )


@task("descend")
def test_start_is_left_alone(student, reference):
    """the start afterwards"""

    def probe(answers):
        w0 = np.array([1.1, -0.6])
        return {"path": answers.descend(coupled, w0, 0.2, 3), "w0": w0}

    got, expected = student(probe), reference(probe)
    assert np.array_equal(got["w0"], expected["w0"]), "the array w0 was changed by the call"
    assert close(got["path"], expected["path"])


@task("descend")
def test_read_only_start(student, reference):
    """a start that cannot be written to"""

    def probe(answers):
        w0 = np.array([-2.3, 0.5])
        w0.setflags(write=False)
        return answers.descend(coupled, w0, 0.31, 3)

    assert agree(student, reference, probe)


# --- 3.4 descend_until ----------------------------------------------------------------


def until(answers, *args, **kwargs):
    """Call the task and give its two results separate names."""
    w, taken = answers.descend_until(*args, **kwargs)
    return {"w": w, "taken": taken}


def same_end(student, reference, probe):
    got, expected = student(probe), reference(probe)
    return close(got["taken"], expected["taken"]) and close(got["w"], expected["w"])


@task("descend_until")
def test_until_flat(student, reference):
    """two coupled coordinates, tolerance 0.02"""
    assert same_end(
        student,
        reference,
        lambda answers: until(answers, coupled, [1.9, -0.7], 0.21, tol=0.02, max_steps=200),
    )


@task("descend_until")
def test_default_tolerance(student, reference):
    """the tolerance that is taken when none is given"""
    assert same_end(
        student, reference, lambda answers: until(answers, bowl_gradient, [2.3, -1.1], 0.13)
    )


@task("descend_until")
def test_default_limit(student, reference):
    """a slow descent and the limit that is taken when none is given"""
    assert same_end(
        student, reference, lambda answers: until(answers, round_gradient, [1.7, 2.9], 0.004)
    )


@task("descend_until")
def test_limit_reached(student, reference):
    """a limit that is reached before the ground is flat"""
    assert same_end(
        student,
        reference,
        lambda answers: until(answers, coupled, [2.6, 1.3], 0.07, tol=1e-3, max_steps=6),
    )


@task("descend_until")
def test_limit_zero(student, reference):
    """a limit of no step at all"""
    assert same_end(
        student,
        reference,
        lambda answers: until(answers, coupled, [0.6, 1.4], 0.2, tol=0.1, max_steps=0),
    )


@task("descend_until")
def test_length_of_the_gradient(student, reference):
    """a gradient that is longer than each of its entries"""
    assert same_end(
        student,
        reference,
        lambda answers: until(
            answers, round_gradient, [1.5, -1.4, 1.3], 0.1, tol=0.8, max_steps=50
        ),
    )


@task("descend_until")
@pytest.mark.parametrize("w0", [(0.0, 1.7), (2.4, 0.0)])
def test_one_entry_small(student, reference, w0):
    """one entry of the gradient is 0 from the start"""
    assert same_end(
        student,
        reference,
        lambda answers: until(answers, bowl_gradient, w0, 0.11, tol=0.05, max_steps=80),
    )


@task("descend_until")
def test_negative_gradient(student, reference):
    """a start where the entries of the gradient are negative"""
    assert same_end(
        student,
        reference,
        lambda answers: until(answers, coupled, [-1.2, -0.9], 0.12, tol=0.3, max_steps=60),
    )


@task("descend_until")
def test_exactly_flat(student, reference):
    """exactly flat ground and tolerance 0"""
    assert same_end(
        student,
        reference,
        lambda answers: until(answers, bowl_gradient, [0.0, 0.0], 0.2, tol=0.0, max_steps=5),
    )


@task("descend_until")
def test_the_end_is_flat_and_the_step_before_was_not(student, reference):
    """the ground is flat where the run ends, and was not one step earlier"""
    got = student(
        lambda answers: until(answers, one_dimensional, [3.2], 0.27, tol=0.04, max_steps=90)
    )
    w = as_numbers(got["w"])
    assert w.shape == (1,), "the point should have as many entries as w0"
    before = (w - 0.27) / (1 - 2.4 * 0.27)  # the step backwards, solved for its start
    assert abs(one_dimensional(w))[0] <= 0.04, "the ground is not flat where the run ended"
    assert abs(one_dimensional(before))[0] > 0.04, "the ground was flat one step earlier already"


@task("descend_until")
def test_until_leaves_the_start_alone(student, reference):
    """the start afterwards, an array of whole numbers first"""

    def probe(answers):
        whole, decimal = np.array([2, -3]), np.array([0.9, -1.8])
        end = until(answers, leaning_gradient, whole, 0.17, tol=0.1, max_steps=40)
        until(answers, coupled, decimal, 0.17, tol=0.1, max_steps=40)
        return {"whole": whole, "decimal": decimal, **end}

    got, expected = student(probe), reference(probe)
    assert np.array_equal(got["whole"], expected["whole"]), "the array w0 was changed by the call"
    assert np.array_equal(got["decimal"], expected["decimal"]), "the array w0 was changed"
    assert close(got["taken"], expected["taken"]) and close(got["w"], expected["w"])


@task("descend_until")
def test_divergence(student, reference):
    """a learning rate with which the weights run away"""
    assert same_end(
        student,
        reference,
        lambda answers: until(answers, bowl_gradient, [1.3, 0.4], 1.2, tol=0.1, max_steps=9),
    )


# --- 3.5 quadratic_behaviour ----------------------------------------------------------


def said(answers, lr):
    """The answer as plain text, whichever kind of text it is."""
    return str(answers.quadratic_behaviour(lr))


def check_rates(student, reference, lrs):
    def probe(answers):
        return [said(answers, lr) for lr in lrs]

    return equal(student(probe), reference(probe))


@task("quadratic_behaviour")
def test_rate_zero(student, reference):
    """learning rate 0"""
    assert check_rates(student, reference, [0, 0.0])


@task("quadratic_behaviour")
def test_small_rates(student, reference):
    """small learning rates"""
    assert check_rates(student, reference, [0.003, 0.17, 0.31, 0.49])


@task("quadratic_behaviour")
def test_rate_one_half(student, reference):
    """learning rate exactly ½"""
    assert check_rates(student, reference, [0.5])


@task("quadratic_behaviour")
def test_middle_rates(student, reference):
    """learning rates between ½ and 1"""
    assert check_rates(student, reference, [0.51, 0.63, 0.84, 0.99])


@task("quadratic_behaviour")
def test_rate_one(student, reference):
    """learning rate exactly 1"""
    assert check_rates(student, reference, [1, 1.0])


@task("quadratic_behaviour")
def test_large_rates(student, reference):
    """learning rates above 1"""
    assert check_rates(student, reference, [1.01, 1.37, 2, 2.6, 40])


@task("quadratic_behaviour")
def test_negative_rates(student, reference):
    """negative learning rates"""
    assert check_rates(student, reference, [-0.02, -0.7, -1, -3])


@task("quadratic_behaviour")
def test_next_to_the_borders(student, reference):
    """learning rates very close to a border"""
    assert check_rates(student, reference, [-1e-6, 1e-6, 0.499999, 0.500001, 0.999999, 1.000001])


RATES = [float(lr) for lr in np.random.default_rng(35).uniform(-0.4, 1.6, 40)]


def seen_in_a_run(lr):
    """Name what the weights of an actual run on w² do."""
    path = 5.0 * (1 - 2 * lr) ** np.arange(4)
    if abs(path[1]) > abs(path[0]):
        return "diverges"
    return "zigzags" if path[1] * path[0] < 0 else "converges"


@task("quadratic_behaviour")
def test_what_is_said_is_what_is_seen(student, reference):
    """forty learning rates, against actual runs on w²"""
    got = student(lambda answers: [said(answers, lr) for lr in RATES])
    assert equal(got, [seen_in_a_run(lr) for lr in RATES])


# --- 3.6 best_learning_rate -----------------------------------------------------------


def quartic(w):
    return np.sum(w**4)


def quartic_gradient(w):
    return 4 * w**3


def cubic(w):
    """A hollow at 1, and a slope without an end left of −1."""
    return w[0] ** 3 - 3 * w[0]


def cubic_gradient(w):
    return 3 * w**2 - 3


def sunken_bowl(w):
    """A bowl around (0.5, -0.2) whose bottom lies below 0."""
    return bowl(w - np.array([0.5, -0.2])) - 5.5


def sunken_bowl_gradient(w):
    return bowl_gradient(w - np.array([0.5, -0.2]))


def rate(answers, f, grad, w0, lrs, steps):
    """Call the task with warnings off: they never cost points."""
    with np.errstate(all="ignore"):
        return answers.best_learning_rate(f, grad, w0, lrs, steps)


@task("best_learning_rate")
def test_best_on_a_bowl(student, reference):
    """a bowl, rates in no order"""
    assert agree(
        student,
        reference,
        lambda answers: rate(
            answers, bowl, bowl_gradient, [2.7, -1.6], [0.29, 0.02, 0.17, 0.3, 0.11], 6
        ),
    )


@task("best_learning_rate")
def test_best_with_one_step(student, reference):
    """a single step from whole numbers, a gradient that needs floats"""

    def probe(answers):
        start, lrs = np.array([4, 1]), (0.3, 0.45, 0.4)
        return rate(answers, leaning, leaning_gradient, start, lrs, 1)

    assert agree(student, reference, probe)


@task("best_learning_rate")
@pytest.mark.parametrize("lrs", [[0.9, 0.002, 0.03, 0.01], [0.002, 0.01, 0.9, 0.03]])
def test_overflow_loses(student, reference, lrs):
    """a quartic loss, where one run ends with nan"""
    assert agree(
        student,
        reference,
        lambda answers: rate(answers, quartic, quartic_gradient, [2.1, -1.4], lrs, 15),
    )


@task("best_learning_rate")
def test_minus_infinity_loses(student, reference):
    """a loss that falls for ever on one side, where one run ends with -inf"""
    assert agree(
        student,
        reference,
        lambda answers: rate(answers, cubic, cubic_gradient, [2.2], [0.02, 0.5, 0.1], 9),
    )


@task("best_learning_rate")
def test_negative_losses(student, reference):
    """a bowl whose bottom lies below 0"""
    assert agree(
        student,
        reference,
        lambda answers: rate(
            answers, sunken_bowl, sunken_bowl_gradient, [2.4, 0.9], [0.01, 0.15, 0.06], 5
        ),
    )


@task("best_learning_rate")
def test_good_on_the_way_bad_at_the_end(student, reference):
    """a rate that comes close to the minimum and leaves it again"""
    assert agree(
        student,
        reference,
        lambda answers: rate(answers, bowl, bowl_gradient, [3.1, 0.02], [0.02, 0.37, 0.09], 14),
    )


@task("best_learning_rate")
@pytest.mark.parametrize("lrs", [[0.75, 0.05, 0.25], [0.25, 0.05, 0.75]])
def test_first_of_two_equals(student, reference, lrs):
    """two equally good rates"""
    assert agree(
        student,
        reference,
        lambda answers: rate(answers, lambda w: w[0] ** 2, lambda w: 2 * w, [1.5], lrs, 3),
    )


@task("best_learning_rate")
def test_rates_zero_and_below(student, reference):
    """rates that are 0, negative or much too large"""
    assert agree(
        student,
        reference,
        lambda answers: rate(answers, bowl, bowl_gradient, [1.3, -0.8], [0.7, -0.1, 0, 0.9], 4),
    )


@task("best_learning_rate")
def test_best_leaves_the_start_alone(student, reference):
    """the start afterwards"""

    def probe(answers):
        w0 = np.array([1.6, -0.7])
        best = rate(answers, bowl, bowl_gradient, w0, [0.04, 0.12, 0.4], 3)
        return {"best": best, "w0": w0}

    got, expected = student(probe), reference(probe)
    assert np.array_equal(got["w0"], expected["w0"]), "the array w0 was changed by the call"
    assert close(got["best"], expected["best"])


# --- 3.7 predict_learning_rate --------------------------------------------------------


def prediction(student, reference, key):
    def probe(answers):
        return answers.predict_learning_rate[key]

    return equal(student(probe), reference(probe))


@task("predict_learning_rate")
def test_predict_a_tenth(student, reference):
    """η = 0.1"""
    assert prediction(student, reference, "η = 0.1")


@task("predict_learning_rate")
def test_predict_a_half(student, reference):
    """η = 0.5"""
    assert prediction(student, reference, "η = 0.5")


@task("predict_learning_rate")
def test_predict_nine_tenths(student, reference):
    """η = 0.9"""
    assert prediction(student, reference, "η = 0.9")


@task("predict_learning_rate")
def test_predict_one(student, reference):
    """η = 1.0"""
    assert prediction(student, reference, "η = 1.0")


@task("predict_learning_rate")
def test_predict_more_than_one(student, reference):
    """η = 1.1"""
    assert prediction(student, reference, "η = 1.1")


@task("predict_learning_rate")
def test_predict_one_step(student, reference):
    """the weight after one step"""
    assert prediction(student, reference, "w after one step with η = 0.9")
