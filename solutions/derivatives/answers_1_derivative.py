"""Right and wrong answers to the tasks of 1_derivative."""

import functools
import math
from collections.abc import Callable, Sequence

import numpy as np

from autograder.answers import Answers

answers = Answers()

# --- 1.1 secant_slope -----------------------------------------------------------------

task = answers.task("secant_slope")


@task.reference
def secant_slope(f: Callable[[float], float], x: float, h: float) -> float:
    """Slope of the straight line through (x, f(x)) and (x + h, f(x + h)).

    h may be negative, never zero.
    """
    return (f(x + h) - f(x)) / h


@task.alternative
def by_named_variables(f, x, h):
    rise = f(x + h) - f(x)
    run = (x + h) - x
    return rise / run


@task.alternative
def by_numpy_diff(f, x, h):
    return np.diff([f(x), f(x + h)])[0] / h


@task.alternative
def as_numpy_scalar(f, x, h):
    return np.float64(f(x + h) - f(x)) / np.float64(h)


task.alternative(lambda f, x, h: f(x + h) / h - f(x) / h, name="by_lambda")


@task.mistake(
    "the **central** difference: f was called at x − h and x + h, and the width was 2h",
    ask="The line shall pass through (x, f(x)). Does yours?",
)
def central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


@task.mistake(
    "the **backward** difference: f was called at x − h and x",
    ask="For h = 0.7, which point lies 0.7 to the *right* of x?",
)
def backward(f, x, h):
    return (f(x) - f(x - h)) / h


@task.mistake(
    "the rise f(x + h) − f(x) alone: it was never divided by the run",
    ask="A car covers 40 km. What else must you know before you can tell its speed?",
)
def no_division(f, x, h):
    return f(x + h) - f(x)


@task.mistake(
    "the slope with its sign turned round: the later value was taken from the earlier one",
    ask="For a rising straight line and h > 0, which sign must the slope have?",
)
def flipped_sign(f, x, h):
    return (f(x) - f(x + h)) / h


@task.mistake(
    "a missing pair of parentheses: only f(x) was divided by h",
    ask="What does Python make of 9 - 4 / 2, and what of (9 - 4) / 2?",
)
def missing_parentheses(f, x, h):
    return f(x + h) - f(x) / h


@task.mistake(
    "h taken for the second point itself instead of the distance to it",
    ask="For x = 12 and h = 1: at which two times should f be read?",
)
def h_as_endpoint(f, x, h):
    return (f(h) - f(x)) / (h - x)


@task.mistake(
    "the rise divided by the *size* of h, so that a negative step turns the sign round",
    ask="Walk the same line from right to left: should its slope change?",
)
def abs_h(f, x, h):
    return (f(x + h) - f(x)) / abs(h)


@task.mistake(
    "the floor division `//`, which throws the decimals away",
    ask="What do 7 / 2 and 7 // 2 give?",
)
def floor_division(f, x, h):
    return (f(x + h) - f(x)) // h


@task.mistake(
    "the derivative itself: the h that was handed in plays no part, a tiny one of your own does",
    ask="What should change in the result when h grows from 0.1 to 1?",
)
def hardcoded_tiny_h(f, x, h):
    h = 1e-6
    return (f(x + h) - f(x)) / h


@task.mistake(
    "a slope that was printed and not returned: the call itself gives None",
    ask="What does `y = print(3)` leave in y?",
)
def printed_not_returned(f, x, h):
    print((f(x + h) - f(x)) / h)


@task.mistake(
    "f read at h instead of at x + h",
    ask="You stand at x and walk a distance h. Where are you now?",
    name="f(h)_not_f(x+h)",
)
def f_at_h(f, x, h):
    return (f(h) - f(x)) / h


@task.picture("Slope of x² from 2, for smaller and smaller h", x="h", y="slope")
def picture_of_secant_slope(answers):
    return [[h, answers.secant_slope(lambda x: x**2, 2, h)] for h in (1, 0.8, 0.6, 0.4, 0.2, 0.1)]


# --- 1.2 limit_table ------------------------------------------------------------------

task = answers.task("limit_table")


