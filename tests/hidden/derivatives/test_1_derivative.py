"""Hidden tests of 1_derivative."""

import math

import numpy as np
import pytest

from autograder.hidden import agree, as_numbers, close, equal, task


def cubic(x):
    return x**3 - 2 * x


def cubic_slope(x):
    return 3 * x**2 - 2


def quarter_square(x):
    return x**2 / 4


def straight(x):
    return 2.5 - 1.7 * x


def hilly_trip(time):
    return 80 - 12 * time + 5 * math.sin(time)


def wave(x):
    return math.sin(60 * x)


def ripple(x):
    """So fast that a central difference still shows which h it was taken with."""
    return math.sin(1000 * x)


def bell(x):
    return 1 / (1 + x**2)


def swing(x):
    return x**3 + math.sin(x)


def parabola(x):
    return 0.7 * x**2 - 3.1 * x + 4


def hinge(x):
    return max(x, 0.0)


def hinge_slope(x):
    return 1.0 if x >= 0 else 0.0


def softplus(x):
    return np.log1p(np.exp(x))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def points_of(calls):
    """The places where f was called, each once, in order."""
    return sorted({round(float(x), 3) for x in calls})


# --- secant_slope ---------------------------------------------------------------------


@task("secant_slope")
def test_cubic_with_a_large_step(student, reference):
    """a cubic and a large step"""
    assert agree(student, reference, lambda answers: answers.secant_slope(cubic, 1.3, 0.7))


@task("secant_slope")
def test_exponential_with_a_negative_step(student, reference):
    """an exponential and a negative step"""
    assert agree(student, reference, lambda answers: answers.secant_slope(math.exp, 0.4, -0.5))


@task("secant_slope")
def test_whole_numbers(student, reference):
    """x and h as whole numbers"""
    assert agree(student, reference, lambda answers: answers.secant_slope(quarter_square, 1, 3))


@task("secant_slope")
def test_straight_line_has_one_slope(student, reference):
    """a straight line has the same slope for every step"""

    def probe(answers):
        return [answers.secant_slope(straight, 0.9, h) for h in (0.6, -1.1, 25.0)]

    assert close(student(probe), [-1.7, -1.7, -1.7])


@task("secant_slope")
def test_same_line_from_both_ends(student, reference):
    """the same line walked from its left and from its right end"""

    def probe(answers):
        from_left = answers.secant_slope(cubic, 0.8, 0.45)
        from_right = answers.secant_slope(cubic, 0.8 + 0.45, -0.45)
        return {"from left": from_left, "from right": from_right}

    got = student(probe)
    assert close(got["from left"], got["from right"])
    assert close(got["from left"], reference(probe)["from left"])


@task("secant_slope")
def test_another_trip(student, reference):
    """another trip, two and a half hours of it"""
    assert agree(student, reference, lambda answers: answers.secant_slope(hilly_trip, 1.2, 2.5))


@task("secant_slope", weight=0)
def test_where_the_function_is_read(student, reference):
    """where f is called"""

    def probe(answers):
        calls = []

        def watched(x):
            calls.append(x)
            return cubic(x)

        answers.secant_slope(watched, 1.3, 0.7)
        return points_of(calls)

    student(probe)


# --- limit_table ----------------------------------------------------------------------


@task("limit_table")
def test_sine_with_steps_to_both_sides(student, reference):
    """a sine that takes single numbers, steps to both sides"""
    assert agree(
        student,
        reference,
        lambda answers: answers.limit_table(math.sin, math.cos, 2.5, [0.5, -0.3, 0.02]),
    )


@task("limit_table")
def test_rows_in_the_order_of_the_steps(student, reference):
    """steps in no particular order"""

    def probe(answers):
        return answers.limit_table(cubic, cubic_slope, 1.3, [0.4, 0.7, 0.15, 0.55])

    assert agree(student, reference, probe)


@task("limit_table")
def test_single_step(student, reference):
    """a single step"""
    assert agree(
        student,
        reference,
        lambda answers: answers.limit_table(cubic, cubic_slope, -0.6, [0.35]),
    )


