"""Right and wrong answers to the tasks of 2_gradient."""

import math
from collections.abc import Callable

import numpy as np

from autograder.answers import Answers

answers = Answers()

# --- 2.1 bowl_partials ----------------------------------------------------------------

task = answers.task("bowl_partials")


@task.reference
def bowl_partials(x: float, y: float) -> tuple[float, float]:
    """The two partial derivatives of f(x, y) = x² + 3y² at the point (x, y).

    Returns two numbers, ∂f/∂x first and ∂f/∂y second.
    """
    return 2 * x, 6 * y


@task.alternative
def partials_in_a_list(x, y):
    return [2.0 * x, 6.0 * y]


@task.alternative
def partials_in_an_array(x, y):
    return np.array([2, 6]) * np.array([x, y])


@task.alternative
def partials_by_named_steps(x, y):
    df_dx = 2 * x
    df_dy = 3 * 2 * y
    return (df_dx, df_dy)


@task.alternative
def partials_by_central_differences(x, y):
    def f(x, y):
        return x**2 + 3 * y**2

    h = 1e-3
    return (f(x + h, y) - f(x - h, y)) / (2 * h), (f(x, y + h) - f(x, y - h)) / (2 * h)


@task.mistake(
    "the **other variable was not dropped**: each partial still carries the term of the variable "
    "that is held fixed",
    ask="While only x moves, how fast does 3y² change?",
)
def other_variable_not_dropped(x, y):
    return 2 * x + 3 * y**2, x**2 + 6 * y


@task.mistake(
    "the **sum of the two partials**, one number instead of two",
    ask="How would you tell from your one number which of the two directions is the steeper one?",
)
def sum_of_partials(x, y):
    return 2 * x + 6 * y


@task.mistake(
    "the two partials in **swapped** order",
    ask="Which variable moves in the first partial, and which one stands still?",
)
def swapped(x, y):
    return 6 * y, 2 * x


@task.mistake(
    "the **coefficient 3 was lost** on the way",
    ask="If y² has the slope 2y, what is the slope of three times as much?",
)
def coefficient_lost(x, y):
    return 2 * x, 2 * y


@task.mistake(
    "in 3y² the power was lowered but **not brought down** as a factor",
    ask="What does the power rule make of y², before the 3 comes in?",
)
def power_not_brought_down(x, y):
    return 2 * x, 3 * y


@task.mistake(
    "the two terms of f themselves, its **value and not its slope**",
    ask="What is the slope of x² at the bottom of the parabola, and what is it at x = 1?",
)
def value_not_derivative(x, y):
    return x**2, 3 * y**2


@task.mistake(
    "a **cross term**: x² and 3y² were treated as factors, though f adds them",
    ask="Stand at y = 0 and walk along x: does f change there, and does your first partial say so?",
)
def cross_term(x, y):
    return 2 * x * 3 * y**2, x**2 * 6 * y


@task.picture("∂f/∂y of the bowl along y, at x = 2", x="y", y="∂f/∂y")
def picture_of_bowl_partials(answers):
    return [[y, answers.bowl_partials(2, y)[1]] for y in (-2, -1, 0, 1, 2)]


# --- 2.2 partial_derivative -----------------------------------------------------------

task = answers.task("partial_derivative")


@task.reference
def partial_derivative(f: Callable[[np.ndarray], float], point, i: int, h: float = 1e-5) -> float:
    """Central difference of f along coordinate i (counted from 0).

    `point` is array-like of shape (n,) and is left unchanged. f is called with
    float arrays: at point + h·e_i and at point − h·e_i.
    """
    p = np.array(point, float)
    step = np.zeros(len(p))
    step[i] = h
    return (f(p + step) - f(p - step)) / (2 * h)


@task.alternative
def copy_and_assign(f, point, i, h=1e-5):
    right = np.array(point, dtype=float)
    left = right.copy()
    right[i] += h
    left[i] -= h
    return (f(right) - f(left)) / (2 * h)