@task.reference
def limit_table(f, df, x: float, hs: Sequence[float]) -> np.ndarray:
    """The limit process as a table: one row for each h in hs, in the order of hs.

    The five columns are h, f(x + h), f(x + h) - f(x), the slope of the secant, and the
    error |slope - df(x)|. The result has shape (len(hs), 5) and holds float64 numbers.
    """
    rows = []
    for h in hs:
        rise = f(x + h) - f(x)
        slope = rise / h
        rows.append([h, f(x + h), rise, slope, abs(slope - df(x))])
    return np.array(rows, dtype=float)


@task.alternative
def list_of_lists(f, df, x, hs):
    table = []
    for h in hs:
        slope = (f(x + h) - f(x)) / h
        table.append([h, f(x + h), f(x + h) - f(x), slope, abs(slope - df(x))])
    return table


@task.alternative
def list_of_tuples(f, df, x, hs):
    def row(h):
        high, low = f(x + h), f(x)
        return (h, high, high - low, (high - low) / h, abs((high - low) / h - df(x)))

    return [row(h) for h in hs]


@task.alternative
def by_column_stack(f, df, x, hs):
    h = np.array(hs, dtype=float)
    high = np.array([f(x + step) for step in h], dtype=float)
    rise = high - f(x)
    return np.column_stack([h, high, rise, rise / h, np.abs(rise / h - df(x))])


@task.alternative
def filled_in_place(f, df, x, hs):
    table = np.empty((len(hs), 5))
    for i, h in enumerate(hs):
        table[i, 0] = h
        table[i, 1] = f(x + h)
        table[i, 2] = table[i, 1] - f(x)
        table[i, 3] = table[i, 2] / h
        table[i, 4] = abs(df(x) - table[i, 3])
    return table


def _table(f, df, x, hs, point=None, error=None, slope=None):
    """The table with one column done differently, as the mistakes below do."""
    rows = []
    for h in hs:
        high = f(x + h) if point is None else point(h)
        rise = high - f(x)
        steep = rise / h if slope is None else slope(h)
        wrong = abs(steep - df(x)) if error is None else error(steep, h)
        rows.append([h, high, rise, steep, wrong])
    return np.array(rows, dtype=float)


@task.mistake(
    "the error kept with its sign: where the slope is too small, the last column is negative",
    ask="Can a distance be negative?",
)
def signed_error(f, df, x, hs):
    return _table(f, df, x, hs, error=lambda slope, h: slope - df(x))


@task.mistake(
    "the slope compared with f′(x + h): the derivative was taken at the moving end",
    ask="At which of its two points does the secant turn into the tangent we are after?",
)
def error_at_x_plus_h(f, df, x, hs):
    return _table(f, df, x, hs, error=lambda slope, h: abs(slope - df(x + h)))


@task.mistake(
    "f read at h instead of at x + h",
    ask="You stand at x = 2 and walk a distance of 0.1. Where are you now?",
    name="f(h)_not_f(x+h)",
)
def table_at_h(f, df, x, hs):
    return _table(f, df, x, hs, point=f)


@task.mistake(
    "an error measured from 4.0, the slope of x² at 2, whatever f and x are",
    ask="What does the last column show for a straight line of slope 1?",
    name="hardcoded_4.0",
)
def hardcoded_4(f, df, x, hs):
    return _table(f, df, x, hs, error=lambda slope, h: abs(slope - 4.0))


@task.mistake(
    "a rounded table: the numbers are right to a few decimals and then cut off",
    ask="What would be left of an error of 1e-9?",
)
def rounded(f, df, x, hs):
    return np.round(_table(f, df, x, hs), 6)


@task.mistake(
    "the table lying on its side: five rows, and one column for each h",
    ask="What is the shape of your table for three steps, and what should it be?",
)
def transposed(f, df, x, hs):
    return _table(f, df, x, hs).T


@task.mistake(
    "a table that stops one row early: the last h is missing",
    ask="How many values does your loop run through when hs has three?",
)
def last_row_missing(f, df, x, hs):
    return _table(f, df, x, hs[:-1])


