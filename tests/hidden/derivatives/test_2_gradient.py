"""Hidden tests of 2_gradient."""

import numpy as np
import pytest

from autograder.hidden import Mismatch, agree, as_numbers, close, equal, task

# --- functions of a point, a float array ----------------------------------------------

# Neither symmetric nor with equal entries, so that a swapped index or a transpose shows.
FORM = np.array([[1.3, -0.4, 2.1], [0.7, 0.9, -1.6], [-2.2, 0.5, 1.7]])


def bowl(p):
    return p[0] ** 2 + 3 * p[1] ** 2


def wave(p):
    return np.sin(p[0]) * p[1] ** 2 + p[2] ** 3 - p[1]


def knot(p):
    """Every coordinate is tied to the next: a point that was not put back is seen."""
    return np.exp(0.3 * p[0]) * p[1] ** 2 + p[1] * p[2] ** 3 - p[2] * np.cos(p[3])


def quadratic(p):
    return p @ FORM @ p


def ripple(p):
    """So fast that a central difference still shows which h it was taken with."""
    return np.sin(1000 * p[0]) + p[0] * p[1]


def constant(p):
    return 4.2


def vector_of(value, size):
    """`value` as a vector of `size` numbers, or a Mismatch that says what came instead."""
    numbers = as_numbers(value)
    if numbers.shape != (size,):
        raise Mismatch(f"the result has shape {numbers.shape}, expected ({size},)")
    return numbers


# --- 2.1 bowl_partials ----------------------------------------------------------------


@task("bowl_partials")
def test_partials_left_of_the_valley(student, reference):
    """a point with negative x and positive y"""
    assert agree(student, reference, lambda answers: answers.bowl_partials(-1.5, 0.5))


@task("bowl_partials")
def test_partials_on_the_y_axis(student, reference):
    """a point on the y-axis"""
    assert agree(student, reference, lambda answers: answers.bowl_partials(0, -2))


@task("bowl_partials")
def test_partials_on_the_x_axis(student, reference):
    """a point on the x-axis"""
    assert agree(student, reference, lambda answers: answers.bowl_partials(3, 0))


@task("bowl_partials")
def test_first_partial_knows_only_x(student, reference):
    """the first partial when only y changes"""

    def probe(answers):
        return [answers.bowl_partials(0.7, y) for y in (0.3, -1.9, 4.0)]

    rows = as_numbers(student(probe))
    assert rows.shape == (3, 2), "each call should give two numbers"
    assert close(rows[:, 0], as_numbers(reference(probe))[:, 0])


@task("bowl_partials")
def test_second_partial_knows_only_y(student, reference):
    """the second partial when only x changes"""

    def probe(answers):
        return [answers.bowl_partials(x, -0.9) for x in (0.4, -2.3, 5.0)]

    rows = as_numbers(student(probe))
    assert rows.shape == (3, 2), "each call should give two numbers"
    assert close(rows[:, 1], as_numbers(reference(probe))[:, 1])


@task("bowl_partials")
def test_partials_are_the_slopes_of_the_slices(student, reference):
    """compared with central differences along the two axes"""
    x, y, h = 1.3, -0.7, 0.5  # exact on a quadratic function, however large h is
    along_x = (bowl([x + h, y]) - bowl([x - h, y])) / (2 * h)
    along_y = (bowl([x, y + h]) - bowl([x, y - h])) / (2 * h)
    got = student(lambda answers: answers.bowl_partials(x=1.3, y=-0.7))
    assert close(got, [along_x, along_y])


# --- 2.2 partial_derivative -----------------------------------------------------------


@task("partial_derivative")
def test_first_coordinate(student, reference):
    """three variables, a large h, the first coordinate"""

    def probe(answers):
        return answers.partial_derivative(wave, np.array([0.7, -1.2, 0.4]), 0, 0.3)

    assert agree(student, reference, probe)


@task("partial_derivative")
def test_second_coordinate(student, reference):
    """three variables, a large h, the second coordinate"""

    def probe(answers):
        return answers.partial_derivative(wave, np.array([0.7, -1.2, 0.4]), 1, 0.45)

    assert agree(student, reference, probe)


@task("partial_derivative")
def test_last_coordinate_by_name(student, reference):
    """three variables, a large h, the last coordinate, arguments by name"""

    def probe(answers):
        return answers.partial_derivative(h=0.6, i=2, point=np.array([0.7, -1.2, 0.4]), f=wave)

    assert agree(student, reference, probe)


@task("partial_derivative")
def test_point_is_a_list_of_ints(student, reference):
    """a point given as a list of whole numbers"""

    def probe(answers):
        return answers.partial_derivative(quadratic, [2, -1, 3], 1, 0.4)

    assert agree(student, reference, probe)