@task.alternative
def row_of_the_identity(f, point, i, h=1e-5):
    p = np.asarray(point, float)
    e = np.eye(p.size)[i]
    return float((f(p + h * e) - f(p - h * e)) / (2 * h))


@task.alternative
def freeze_the_others(f, point, i, h=1e-5):
    def central_difference(g, x, h):
        return (g(x + h) - g(x - h)) / (2 * h)

    def along_the_axis(t):
        p = np.array(point, float)
        p[i] = t
        return f(p)

    return central_difference(along_the_axis, point[i], h)


@task.alternative
def built_from_lists(f, point, i, h=1e-5):
    right = np.array([x + h if k == i else x for k, x in enumerate(point)], float)
    left = np.array([x - h if k == i else x for k, x in enumerate(point)], float)
    return np.float64((f(right) - f(left)) / 2 / h)


@task.alternative
def mean_of_forward_and_backward(f, point, i, h=1e-5):
    p = np.array(point, float)
    e = np.arange(len(p)) == i
    forward = (f(p + h * e) - f(p)) / h
    backward = (f(p) - f(p - h * e)) / h
    return (forward + backward) / 2


@task.mistake(
    "the **caller's point is moved**: `point` itself is nudged while f is evaluated",
    ask="Print `point` inside f: whose array is it that changes there?",
)
def mutates_the_input(f, point, i, h=1e-5):
    old = point[i]
    point[i] = old + h
    right = f(point)
    point[i] = old - h
    left = f(point)
    point[i] = old
    return (right - left) / (2 * h)


@task.mistake(
    "two names for **one and the same array**: the nudge to the left undoes the nudge to the right",
    ask="After `q = p`, what does `q is p` say?",
    desk=False,
)
def alias_no_copy(f, point, i, h=1e-5):
    right = np.asarray(point, float)
    left = right
    right[i] += h
    left[i] -= h
    return (f(right) - f(left)) / (2 * h)


@task.mistake(
    "the nudge was **cut to a whole number**, because it was stored in an array of ints",
    ask="What does `a = np.array([2, 1]); a[0] += 0.5` leave in `a`?",
)
def int_truncation(f, point, i, h=1e-5):
    right = np.array(point)
    left = np.array(point)
    right[i] = right[i] + h
    left[i] = left[i] - h
    return (f(right) - f(left)) / (2 * h)


@task.mistake(
    "**every coordinate was nudged** at once, not coordinate i alone",
    ask="By how much do the two points differ in the coordinates that should stand still?",
)
def nudges_every_coordinate(f, point, i, h=1e-5):
    p = np.array(point, float)
    return (f(p + h) - f(p - h)) / (2 * h)


@task.mistake(
    "the coordinates were **counted from 1**",
    ask="Which entry of an array is `p[i - 1]` when i is 0?",
)
def one_based_index(f, point, i, h=1e-5):
    p = np.array(point, float)
    step = np.zeros(len(p))
    step[i - 1] = h
    return (f(p + step) - f(p - step)) / (2 * h)


@task.mistake(
    "**i is not used**: the same coordinate is nudged each time",
    ask="What changes in your two points when i goes from 0 to 1?",
)
def ignores_i(f, point, i, h=1e-5):
    p = np.array(point, float)
    step = np.zeros(len(p))
    step[0] = h
    return (f(p + step) - f(p - step)) / (2 * h)


@task.mistake(
    "the **forward** difference: f was called at the point and to the right of it, never to the "
    "left",
    ask="Which two points lie at the same distance on either side of `point`?",
)
def forward_difference(f, point, i, h=1e-5):
    p = np.array(point, float)
    step = np.zeros(len(p))
    step[i] = h
    return (f(p + step) - f(p)) / h


@task.mistake(
    "the point was **not put back between the two nudges**: the step to the left only returned to "
    "the start",
    ask="After the nudge to the right, where does a step of −h take you?",
)
def not_restored_between_nudges(f, point, i, h=1e-5):
    p = np.array(point, float)
    p[i] += h
    right = f(p)
    p[i] -= h
    left = f(p)
    return (right - left) / (2 * h)