@task("limit_table")
def test_steps_in_a_tuple(student, reference):
    """steps in a tuple"""

    def probe(answers):
        return answers.limit_table(math.exp, math.exp, 0.3, (0.6, 0.007))

    assert agree(student, reference, probe)


@task("limit_table")
def test_error_is_a_distance(student, reference):
    """the error of slopes that are too small"""

    def probe(answers):
        return answers.limit_table(math.log, lambda x: 1 / x, 1.7, [0.8, 0.3])

    table = as_numbers(student(probe))
    assert table.shape == (2, 5), f"the table has shape {table.shape}, expected (2, 5)"
    assert close(table[:, 4], as_numbers(reference(probe))[:, 4])


@task("limit_table")
def test_whole_numbers_give_floats(student, reference):
    """whole numbers in, float64 numbers out"""

    def probe(answers):
        table = np.asarray(answers.limit_table(quarter_square, lambda x: x / 2, 1, [2, 3]))
        return {"table": table, "dtype": str(table.dtype)}

    got = student(probe)
    assert close(got["table"], reference(probe)["table"])
    assert equal(got["dtype"], "float64")


@task("limit_table")
def test_error_shrinks_with_the_step(student, reference):
    """how the error shrinks with h"""

    def probe(answers):
        return answers.limit_table(math.exp, math.exp, 0.3, [0.08, 0.04, 0.02, 0.01])

    table = as_numbers(student(probe))
    assert table.shape == (4, 5), f"the table has shape {table.shape}, expected (4, 5)"
    steps, errors = table[:, 0], table[:, 4]
    assert close(steps, [0.08, 0.04, 0.02, 0.01])
    assert (errors > 0).all(), "an error is not positive"
    order = np.polyfit(np.log(steps), np.log(errors), 1)[0]
    assert abs(order - 1) < 0.05, "the error does not shrink in proportion to h"


@task("limit_table")
def test_steps_are_left_alone(student, reference):
    """the list of steps is left as it was"""

    def probe(answers):
        hs = [0.25, -0.5, 0.75]
        table = answers.limit_table(cubic, cubic_slope, 0.9, hs)
        return {"table": table, "hs": hs}

    got = student(probe)
    assert close(got["hs"], [0.25, -0.5, 0.75])
    assert close(got["table"], reference(probe)["table"])


# --- central_difference ---------------------------------------------------------------


@task("central_difference")
def test_large_step_on_a_cubic(student, reference):
    """a cubic and a large step"""
    assert agree(student, reference, lambda answers: answers.central_difference(cubic, 1.3, h=0.5))


@task("central_difference")
def test_large_step_on_an_exponential(student, reference):
    """an exponential and a large step"""
    assert agree(
        student, reference, lambda answers: answers.central_difference(math.exp, -0.3, 0.4)
    )


@task("central_difference")
def test_default_step(student, reference):
    """no h given: a cubic and a fast wave"""

    def probe(answers):
        return [answers.central_difference(cubic, 1.3), answers.central_difference(wave, 0.35)]

    # the true slopes; the error of the default step is far below the tolerance
    assert close(student(probe), [3 * 1.3**2 - 2, 60 * math.cos(60 * 0.35)])


@task("central_difference")
def test_default_step_on_a_ripple(student, reference):
    """the h of the signature, on a very fast oscillation"""
    assert agree(student, reference, lambda answers: answers.central_difference(ripple, 0.31))


@task("central_difference")
def test_array_of_points(student, reference):
    """an array of points"""

    def probe(answers):
        x = np.array([-1.2, 0.4, 0.9])
        return {"slopes": answers.central_difference(np.exp, x, 0.6), "x": x}

    got = student(probe)
    assert close(got["slopes"], reference(probe)["slopes"])
    assert close(got["x"], [-1.2, 0.4, 0.9])


@task("central_difference")
def test_array_with_the_default_step(student, reference):
    """an array of points, no h given"""

    def probe(answers):
        return answers.central_difference(np.sin, np.array([0.3, 1.1, 2.7, -4.0]))

    assert close(student(probe), np.cos([0.3, 1.1, 2.7, -4.0]))


@task("central_difference")
def test_parabola_is_exact(student, reference):
    """a parabola, whose slope is exact for every step"""

    def probe(answers):
        return [answers.central_difference(parabola, 0.8, h) for h in (0.3, 0.9)]

    assert close(student(probe), [1.4 * 0.8 - 3.1] * 2)