@task("partial_derivative")
def test_point_is_an_int_array(student, reference):
    """a point given as an array of whole numbers"""

    def probe(answers):
        return answers.partial_derivative(wave, np.array([1, 3, -2]), 0, 0.7)

    assert agree(student, reference, probe)


@task("partial_derivative")
def test_point_is_read_only(student, reference):
    """a point that cannot be written to"""

    def probe(answers):
        point = np.array([-0.6, 1.1, 0.9])
        point.setflags(write=False)
        return answers.partial_derivative(wave, point, 2, 0.5)

    assert agree(student, reference, probe)


@task("partial_derivative")
def test_point_stays_where_it_is(student, reference):
    """the point is never moved, not even for a moment"""

    def probe(answers):
        point = np.array([0.7, -1.2, 0.4])
        start = point.copy()
        moved = []

        def watching(p):
            moved.append(float(np.max(np.abs(point - start))))
            return wave(p)

        answers.partial_derivative(watching, point, 1, 0.3)
        after = float(np.max(np.abs(point - start)))
        return {"while f ran": max(moved, default=None), "afterwards": after}

    got = student(probe)
    assert got["while f ran"] is not None, "f was never called"
    assert got["while f ran"] == 0, "`point` was changed while f was evaluated"
    assert got["afterwards"] == 0, "`point` was changed"


@task("partial_derivative")
def test_default_step(student, reference):
    """the h of the signature, on a fast oscillation"""

    def probe(answers):
        return answers.partial_derivative(ripple, [0.31, 0.8], 0)

    assert agree(student, reference, probe)


@task("partial_derivative", weight=0)
def test_where_f_is_evaluated(student, reference):
    """the points at which f is evaluated"""

    def probe(answers):
        start = np.array([0.7, -1.2, 0.4])
        steps = []

        def watching(p):
            # 0.0 is added because -0.0 would look like another step
            steps.append((np.round(np.array(p, float) - start, 6) + 0.0).tolist())
            return wave(p)

        answers.partial_derivative(watching, start.copy(), 1, 0.3)
        return sorted(steps)

    assert close(student(probe), reference(probe))


# --- 2.3 numerical_gradient -----------------------------------------------------------


@task("numerical_gradient")
def test_gradient_of_three_variables(student, reference):
    """three variables, a large h"""

    def probe(answers):
        return answers.numerical_gradient(wave, np.array([0.7, -1.2, 0.4]), 0.4)

    assert agree(student, reference, probe)


@task("numerical_gradient")
def test_gradient_of_four_variables(student, reference):
    """four variables that are tied to each other, a large h, arguments by name"""

    def probe(answers):
        return answers.numerical_gradient(h=0.5, point=[0.9, -0.6, 1.3, 0.7], f=knot)

    assert agree(student, reference, probe)


@task("numerical_gradient")
def test_gradient_of_one_variable(student, reference):
    """one variable"""

    def probe(answers):
        return answers.numerical_gradient(lambda p: p[0] ** 3 - 2 * p[0], [1.3], 0.5)

    assert agree(student, reference, probe)


@task("numerical_gradient")
def test_gradient_at_a_list_of_ints(student, reference):
    """a point given as a list of whole numbers"""

    def probe(answers):
        return answers.numerical_gradient(quadratic, [2, -1, 1], 0.3)

    assert agree(student, reference, probe)


@task("numerical_gradient")
def test_gradient_at_an_int_array(student, reference):
    """a point given as an array of whole numbers"""

    def probe(answers):
        return answers.numerical_gradient(wave, np.array([1, 2, -1]), 0.4)

    assert agree(student, reference, probe)


@task("numerical_gradient")
def test_gradient_of_a_constant(student, reference):
    """a function that is the same everywhere"""

    def probe(answers):
        with np.errstate(all="ignore"):
            return answers.numerical_gradient(constant, [0.4, -1.7, 2.9])

    assert agree(student, reference, probe)


@task("numerical_gradient")
def test_gradient_of_a_quadratic_form(student, reference):
    """a quadratic function with mixed terms, compared with its gradient by hand"""
    point = np.array([0.8, -1.4, 0.3])
    got = student(lambda answers: answers.numerical_gradient(quadratic, (0.8, -1.4, 0.3)))
    assert close(got, (FORM + FORM.T) @ point)


@task("numerical_gradient")
def test_gradient_with_a_vanishing_part(student, reference):
    """a point where one partial is zero, compared with the gradient by hand"""

    def probe(answers):
        return answers.numerical_gradient(lambda p: np.exp(p[0]) + np.cos(p[1]), [0.6, 0.0])

    assert close(student(probe), [np.exp(0.6), 0.0])