@task.picture("∂f/∂y of x·y³ along y, at x = 1, with h = 0.5", x="y", y="∂f/∂y")
def picture_of_partial_derivative(answers):
    def f(p):
        return p[0] * p[1] ** 3

    heights = (-2.0, -1.0, 0.0, 1.0, 2.0)
    return [[y, answers.partial_derivative(f, [1, y], 1, h=0.5)] for y in heights]


# --- 2.3 numerical_gradient -----------------------------------------------------------

task = answers.task("numerical_gradient")


@task.reference
def numerical_gradient(f: Callable[[np.ndarray], float], point, h: float = 1e-5) -> np.ndarray:
    """The gradient of f at point: all its partial derivatives, by central differences.

    `point` is array-like of shape (n,) and is left unchanged; the result has
    shape (n,) and holds floats. f is called with float arrays.
    """
    return np.array([partial_derivative(f, point, i, h) for i in range(len(point))])


@task.alternative
def rows_of_the_identity(f, point, h=1e-5):
    p = np.asarray(point, float)
    return np.array([(f(p + e) - f(p - e)) / (2 * h) for e in h * np.eye(p.size)])


@task.alternative
def fill_an_array(f, point, h=1e-5):
    p = np.array(point, dtype=float)
    g = np.zeros(len(p))
    for i in range(len(p)):
        kept = p[i]
        p[i] = kept + h
        right = f(p)
        p[i] = kept - h
        left = f(p)
        p[i] = kept
        g[i] = (right - left) / (2 * h)
    return g


@task.alternative
def list_of_floats(f, point, h=1e-5):
    result = []
    for i in range(len(point)):
        right = np.array(point, float)
        left = np.array(point, float)
        right[i] += h
        left[i] -= h
        result.append(float(f(right) - f(left)) / (2 * h))
    return result


@task.alternative
def all_points_first(f, point, h=1e-5):
    steps = h * np.eye(len(point))
    right = [f(row) for row in np.asarray(point, float) + steps]
    left = [f(row) for row in np.asarray(point, float) - steps]
    return (np.array(right) - np.array(left)) / (2 * h)


@task.mistake(
    "the result was stored in an **array of ints**, which cut the decimals off",
    ask="What is the dtype of `np.zeros_like([2, 1])`, and what happens to 0.7 stored in it?",
)
def zeros_like_int(f, point, h=1e-5):
    p = np.array(point, float)
    g = np.zeros_like(point)
    for i in range(len(p)):
        step = np.zeros(len(p))
        step[i] = h
        g[i] = (f(p + step) - f(p - step)) / (2 * h)
    return g


@task.mistake(
    "a coordinate was **not restored** before the next one was nudged, so later partials are "
    "taken at another point",
    ask="Print the point at the start of each round of your loop: is it the one you were given?",
)
def coordinate_not_restored(f, point, h=1e-5):
    p = np.array(point, float)
    g = np.zeros(len(p))
    for i in range(len(p)):
        p[i] += h
        right = f(p)
        p[i] -= 2 * h
        left = f(p)
        g[i] = (right - left) / (2 * h)
    return g


@task.mistake(
    "the partials were **summed** to one number",
    ask="How many numbers does the gradient of a function of three variables have?",
)
def summed(f, point, h=1e-5):
    p = np.asarray(point, float)
    return sum((f(p + e) - f(p - e)) / (2 * h) for e in h * np.eye(p.size))


@task.mistake(
    "a **column** of shape (n, 1) and not a vector of shape (n,)",
    ask="What does `np.shape` say about your result, and what about `point`?",
)
def column_vector(f, point, h=1e-5):
    p = np.asarray(point, float)
    g = np.zeros((p.size, 1))
    for i, e in enumerate(h * np.eye(p.size)):
        g[i, 0] = (f(p + e) - f(p - e)) / (2 * h)
    return g