@task("central_difference")
def test_mirrored_slopes(student, reference):
    """mirror images: an even and an odd function"""

    def probe(answers):
        slope = answers.central_difference
        return {
            "even": [slope(bell, 0.7, 0.5), slope(bell, -0.7, 0.5)],
            "odd": [slope(swing, 0.7, 0.5), slope(swing, -0.7, 0.5)],
        }

    got = student(probe)
    even, odd = as_numbers(got["even"]), as_numbers(got["odd"])
    assert even.shape == odd.shape == (2,), "a slope is not a single number"
    assert close(even[0], -even[1])
    assert close(odd[0], odd[1])


@task("central_difference")
def test_whole_numbers_with_a_whole_step(student, reference):
    """x and h as whole numbers"""

    def probe(answers):
        return answers.central_difference(lambda x: x**3 / 7, 2, 3)

    assert agree(student, reference, probe)


@task("central_difference", weight=0)
def test_where_the_central_difference_reads(student, reference):
    """where f is called"""

    def probe(answers):
        calls = []

        def watched(x):
            calls.append(x)
            return cubic(x)

        answers.central_difference(watched, 1.3, 0.25)
        return points_of(calls)

    student(probe)


# --- tangent_line ---------------------------------------------------------------------


@task("tangent_line")
def test_points_of_a_tangent(student, reference):
    """points on a tangent to a cubic"""

    def probe(answers):
        line = answers.tangent_line(cubic, cubic_slope, 1.3)
        return [line(x) for x in (-0.7, 0.4, 2.9)]

    assert agree(student, reference, probe)


@task("tangent_line")
def test_line_touches_the_curve(student, reference):
    """the line meets the curve at a"""

    def probe(answers):
        line = answers.tangent_line(math.exp, math.exp, 0.6)
        return line(0.6)

    assert close(student(probe), math.exp(0.6))


@task("tangent_line")
def test_line_has_the_slope_of_the_curve(student, reference):
    """the line rises as steeply as the curve at a"""

    def probe(answers):
        line = answers.tangent_line(cubic, cubic_slope, -0.4)
        return {"start": line(-0.4), "end": line(0.6)}

    got = student(probe)
    assert close(as_numbers(got["end"]) - as_numbers(got["start"]), cubic_slope(-0.4))


@task("tangent_line")
def test_line_is_straight(student, reference):
    """the line is straight, and no other line"""

    def probe(answers):
        line = answers.tangent_line(math.sin, math.cos, 0.8)
        return [line(-1.1), line(0.2), line(1.5)]

    heights = as_numbers(student(probe))
    assert heights.shape == (3,), "the line does not give one number for one number"
    # equally far apart, so the middle one is the mean of its neighbours
    assert close(heights[0] - 2 * heights[1] + heights[2], 0.0)
    assert close(heights, as_numbers(reference(probe)))


@task("tangent_line")
def test_two_tangents_kept_apart(student, reference):
    """two tangents, the first used after the second was made"""

    def probe(answers):
        first = answers.tangent_line(cubic, cubic_slope, 0.7)
        second = answers.tangent_line(math.exp, math.exp, -0.2)
        return [first(1.9), second(1.9), first(0.1)]

    assert agree(student, reference, probe)


@task("tangent_line")
def test_array_on_the_line(student, reference):
    """an array handed to the line"""

    def probe(answers):
        return answers.tangent_line(softplus, sigmoid, 0.9)(np.array([-1.5, 0.3, 2.2, 4.0]))

    assert agree(student, reference, probe)


@task("tangent_line")
def test_bowl_lies_above_its_tangent(student, reference):
    """a bowl-shaped curve lies above its tangent and touches it once"""

    def probe(answers):
        line = answers.tangent_line(softplus, sigmoid, 0.5)
        return [line(x) for x in (-2.0, -0.5, 0.5, 1.5, 3.0)]

    heights = as_numbers(student(probe))
    assert heights.shape == (5,), "the line does not give one number for one number"
    gaps = softplus(np.array([-2.0, -0.5, 0.5, 1.5, 3.0])) - heights
    assert abs(gaps[2]) < 1e-9, "the line does not meet the curve at a"
    assert (np.delete(gaps, 2) > 0).all(), "the line is not below the curve"