@task.mistake(
    "rows sorted by the size of h instead of standing in the order of hs",
    ask="Which h belongs in the first row for hs = [0.1, 1, 0.01]?",
)
def rows_sorted(f, df, x, hs):
    return _table(f, df, x, sorted(hs, reverse=True))


@task.mistake(
    "the slope from both sides of x (a central difference) in the fourth column",
    ask="Divide the third column by the first: do you get the fourth?",
)
def central_slope(f, df, x, hs):
    return _table(f, df, x, hs, slope=lambda h: (f(x + h) - f(x - h)) / (2 * h))


@task.picture("The last column for x² at 2: the error against h", x="h", y="error", log=True)
def picture_of_limit_table(answers):
    steps = [1, 0.1, 0.01, 0.001, 0.0001]
    table = answers.limit_table(lambda x: x**2, lambda x: 2 * x, 2, steps)
    return [[row[0], row[4]] for row in np.asarray(table, dtype=float)]


# --- 1.3 central_difference -----------------------------------------------------------

task = answers.task("central_difference")


@task.reference
def central_difference(f, x, h: float = 1e-5):
    """Slope of the secant through the two points at distance h on either side of x.

    x is a number, or a 1-D array of numbers at each of which the slope is taken;
    the result is a number, or an array of the shape of x.
    """
    return (f(x + h) - f(x - h)) / (2 * h)


@task.alternative
def mean_of_forward_and_backward(f, x, h=1e-5):
    forward = (f(x + h) - f(x)) / h
    backward = (f(x) - f(x - h)) / h
    return (forward + backward) / 2


@task.alternative
def by_named_points(f, x, h=1e-5):
    left, right = x - h, x + h
    return (f(right) - f(left)) / (right - left)


@task.alternative
def half_the_rise(f, x, h=1e-5):
    return 0.5 * (f(x + h) - f(x - h)) / h


@task.alternative
def always_numpy(f, x, h=1e-5):
    return np.subtract(f(x + h), f(x - h)) / np.float64(2 * h)


@task.mistake(
    "the **forward** difference: f was called at x and x + h, never at x − h",
    ask="Which two points are the same distance from x?",
)
def forward(f, x, h=1e-5):
    return (f(x + h) - f(x)) / h


@task.mistake(
    "the **backward** difference: f was called at x − h and x, never at x + h",
    ask="Which two points are the same distance from x?",
    name="backward",
)
def backward_quotient(f, x, h=1e-5):
    return (f(x) - f(x - h)) / h