@task.mistake(
    "the gradient **scaled to length 1**, so that its length no longer tells how steep it is",
    ask="If f were ten times as steep, what would your result say?",
)
def normalised(f, point, h=1e-5):
    p = np.asarray(point, float)
    g = np.array([(f(p + e) - f(p - e)) / (2 * h) for e in h * np.eye(p.size)])
    return g / np.linalg.norm(g)


@task.mistake(
    "the gradient with its **sign turned**: the way down and not the way up",
    ask="Does f grow or shrink when you take a small step along your result?",
)
def negated(f, point, h=1e-5):
    p = np.asarray(point, float)
    return np.array([(f(p - e) - f(p + e)) / (2 * h) for e in h * np.eye(p.size)])


@task.mistake(
    "the **last coordinate is missing**",
    ask="Which values does i take in your loop when the point has three entries?",
)
def last_missing(f, point, h=1e-5):
    p = np.asarray(point, float)
    steps = h * np.eye(p.size)
    return np.array([(f(p + e) - f(p - e)) / (2 * h) for e in steps[:-1]])


@task.mistake(
    "the work of **two coordinates only**, however many the point has",
    ask="What does your function do with a point of one entry, and with one of four?",
)
def two_dims_only(f, point, h=1e-5):
    p = np.asarray(point, float)
    x_step, y_step = np.zeros(len(p)), np.zeros(len(p))
    x_step[0] = h
    y_step[1] = h
    return np.array(
        [
            (f(p + x_step) - f(p - x_step)) / (2 * h),
            (f(p + y_step) - f(p - y_step)) / (2 * h),
        ]
    )


@task.mistake(
    "**forward** differences: each partial used the point itself and its right neighbour",
    ask="Which two points lie at the same distance on either side of `point`?",
)
def forward(f, point, h=1e-5):
    p = np.asarray(point, float)
    return np.array([(f(p + e) - f(p)) / h for e in h * np.eye(p.size)])


@task.picture("The gradient of the bowl at (2, 1), drawn from the origin", x="∂f/∂x", y="∂f/∂y")
def picture_of_numerical_gradient(answers):
    across, up = answers.numerical_gradient(lambda p: p[0] ** 2 + 3 * p[1] ** 2, [2, 1])
    return [[0, 0], [across, up]]


# --- 2.4 descent_direction ------------------------------------------------------------

task = answers.task("descent_direction")


@task.reference
def descent_direction(grad) -> np.ndarray:
    """The direction of steepest descent for the gradient `grad`, array-like of shape (n,).

    Returns a vector of shape (n,) and length 1, however small the gradient is;
    for a gradient that is exactly zero, the zero vector of the same length.
    """
    g = np.asarray(grad, float)
    norm = np.linalg.norm(g)
    if norm == 0:
        return np.zeros(len(g))
    return -g / norm


@task.alternative
def by_hypot(grad):
    g = np.array(grad, dtype=float)
    length = math.hypot(*g)
    return -g / length if length > 0 else 0 * g


@task.alternative
def divide_where_possible(grad):
    g = np.asarray(grad, float)
    norm = np.sqrt(np.sum(g**2))
    return np.divide(-g, norm, out=np.zeros_like(g), where=norm > 0)


@task.alternative
def distance_from_the_origin(grad):
    norm = math.dist(grad, [0] * len(grad))
    return [-x / norm if norm else 0.0 for x in grad]


@task.alternative
def nan_to_zero(grad):
    g = np.asarray(grad, float)
    return np.nan_to_num(-g / np.sqrt(g @ g))


@task.mistake(
    "the direction of steepest **ascent**",
    ask="Does f grow or shrink when you take a small step along your result?",
)
def ascent(grad):
    g = np.asarray(grad, float)
    norm = np.linalg.norm(g)
    return g / norm if norm > 0 else np.zeros(len(g))


@task.mistake(
    "the negative gradient **without the division** by its length",
    ask="What does `np.linalg.norm` say about your result?",
)
def not_normalised(grad):
    return -np.asarray(grad, float)