@task("numerical_gradient")
def test_gradient_leaves_the_point_alone(student, reference):
    """a point that cannot be written to"""

    def probe(answers):
        point = np.array([-0.5, 1.1, 0.6, -0.9])
        point.setflags(write=False)
        return answers.numerical_gradient(knot, point, 0.35)

    assert agree(student, reference, probe)


@task("numerical_gradient")
def test_gradient_with_the_default_step(student, reference):
    """the h of the signature, on a fast oscillation"""

    def probe(answers):
        return answers.numerical_gradient(ripple, [0.31, 0.8])

    assert agree(student, reference, probe)


@task("numerical_gradient", weight=0)
def test_number_of_evaluations(student, reference):
    """how often f is evaluated"""

    def probe(answers):
        calls = []

        def counting(p):
            calls.append(None)
            return wave(p)

        answers.numerical_gradient(counting, [0.7, -1.2, 0.4])
        return len(calls) > 2 * 3

    assert equal(student(probe), False), "two evaluations for each coordinate are enough"


# --- 2.4 descent_direction ------------------------------------------------------------


@task("descent_direction")
def test_descent_in_the_plane(student, reference):
    """a gradient in the plane"""
    assert agree(student, reference, lambda answers: answers.descent_direction([-1.5, 0.7]))


@task("descent_direction")
def test_descent_on_a_line(student, reference):
    """a gradient with one entry"""

    def probe(answers):
        return [answers.descent_direction(np.array([g])) for g in (2.5, -0.4)]

    assert agree(student, reference, probe)


@task("descent_direction")
def test_descent_in_space(student, reference):
    """a gradient with three entries"""

    def probe(answers):
        return answers.descent_direction(grad=np.array([1.2, -0.4, 2.3]))

    assert agree(student, reference, probe)


@task("descent_direction")
def test_descent_for_ints(student, reference):
    """a tuple of four whole numbers"""
    assert agree(student, reference, lambda answers: answers.descent_direction((1, 0, -3, 2)))


@task("descent_direction")
@pytest.mark.parametrize("size", [1e-9, 1e-30])
def test_descent_on_a_gentle_slope(student, reference, size):
    """a very short gradient"""

    def probe(answers):
        return answers.descent_direction(size * np.array([1.3, -0.8]))

    assert agree(student, reference, probe)


@task("descent_direction")
def test_descent_at_the_minimum(student, reference):
    """a gradient that is exactly zero"""

    def probe(answers):
        with np.errstate(all="ignore"):
            return answers.descent_direction(np.zeros(2))

    assert agree(student, reference, probe)


@task("descent_direction")
def test_descent_at_a_minimum_in_space(student, reference):
    """three zeros in a list"""

    def probe(answers):
        with np.errstate(all="ignore"):
            return answers.descent_direction([0, 0, 0])

    assert agree(student, reference, probe)


@task("descent_direction")
def test_descent_has_length_one(student, reference):
    """the length of the result"""
    got = student(lambda answers: answers.descent_direction([7.5, -2.6, 0.9]))
    assert close(np.linalg.norm(vector_of(got, 3)), 1.0, rtol=1e-9, atol=0)


@task("descent_direction")
def test_no_direction_is_steeper(student, reference):
    """compared with 360 other directions"""
    grad = np.array([0.7, -1.9])
    got = vector_of(student(lambda answers: answers.descent_direction([0.7, -1.9])), 2)
    angles = np.radians(np.arange(360))
    others = np.column_stack([np.cos(angles), np.sin(angles)]) @ grad
    assert grad @ got <= others.min() + 1e-9, "another direction leads down faster"


@task("descent_direction")
def test_descent_goes_down(student, reference):
    """a small step on the bowl"""
    point = np.array([-1.4, 0.6])
    got = vector_of(student(lambda answers: answers.descent_direction([-2.8, 3.6])), 2)
    assert bowl(point + 0.05 * got) < bowl(point), "f did not get smaller along your direction"


@task("descent_direction")
def test_descent_leaves_the_gradient_alone(student, reference):
    """a gradient that cannot be written to"""

    def probe(answers):
        grad = np.array([0.3, 1.6])
        grad.setflags(write=False)
        return answers.descent_direction(grad)

    assert agree(student, reference, probe)


# --- 2.5 contour_direction ------------------------------------------------------------


def one_sense(direction):
    """Return `direction`, or its opposite: the one whose first entry that counts is positive.

    Either sense of a contour is right; so wrong answers too are known in both senses.
    """
    try:
        numbers = np.asarray(direction)
    except ValueError:
        return direction
    if numbers.dtype.kind not in "if":
        return direction
    counting = numbers[np.abs(numbers) > 1e-12]
    turn = counting.size > 0 and counting[0] < 0
    return (-numbers if turn else numbers) + 0.0