@task("tangent_line")
def test_slope_comes_from_df(student, reference):
    """a hinge, at whose corner df decides the slope"""

    def probe(answers):
        line = answers.tangent_line(hinge, hinge_slope, 0.0)
        return [line(-1.4), line(2.3)]

    assert agree(student, reference, probe)


# --- poly_derivative ------------------------------------------------------------------

QUARTIC = [1.3, -0.7, 2.1, 0.4, -1.6]
RANDOM = [float(c) for c in np.random.default_rng(11).uniform(-1.5, 1.5, 6).round(3)]


def trimmed(value):
    """The coefficients without trailing zeros, of which one is kept for the number 0."""
    c = as_numbers(value)
    assert c.ndim == 1, f"the result has shape {c.shape}, expected one row of coefficients"
    assert c.size > 0, "the result is empty: how is the polynomial 0 written?"
    last = np.flatnonzero(c)
    return c[: last[-1] + 1] if last.size else c[:1]


def same_polynomial(got, expected):
    have, want = trimmed(got), trimmed(expected)
    assert have.size == want.size, "the result has another degree than expected"
    return close(have, want)


@task("poly_derivative")
def test_quartic(student, reference):
    """a polynomial of degree four"""

    def probe(answers):
        return answers.poly_derivative(QUARTIC)

    assert same_polynomial(student(probe), reference(probe))


@task("poly_derivative")
def test_slopes_of_a_random_polynomial(student, reference):
    """the slopes of a random polynomial at three points"""

    def probe(answers):
        return answers.poly_derivative(RANDOM)

    points, h = np.array([-0.9, 0.4, 1.2]), 1e-5
    value = np.polynomial.polynomial.polyval
    slopes = (value(points + h, RANDOM) - value(points - h, RANDOM)) / (2 * h)
    assert close(value(points, trimmed(student(probe))), slopes)


@task("poly_derivative")
def test_sum_rule(student, reference):
    """the sum rule"""

    def probe(answers):
        a, b = [0.5, 1.5, -2.0, 3.5], [2.0, -0.3, 0.9, 1.1]
        both = [p + q for p, q in zip(a, b, strict=True)]
        return [answers.poly_derivative(c) for c in (a, b, both)]

    first, second, both = (trimmed(c) for c in student(probe))
    assert first.size == second.size, "two derivatives of the same degree differ in length"
    assert close(first + second, both)
    assert same_polynomial(both, reference(probe)[2])


@task("poly_derivative")
def test_constant_multiple_rule(student, reference):
    """the constant-multiple rule"""

    def probe(answers):
        a = [0.5, 1.5, -2.0, 3.5]
        return [answers.poly_derivative(a), answers.poly_derivative([3 * c for c in a])]

    once, thrice = (trimmed(c) for c in student(probe))
    assert close(3 * once, thrice)
    assert same_polynomial(once, reference(probe)[0])


@task("poly_derivative")
def test_constant(student, reference):
    """a constant"""

    def probe(answers):
        return answers.poly_derivative([-7.3])

    assert same_polynomial(student(probe), reference(probe))


@task("poly_derivative")
def test_gaps_and_whole_numbers(student, reference):
    """whole numbers, some powers missing"""

    def probe(answers):
        return answers.poly_derivative([0, 4, 0, 0, -2, 0, 3])

    assert same_polynomial(student(probe), reference(probe))


@task("poly_derivative")
def test_straight_line(student, reference):
    """a straight line"""

    def probe(answers):
        return answers.poly_derivative([2.5, -1.7])

    assert same_polynomial(student(probe), reference(probe))


@task("poly_derivative")
@pytest.mark.parametrize("kind", [tuple, np.array], ids=["tuple", "array"])
def test_other_sequences(student, reference, kind):
    """coefficients in a tuple or an array"""

    def probe(answers):
        return answers.poly_derivative(kind([0.2, -1.4, 0.6, 2.2]))

    assert same_polynomial(student(probe), reference(probe))