@task.mistake(
    "a division by the **sum of the absolute values**, not by the length",
    ask="How long is the arrow (3, 4) if you lay a ruler along it?",
)
def l1_norm(grad):
    g = np.asarray(grad, float)
    norm = np.sum(np.abs(g))
    return -g / norm if norm > 0 else np.zeros(len(g))


@task.mistake(
    "a division by the **largest entry**, not by the length",
    ask="How long is the arrow (3, 4) if you lay a ruler along it?",
)
def max_norm(grad):
    g = np.asarray(grad, float)
    norm = np.max(np.abs(g))
    return -g / norm if norm > 0 else np.zeros(len(g))


@task.mistake(
    "a division by the **square of the length**: the root was forgotten",
    ask="What is the length of your result for the gradient (3, 4), and what for (30, 40)?",
)
def squared_norm(grad):
    g = np.asarray(grad, float)
    norm = np.sum(g**2)
    return -g / norm if norm > 0 else np.zeros(len(g))


@task.mistake(
    "**0/0 at the minimum**: a zero gradient was divided by its length, which gives nan",
    ask="Which way is down when you stand at the lowest point?",
)
def nan_at_zero(grad):
    g = np.asarray(grad, float)
    return -g / np.linalg.norm(g)


@task.mistake(
    "a **small number added to the length**, which makes short gradients come out too short",
    ask="How long is your result for the gradient (6e-9, 8e-9)?",
)
def eps_in_denominator(grad):
    g = np.asarray(grad, float)
    return -g / (np.linalg.norm(g) + 1e-8)


@task.mistake(
    "a **very small number added to the length** (1e-12 or so), which still makes short gradients "
    "come out too short",
    ask="How long is your result for the gradient (6e-9, 8e-9)?",
    name="eps_in_denominator_1e-12",
)
def tiny_eps_in_denominator(grad):
    g = np.asarray(grad, float)
    return -g / (np.linalg.norm(g) + 1e-12)


@task.mistake(
    "a **small gradient was taken for a zero one**: the zero vector came back for it",
    ask="On a very gentle slope, is there still a direction that leads down?",
)
def small_counts_as_zero(grad):
    g = np.asarray(grad, float)
    norm = np.linalg.norm(g)
    return np.zeros(len(g)) if norm < 1e-8 else -g / norm


@task.mistake(
    "only the **signs** of the entries, so that every slope is taken for equally steep",
    ask="If f is far steeper in y than in x, which way should the arrow lean?",
    desk=False,
)
def sign_only(grad):
    return -np.sign(np.asarray(grad, float))


@task.picture("The direction down for the gradient (3, 4), from the origin", x="x", y="y")
def picture_of_descent_direction(answers):
    across, up = answers.descent_direction([3, 4])
    return [[0, 0], [across, up]]


# --- 2.5 contour_direction ------------------------------------------------------------

task = answers.task("contour_direction")


@task.reference
def contour_direction(grad) -> np.ndarray:
    """A direction along the contour line, for the gradient `grad` at a point of the plane.

    `grad` has two entries, at most one of them 0. Returns a vector of shape (2,)
    and length 1; either of the two senses is right.
    """
    g = np.asarray(grad, float)
    return np.array([-g[1], g[0]]) / np.hypot(g[0], g[1])


@task.alternative
def the_other_sense(grad):
    gx, gy = grad
    length = math.sqrt(gx**2 + gy**2)
    return [gy / length, -gx / length]


@task.alternative
def rotation_matrix(grad):
    g = np.array(grad, float)
    quarter_turn = np.array([[0.0, -1.0], [1.0, 0.0]])
    return quarter_turn @ g / np.linalg.norm(g)


@task.alternative
def times_the_imaginary_unit(grad):
    turned = complex(grad[0], grad[1]) * 1j
    return turned.real / abs(turned), turned.imag / abs(turned)