@task.mistake(
    "a slope twice too big: the rise over both sides was divided by h only",
    ask="How far is it from x − h to x + h?",
)
def forgot_the_2(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / h


@task.mistake(
    "`/ 2 * h`, which Python reads from left to right: divide by 2, then *multiply* by h",
    ask="What does Python give for 8 / 2 * 4, and what for 8 / (2 * 4)?",
    name="precedence /2*h",
)
def precedence(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / 2 * h


@task.mistake(
    "a good symmetric slope, though with half the step: f was called at x − h/2 and x + h/2. "
    "It does estimate the derivative; it is not the secant that was asked for",
    ask="At which distance from x shall the two points lie?",
)
def half_step(f, x, h=1e-5):
    return (f(x + h / 2) - f(x - h / 2)) / h


@task.mistake(
    "two points at distance h/2, but the width of two points at distance h: half the slope",
    ask="How far apart are the two points at which you call f?",
)
def half_step_full_width(f, x, h=1e-5):
    return (f(x + h / 2) - f(x - h / 2)) / (2 * h)


@task.mistake(
    "the slope with its sign turned round: the right value was taken from the left one",
    ask="Which sign must the slope of a rising straight line have?",
)
def flipped(f, x, h=1e-5):
    return (f(x - h) - f(x + h)) / (2 * h)


@task.mistake(
    "the two values added: a rise is a difference",
    ask="What should come back for a function that is constant?",
)
def plus_for_minus(f, x, h=1e-5):
    return (f(x + h) + f(x - h)) / (2 * h)


@task.mistake(
    "a default h so small that round-off eats the rise: your slope is 0.0 or jumps about",
    ask="What does Python say to 1.3 + 1e-16 == 1.3?",
)
def h_too_small(f, x, h=1e-16):
    return (f(x + h) - f(x - h)) / (2 * h)


@task.mistake(
    "a step of your own: the h that was handed in plays no part",
    ask="What should change in the result when h grows from 0.1 to 1?",
)
def ignores_h(f, x, h=1e-5):
    h = 1e-5
    return (f(x + h) - f(x - h)) / (2 * h)


@task.mistake(
    "a function for single numbers only: an array of x's cannot be squeezed into one float",
    ask="What does float(np.array([1.0, 2.0])) say?",
)
def scalar_only(f, x, h=1e-5):
    return float(f(x + h) - f(x - h)) / (2 * h)


@task.picture("Slope of x³ at 1: the error against h", x="h", y="error", log=True)
def picture_of_central_difference(answers):
    steps = [0.4, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002]
    return [[h, abs(answers.central_difference(lambda x: x**3, 1, h=h) - 3)] for h in steps]


# --- 1.4 tangent_line -----------------------------------------------------------------

task = answers.task("tangent_line")


@task.reference
def tangent_line(f, df, a: float) -> Callable[[float], float]:
    """The tangent to f at a, as a function of x; df is the derivative of f.

    The function that comes back takes a number or a 1-D array.
    """
    return lambda x: f(a) + df(a) * (x - a)


@task.alternative
def by_inner_def(f, df, a):
    height, slope = f(a), df(a)

    def line(x):
        return height + slope * (x - a)

    return line


@task.alternative
def slope_and_intercept(f, df, a):
    slope = df(a)
    intercept = f(a) - slope * a
    return lambda x: slope * x + intercept


@task.alternative
def by_poly1d(f, df, a):
    return np.poly1d([df(a), f(a) - df(a) * a])


def _line(height, slope, a, x):
    return height + slope * (x - a)


@task.alternative
def by_partial(f, df, a):
    return functools.partial(_line, f(a), df(a), a)


class _Line:
    def __init__(self, height, slope, a):
        self.height, self.slope, self.a = height, slope, a

    def __call__(self, x):
        return self.height + self.slope * (x - self.a)


@task.alternative
def by_class(f, df, a):
    return _Line(f(a), df(a), a)


@task.mistake(
    "a slope taken at x instead of at a: the result bends, so it is no straight line",
    ask="Which parts of your formula may depend on x?",
)
def slope_at_x(f, df, a):
    return lambda x: f(a) + df(x) * (x - a)


@task.mistake(
    "the slope multiplied by x instead of by the distance x − a",
    ask="What does your line give at x = a, and what should it?",
)
def forgot_minus_a(f, df, a):
    return lambda x: f(a) + df(a) * x


@task.mistake(
    "a line with the right slope that passes through (a, 0): the height f(a) is missing",
    ask="At which height must the line meet the curve?",
)
def no_offset(f, df, a):
    return lambda x: df(a) * (x - a)


@task.mistake(
    "f(x) in the place of f(a): the curve itself was carried along",
    ask="How many times should f be looked at, and where?",
    name="f(x)_for_f(a)",
)
def curve_for_height(f, df, a):
    return lambda x: f(x) + df(a) * (x - a)


@task.mistake(
    "a line that falls where the curve rises: one sign is turned round",
    ask="For df(a) > 0, is your line above or below f(a) a little to the right of a?",
)
def sign(f, df, a):
    return lambda x: f(a) - df(a) * (x - a)


@task.mistake(
    "f and df in each other's place: the value was used as slope and the slope as value",
    ask="What does your line give at x = a, and what should it?",
)
def swapped_value_and_slope(f, df, a):
    return lambda x: df(a) + f(a) * (x - a)


@task.mistake(
    "a number instead of a function: what came back cannot be called",
    ask="How would you write the line so that someone can hand it an x later?",
)
def returned_a_number(f, df, a):
    x = a
    return f(a) + df(a) * (x - a)


@task.mistake(
    "lines that share one memory: making a second tangent moved the first one",
    ask="Where does your line look up its height and slope, and who else writes there?",
)
def late_binding(f, df, a):
    global _height, _slope, _point
    _height, _slope, _point = f(a), df(a), a
    return lambda x: _height + _slope * (x - _point)


@task.picture("The tangent to x² at 2", x="x", y="height of the line")
def picture_of_tangent_line(answers):
    line = answers.tangent_line(lambda x: x**2, lambda x: 2 * x, 2)
    return [[x, line(x)] for x in (-1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0)]


# --- 1.5 poly_derivative --------------------------------------------------------------

task = answers.task("poly_derivative")


@task.reference
def poly_derivative(coeffs: Sequence[float]) -> list[float] | np.ndarray:
    """Coefficients of the derivative of a polynomial; coeffs[k] multiplies x**k.

    coeffs has at least one entry. [5, 0, 3] means 5 + 3x², its derivative 6x is [0, 6];
    the derivative of a constant is [0.0].
    """
    return [k * c for k, c in enumerate(coeffs)][1:] or [0.0]


@task.alternative
def by_arange(coeffs):
    c = np.asarray(coeffs, dtype=float)
    derivative = (np.arange(c.size) * c)[1:]
    return derivative if derivative.size else np.zeros(1)


@task.alternative
def by_polyder(coeffs):
    return np.polynomial.polynomial.polyder(coeffs)


@task.alternative
def by_recursion(coeffs):
    if len(coeffs) == 1:
        return [0.0]
    # p = c + x·q gives p′ = q + x·q′
    q = list(coeffs[1:])
    shifted = [0.0, *by_recursion(q)]
    return [a + b for a, b in zip(q, shifted, strict=False)]


@task.alternative
def as_tuple(coeffs):
    if len(coeffs) == 1:
        return (0.0,)
    return tuple(k * coeffs[k] for k in range(1, len(coeffs)))


@task.alternative
def with_a_trailing_zero(coeffs):
    derivative = [0.0] * len(coeffs)
    for k in range(1, len(coeffs)):
        derivative[k - 1] = k * coeffs[k]
    return derivative


@task.mistake(
    "the factor k without the shift: every term kept its old exponent",
    ask="In the derivative of x³, which exponent is left, and at which place does it stand?",
)
def exponent_not_lowered(coeffs):
    return [k * c for k, c in enumerate(coeffs)]


@task.mistake(
    "the *new* exponent as the factor: each number is multiplied by one too little",
    ask="Your rule applied to x² alone, [0, 0, 1]: what comes out, and what should?",
)
def new_exponent_as_factor(coeffs):
    return [k * c for k, c in enumerate(coeffs[1:])] or [0.0]


@task.mistake(
    "coefficients that were moved down one place and not multiplied by the exponent",
    ask="What becomes of the 3 in the derivative of x³?",
)
def coefficient_not_multiplied(coeffs):
    return list(coeffs[1:]) or [0.0]


@task.mistake(
    "the coefficients read from the highest power down; here coeffs[k] multiplies x**k",
    ask="Which polynomial is [5, 0, 3]: 5 + 3x² or 5x² + 3?",
)
def high_to_low_order(coeffs):
    return np.polyder(coeffs)


@task.mistake(
    "an empty result for a constant: its derivative is a polynomial too, the number 0",
    ask="How do you write the polynomial 0 as a list of coefficients?",
)
def empty_for_constant(coeffs):
    return [k * c for k, c in enumerate(coeffs)][1:]


@task.mistake(
    "the exponents alone: the coefficients have got lost",
    ask="Is the derivative of 5x³ the same as that of x³?",
)
def coefficient_lost(coeffs):
    return [float(k) for k in range(1, len(coeffs))] or [0.0]


@task.mistake(
    "the **integral**: exponents went up and coefficients were divided",
    ask="Should the derivative have a higher or a lower degree than the polynomial?",
)
def integrated(coeffs):
    return [0.0] + [c / (k + 1) for k, c in enumerate(coeffs)]


@task.picture("The derivative of x³ + 2x²", x="x", y="derivative")
def picture_of_poly_derivative(answers):
    coeffs = list(answers.poly_derivative([0, 0, 2, 1]))
    points = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)
    return [[x, sum(c * x**k for k, c in enumerate(coeffs))] for x in points]


# --- 1.6 special_derivative -----------------------------------------------------------

task = answers.task("special_derivative")


@task.reference
def special_derivative(name: str, x):
    """Derivative of the function `name` at x: "exp", "log", "sin" or "reciprocal".

    x is a number or a 1-D float array, x > 0 for "log" and x ≠ 0 for "reciprocal"; the
    result has the shape of x. Any other name raises ValueError.
    """
    rules = {
        "exp": lambda x: np.exp(x),
        "log": lambda x: 1 / x,
        "sin": lambda x: np.cos(x),
        "reciprocal": lambda x: -1 / x**2,
    }
    if name not in rules:
        raise ValueError(f"no rule for {name!r}")
    return rules[name](x)


@task.alternative
def by_if_and_elif(name, x):
    if name == "exp":
        return np.exp(x)
    elif name == "log":
        return 1 / x
    elif name == "sin":
        return np.cos(x)
    elif name == "reciprocal":
        return -1 / (x * x)
    else:
        raise ValueError("unknown function")


@task.alternative
def by_match(name, x):
    x = np.asarray(x, dtype=float)
    match name:
        case "exp":
            return np.exp(x)
        case "log":
            return np.reciprocal(x)
        case "sin":
            return np.sin(x + np.pi / 2)
        case "reciprocal":
            return -(x**-2.0)
    raise ValueError(name)


@task.alternative
def by_except(name, x):
    rules = {"exp": np.exp, "sin": np.cos, "log": lambda x: x**-1.0, "reciprocal": _falling}
    try:
        return rules[name](x)
    except KeyError:
        raise ValueError(f"{name} is not in the table") from None


def _falling(x):
    return np.negative(np.divide(1, np.square(x)))


@task.alternative
def by_where(name, x):
    if name not in ("exp", "log", "sin", "reciprocal"):
        raise ValueError(name)
    # 1 is a safe place to divide while another function is meant
    safe = x if name in ("log", "reciprocal") else np.ones_like(x, dtype=float)
    inverse = np.where(name == "log", 1 / safe, -1 / safe**2)
    smooth = np.where(name == "exp", np.exp(x), np.cos(x))
    return np.where(name in ("log", "reciprocal"), inverse, smooth)


def _rules(**changed):
    """The table with some rules changed, as the mistakes below do."""
    rules = {
        "exp": np.exp,
        "log": lambda x: 1 / x,
        "sin": np.cos,
        "reciprocal": lambda x: -1 / x**2,
    }
    return {**rules, **changed}


def _apply(rules, name, x):
    if name not in rules:
        raise ValueError(name)
    return rules[name](x)


@task.mistake(
    "the power rule on eˣ; it is for x to a fixed number, and in eˣ the x stands above",
    ask="In 2ˣ and in x², which part moves when x moves?",
)
def exp_by_power_rule(name, x):
    return _apply(_rules(exp=lambda x: x * np.exp(x - 1)), name, x)


@task.mistake(
    "ln x left as it was; only eˣ is its own derivative",
    ask="The curve of ln x gets flatter and flatter to the right. Does your answer?",
)
def kept_ln(name, x):
    return _apply(_rules(log=np.log), name, x)


@task.mistake(
    "1/ln x for the derivative of ln x: there is still a logarithm in it",
    ask="Which slope does ln x have at x = 1, where ln x is 0?",
)
def log_of_log(name, x):
    return _apply(_rules(log=lambda x: 1 / np.log(x)), name, x)


@task.mistake(
    'the derivative of the logarithm to base 10; "log" is the natural logarithm here',
    ask="What is np.log(np.e), and what is np.log10(np.e)?",
)
def log10(name, x):
    return _apply(_rules(log=lambda x: 1 / (x * np.log(10))), name, x)


@task.mistake(
    "−cos x for the derivative of sin x; the minus belongs to the derivative of cos x",
    ask="Does sin x rise or fall as it passes through 0?",
)
def minus_cos(name, x):
    return _apply(_rules(sin=lambda x: -np.cos(x)), name, x)


@task.mistake(
    "an angle in degrees; sin and cos take radians",
    ask="What is np.sin(90), and what is np.sin(np.pi / 2)?",
)
def degrees(name, x):
    return _apply(_rules(sin=lambda x: np.cos(np.radians(x))), name, x)


@task.mistake(
    "1/x² without its minus sign",
    ask="When x grows from 2 to 3, does 1/x get larger or smaller?",
)
def reciprocal_sign(name, x):
    return _apply(_rules(reciprocal=lambda x: 1 / x**2), name, x)


@task.mistake(
    "−1/x for the derivative of 1/x: the exponent was not lowered",
    ask="1/x is x to the power −1. What is −1 minus 1?",
    name="reciprocal_-1/x",
)
def reciprocal_not_lowered(name, x):
    return _apply(_rules(reciprocal=lambda x: -1 / x), name, x)


@task.mistake(
    "ln x for the derivative of 1/x: that is the way back, from the derivative to the function",
    ask="Which of the two has the other as its derivative, ln x or 1/x?",
)
def reciprocal_ln(name, x):
    return _apply(_rules(reciprocal=lambda x: np.log(np.abs(x))), name, x)


@task.mistake(
    "functions of the math module, which take single numbers only; NumPy has the same ones "
    "for arrays",
    ask="What do math.exp and np.exp make of np.array([0.0, 1.0])?",
)
def math_only(name, x):
    return _apply(_rules(exp=math.exp, sin=math.cos), name, x)


@task.mistake(
    "an unknown name that ends in a KeyError from the dictionary",
    ask="Which exception does the task ask for, and where could you raise it?",
)
def key_error_for_unknown(name, x):
    return _rules()[name](x)


@task.mistake(
    "an unknown name that passes in silence: the call gives None",
    ask='How will someone who mistypes "reciprocal" find out?',
)
def none_for_unknown(name, x):
    if name in _rules():
        return _rules()[name](x)


@task.picture("The derivative of sin", x="x", y="derivative")
def picture_of_special_derivative(answers):
    return [[x, answers.special_derivative("sin", x)] for x in np.arange(0.0, 6.5, 0.5).tolist()]


# --- 1.7 predict_slopes ---------------------------------------------------------------

task = answers.task("predict_slopes", prediction=True)

predict_slopes = task.reference(
    {
        "x² at -1.5": "negative",
        "x² at 0": "zero",
        "x² at 2": "positive",
        "error when h is 10 times smaller": "a tenth",
        "slope with h = 1e-16": "0.0",
    }
)

task.mistake(
    "the *value* of x² read as its slope: 2.25 is positive, and yet the curve falls there",
    ask="Walk along the curve from left to right at −1.5: uphill or downhill?",
    name="value_for_slope",
)({**predict_slopes, "x² at -1.5": "positive"})

task.mistake(
    "the thought that a slope cannot fall below zero: it can, wherever the curve goes down",
    ask="What was the slope of the distance *to go* in the car?",
    name="slope_never_negative",
)({**predict_slopes, "x² at -1.5": "zero"})

task.mistake(
    "a slope at the very bottom of the bowl, where the curve has stopped falling and not yet "
    "begun to rise",
    ask="Put a ball at the bottom: to which side does it roll?",
    name="bottom_is_not_flat",
)({**predict_slopes, "x² at 0": "positive"})

task.mistake(
    "the answer for the **central** difference, whose error goes with h²; the error of the "
    "one-sided secant goes with h",
    ask="What do two neighbouring rows of the limit table say?",
    name="confuses_first_and_second_order",
)({**predict_slopes, "error when h is 10 times smaller": "a hundredth"})

task.mistake(
    "the belief that a smaller h is always better: for a computer, 2 + 1e-16 *is* 2",
    ask="What is left of f(2 + h) − f(2) when 2 + h and 2 are the same number?",
    name="believes_smaller_h_always_better",
)({**predict_slopes, "slope with h = 1e-16": "4.0"})

task.mistake(
    "a division by zero: h is tiny, but it is not zero; the *rise* above it is",
    ask="What is 0.0 / 1e-16?",
    name="h_taken_for_zero",
)({**predict_slopes, "slope with h = 1e-16": "inf"})