def along_contour(grad):
    """A probe: the direction along the contour for `grad`, in one sense."""

    def probe(answers):
        with np.errstate(all="ignore"):
            return one_sense(answers.contour_direction(grad))

    return probe


def turned_from(direction, grad):
    """Does `direction` stand at a right angle to `grad`, to nine digits?"""
    tolerance = 1e-9 * np.linalg.norm(grad) * np.linalg.norm(direction)
    return abs(np.dot(direction, grad)) <= tolerance


@task("contour_direction")
def test_contour_is_perpendicular(student, reference):
    """the angle with the gradient"""
    got = vector_of(student(along_contour([1.7, -0.6])), 2)
    assert np.any(got != 0), "the zero vector has no direction"
    assert turned_from(got, [1.7, -0.6]), "f changes in this direction, to first order"


@task("contour_direction")
def test_contour_has_length_one(student, reference):
    """the length of the result"""
    got = vector_of(student(along_contour(np.array([-2.3, -0.9]))), 2)
    assert close(np.linalg.norm(got), 1.0, rtol=1e-9, atol=0)


@task("contour_direction")
def test_contour_for_a_short_gradient(student, reference):
    """a gradient shorter than 1"""
    got = vector_of(student(along_contour((0.02, 0.05))), 2)
    assert close(np.linalg.norm(got), 1.0, rtol=1e-9, atol=0)
    assert turned_from(got, [0.02, 0.05]), "f changes in this direction, to first order"


@task("contour_direction")
def test_contour_where_the_gradient_points_right(student, reference):
    """a gradient whose second entry is zero"""
    got = vector_of(student(along_contour([5, 0])), 2)
    assert close(np.linalg.norm(got), 1.0, rtol=1e-9, atol=0)
    assert turned_from(got, [5, 0]), "f changes in this direction, to first order"


@task("contour_direction")
def test_contour_where_the_gradient_points_up(student, reference):
    """a gradient whose first entry is zero"""
    got = vector_of(student(along_contour(np.array([0.0, 2.0]))), 2)
    assert close(np.linalg.norm(got), 1.0, rtol=1e-9, atol=0)
    assert turned_from(got, [0, 2]), "f changes in this direction, to first order"


@task("contour_direction")
def test_contour_where_the_gradient_points_left(student, reference):
    """an array whose second entry is zero"""
    got = vector_of(student(along_contour(np.array([-1.5, 0.0]))), 2)
    assert close(np.linalg.norm(got), 1.0, rtol=1e-9, atol=0)
    assert turned_from(got, [-1.5, 0]), "f changes in this direction, to first order"


@task("contour_direction")
def test_value_stays_along_the_contour(student, reference):
    """a small step on the bowl: the value stays, to first order"""
    point, step = np.array([-1.1, 0.8]), 1e-4
    got = vector_of(student(along_contour([-2.2, 4.8])), 2)
    assert np.any(got != 0), "the zero vector has no direction"
    change = bowl(point + step * got) - bowl(point)
    # On the contour's tangent only the curvature is left, at most 3 (step · length)².
    assert abs(change) <= 4 * (step * np.linalg.norm(got)) ** 2, "f changed along your direction"


@task("contour_direction")
def test_contour_leaves_the_gradient_alone(student, reference):
    """a gradient that cannot be written to"""

    def probe(answers):
        grad = np.array([0.9, 2.6])
        grad.setflags(write=False)
        return one_sense(answers.contour_direction(grad))

    assert close(student(probe), one_sense(reference(probe)))


# --- 2.6 predict_gradient -------------------------------------------------------------


@task("predict_gradient")
def test_predict_arrow_and_contour(student, reference):
    """the arrow and the contour line"""

    def probe(answers):
        return answers.predict_gradient["arrow vs contour"]

    assert equal(student(probe), reference(probe))


@task("predict_gradient")
def test_predict_way_to_the_minimum(student, reference):
    """the negative gradient and the minimum"""

    def probe(answers):
        return answers.predict_gradient["does -gradient at (2, 1) point exactly at the minimum"]

    assert equal(student(probe), reference(probe))


@task("predict_gradient")
def test_predict_length_at_the_minimum(student, reference):
    """the length of the arrow at the minimum"""

    def probe(answers):
        return answers.predict_gradient["length at the minimum"]

    assert equal(student(probe), reference(probe))


@task("predict_gradient")
def test_predict_direction_when_scaled(student, reference):
    """the direction of the arrow for 10·f"""

    def probe(answers):
        return answers.predict_gradient["10*f: direction"]

    assert equal(student(probe), reference(probe))


@task("predict_gradient")
def test_predict_length_when_scaled(student, reference):
    """the length of the arrow for 10·f"""

    def probe(answers):
        return answers.predict_gradient["10*f: length"]

    assert equal(student(probe), reference(probe))