@task.alternative
def by_the_angle(grad):
    angle = np.arctan2(grad[1], grad[0]) + np.pi / 2
    return np.array([np.cos(angle), np.sin(angle)])


@task.mistake(
    "the two entries were swapped **without turning one sign**",
    ask="What is the dot product of your result with the gradient?",
)
def swapped_without_sign(grad):
    g = np.asarray(grad, float)
    return np.array([g[1], g[0]]) / np.hypot(g[0], g[1])


@task.mistake(
    "a direction **along the gradient**, the steepest way up or down",
    ask="How fast does f change in the direction of your result?",
)
def parallel_to_gradient(grad):
    g = np.asarray(grad, float)
    return g / np.hypot(g[0], g[1])


@task.mistake(
    "the right direction with the **length of the gradient** and not length 1",
    ask="What does `np.linalg.norm` say about your result?",
)
def not_unit(grad):
    g = np.asarray(grad, float)
    return np.array([-g[1], g[0]])


@task.mistake(
    "the direction was built from a **slope, dividing by the second entry** of the gradient",
    ask="Which way does the contour run where the gradient is (5, 0), and what is its slope?",
)
def slope_division(grad):
    gx, gy = grad
    slope = -gx / gy
    length = math.sqrt(1 + slope**2)
    return [1 / length, slope / length]


@task.mistake(
    "the direction was built from a **slope, dividing by the second entry** of the gradient, and "
    "NumPy turned the division by zero into nan",
    ask="Which way does the contour run where the gradient is (5, 0), and what is its slope?",
    name="slope_division_in_numpy",
)
def slope_division_of_arrays(grad):
    g = np.asarray(grad, float)
    t = np.array([1.0, -g[0] / g[1]])
    return t / np.linalg.norm(t)


# --- 2.6 predict_gradient -------------------------------------------------------------

task = answers.task("predict_gradient", prediction=True)

predict_gradient = task.reference(
    {
        "arrow vs contour": "perpendicular",
        "does -gradient at (2, 1) point exactly at the minimum": "no",
        "length at the minimum": "0",
        "10*f: direction": "same",
        "10*f: length": "10 times",
    }
)

task.mistake(
    "the gradient was expected to **point along the contour line**",
    ask="Walk along a contour: does the value of f change, as it should along the gradient?",
    name="arrow_along_contour",
)({**predict_gradient, "arrow vs contour": "parallel"})

task.mistake(
    "the right angle was expected to **depend on the shape** of the contour, as if it held for "
    "circles only",
    ask="Did the reason why nothing changes along a contour use the shape of the contour?",
    name="right_angle_depends_on_shape",
)({**predict_gradient, "arrow vs contour": "depends"})

task.mistake(
    "the negative gradient was expected to **point at the minimum**",
    ask="The gradient at (2, 1) is (4, 6). Which multiple of −(4, 6) would lead from (2, 1) to "
    "(0, 0)?",
    name="gradient_points_at_minimum",
)({**predict_gradient, "does -gradient at (2, 1) point exactly at the minimum": "yes"})

task.mistake(
    "the **height** of the surface was read off, and not its steepness",
    ask="Lift the whole bowl by 100: does any slope change?",
    name="length_is_height",
)({**predict_gradient, "length at the minimum": "1"})

task.mistake(
    "the arrow was expected to be **longest at the minimum**, as if the minimum pulled",
    ask="How steep is the ground at the bottom of a bowl, and how steep near its rim?",
    name="longest_at_minimum",
)({**predict_gradient, "length at the minimum": "largest"})

task.mistake(
    "a steeper surface was expected to **turn the arrow**",
    ask="Both partials become ten times as large: what happens to the ratio of the two?",
    name="scaling_turns_arrow",
)({**predict_gradient, "10*f: direction": "different"})

task.mistake(
    "the arrow of a ten times steeper surface was expected to **keep its length**",
    ask="What are the two partial derivatives of 10x² + 30y² at (2, 1)?",
    name="scaling_keeps_length",
)({**predict_gradient, "10*f: length": "same"})