@task("poly_derivative")
def test_coefficients_are_left_alone(student, reference):
    """the list of coefficients is left as it was"""

    def probe(answers):
        coeffs = [1.1, 2.2, -3.3]
        return {"derivative": answers.poly_derivative(coeffs), "coeffs": coeffs}

    got = student(probe)
    assert close(got["coeffs"], [1.1, 2.2, -3.3])
    assert same_polynomial(got["derivative"], reference(probe)["derivative"])


# --- special_derivative ---------------------------------------------------------------


@task("special_derivative")
def test_exponential(student, reference):
    """the exponential at single numbers"""
    assert agree(
        student,
        reference,
        lambda answers: [answers.special_derivative("exp", x) for x in (0.7, -1.1, 2.0)],
    )


@task("special_derivative")
def test_logarithm(student, reference):
    """the logarithm at single numbers"""
    assert agree(
        student,
        reference,
        lambda answers: [answers.special_derivative("log", x) for x in (0.7, 2.3)],
    )


@task("special_derivative")
def test_sine(student, reference):
    """the sine at single numbers"""
    assert agree(
        student,
        reference,
        lambda answers: [answers.special_derivative("sin", x) for x in (0.7, -1.1, 2.0)],
    )


@task("special_derivative")
def test_reciprocal(student, reference):
    """the reciprocal at single numbers"""
    assert agree(
        student,
        reference,
        lambda answers: [answers.special_derivative("reciprocal", x) for x in (0.7, -3.0)],
    )


@task("special_derivative")
def test_whole_numbers_in_the_table(student, reference):
    """x as a whole number"""

    def probe(answers):
        return [answers.special_derivative(name, 2) for name in ("reciprocal", "log")]

    assert agree(student, reference, probe)


@task("special_derivative")
def test_array_for_exponential_and_sine(student, reference):
    """arrays, for the exponential and the sine"""

    def probe(answers):
        x = np.array([-1.1, 0.7, 2.0])
        return [answers.special_derivative(name, x) for name in ("exp", "sin")]

    assert agree(student, reference, probe)


@task("special_derivative")
def test_array_for_logarithm_and_reciprocal(student, reference):
    """arrays, for the logarithm and the reciprocal"""

    def probe(answers):
        x = np.array([0.7, 2.3, 5.1, 0.4])
        return [answers.special_derivative(name, x) for name in ("log", "reciprocal")]

    assert agree(student, reference, probe)


@task("special_derivative")
@pytest.mark.parametrize("name", ["cosh", "1/x"])
def test_unknown_names(student, reference, name):
    """a name that is not in the table"""

    def probe(answers):
        try:
            result = answers.special_derivative(name, 0.7)
        except Exception as error:
            return {"raised": [kind.__name__ for kind in type(error).__mro__]}
        return {"gave": result}

    raised = student(probe).get("raised")
    assert raised is not None, "no exception was raised"
    assert "ValueError" in raised, f"{raised[0]} was raised, expected ValueError"


# --- predict_slopes -------------------------------------------------------------------


@task("predict_slopes")
def test_slope_left_of_the_minimum(student, reference):
    """the slope of x² at −1.5"""

    def probe(answers):
        return answers.predict_slopes["x² at -1.5"]

    assert equal(student(probe), reference(probe))


@task("predict_slopes")
def test_slope_at_the_minimum(student, reference):
    """the slope of x² at 0"""

    def probe(answers):
        return answers.predict_slopes["x² at 0"]

    assert equal(student(probe), reference(probe))


@task("predict_slopes")
def test_slope_right_of_the_minimum(student, reference):
    """the slope of x² at 2"""

    def probe(answers):
        return answers.predict_slopes["x² at 2"]

    assert equal(student(probe), reference(probe))


@task("predict_slopes")
def test_error_for_a_smaller_step(student, reference):
    """the error when h is ten times smaller"""

    def probe(answers):
        return answers.predict_slopes["error when h is 10 times smaller"]

    assert equal(student(probe), reference(probe))


@task("predict_slopes")
def test_slope_for_the_smallest_step(student, reference):
    """the slope with h = 1e-16"""

    def probe(answers):
        return answers.predict_slopes["slope with h = 1e-16"]

    assert equal(student(probe), reference(probe))
