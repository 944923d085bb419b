"""Right and wrong answers to the tasks of 3_descent."""

import itertools
import math

import numpy as np

from autograder.answers import Answers

answers = Answers()

# --- 3.1 gd_step ----------------------------------------------------------------------

task = answers.task("gd_step")


@task.reference
def gd_step(w, grad, lr: float):
    """Return the weights after one step of gradient descent.

    w and grad are both numbers, or both array-like of the same length.
    Numbers give a number, array-likes give an array of shape (n,).
    The arguments themselves stay as they are.
    """
    return np.asarray(w) - lr * np.asarray(grad)


@task.alternative
def adds_the_negative(w, grad, lr):
    return np.asarray(w) + lr * (-np.asarray(grad))


@task.alternative
def by_named_ufuncs(w, grad, lr):
    return np.subtract(w, np.multiply(lr, grad))


@task.alternative
def number_or_list(w, grad, lr):
    if np.ndim(w) == 0:
        return w - lr * grad
    return [w_i - lr * g_i for w_i, g_i in zip(w, grad, strict=True)]


@task.alternative
def copies_first(w, grad, lr):
    new = np.array(w, dtype=float)
    new -= lr * np.asarray(grad)
    return new


@task.mistake(
    "**uphill**: the multiple of the gradient was added to w",
    ask="The gradient points where the loss grows. Which way do you want to go?",
)
def plus_for_minus(w, grad, lr):
    return np.asarray(w) + lr * np.asarray(grad)


@task.mistake(
    "a step by the **whole gradient**: the learning rate has no influence on it",
    ask="What should come back when lr is 0?",
)
def forgot_lr(w, grad, lr):
    return np.asarray(w) - np.asarray(grad)


@task.mistake(
    "a step by the gradient **divided** by lr",
    ask="Should a smaller learning rate make the step shorter or longer?",
)
def divided_by_lr(w, grad, lr):
    with np.errstate(all="ignore"):
        return np.asarray(w) - np.asarray(grad) / lr


@task.mistake(
    "the **change** of w, not the new w",
    ask="Where do you stand after the step, if you stood at w before it?",
)
def returned_the_change(w, grad, lr):
    return -lr * np.asarray(grad)


@task.mistake(
    "an update **in place**: the caller's own array is written to, and an array of integers "
    "cannot take the result",
    ask="Print the array you hand in before and after the call: is it the same?",
)
def in_place(w, grad, lr):
    if isinstance(w, (list, tuple)):
        w = np.array(w, dtype=float)
    w -= lr * np.asarray(grad)
    return w


@task.mistake(
    "a step that uses only the **sign** of the gradient",
    ask="Should a gradient of 60 and one of 6 lead to the same step?",
)
def sign_step(w, grad, lr):
    return np.asarray(w) - lr * np.sign(grad)


@task.mistake(
    "the two were **swapped**: a multiple of w was taken from the gradient",
    ask="Which of the two is where you stand, and which says how to move?",
)
def swapped_w_and_grad(w, grad, lr):
    return np.asarray(grad) - lr * np.asarray(w)


@task.picture(
    "Where one step from 0 leads, the gradient being -6", x="learning rate", y="new weight"
)
def picture_of_gd_step(answers):
    return [[lr, answers.gd_step(0, -6, lr)] for lr in (0.0, 0.05, 0.1, 0.15, 0.2, 0.25)]


# --- 3.2 descend_1d -------------------------------------------------------------------

task = answers.task("descend_1d")


@task.reference
def descend_1d(df, w0: float, lr: float, steps: int) -> np.ndarray:
    """Return all weights of a run of gradient descent in one dimension.

    df(w) is the derivative of the loss at the number w. The result has shape
    (steps + 1,): w0 first, then the weight after each of the steps.
    """
    path = [float(w0)]
    for _ in range(steps):
        w = path[-1]
        path.append(w - lr * df(w))
    return np.array(path)


@task.alternative
def plain_list(df, w0, lr, steps):
    w, path = w0, [w0]
    while len(path) <= steps:
        w = w - lr * df(w)
        path.append(w)
    return path


@task.alternative
def preallocated(df, w0, lr, steps):
    path = np.zeros(steps + 1)
    path[0] = w0
    for k in range(steps):
        path[k + 1] = path[k] - lr * df(path[k])
    return path


@task.alternative
def recursive(df, w0, lr, steps):
    if steps == 0:
        return [w0]
    return [w0] + recursive(df, w0 - lr * df(w0), lr, steps - 1)


@task.alternative
def accumulated(df, w0, lr, steps):
    walk = itertools.accumulate(range(steps), lambda w, _: w - lr * df(w), initial=w0)
    return np.array(list(walk), dtype=float)


@task.alternative
def from_a_generator(df, w0, lr, steps):
    def walk():
        w = w0
        yield w
        for _ in range(steps):
            w = w - lr * df(w)
            yield w

    return np.fromiter(walk(), dtype=float)


@task.mistake(
    "the run **without its start**: the first entry is already a step away from w0",
    ask="What should the result be when steps is 0?",
)
def start_missing(df, w0, lr, steps):
    w, path = w0, []
    for _ in range(steps):
        w = w - lr * df(w)
        path.append(w)
    return np.array(path, dtype=float)


@task.mistake(
    "the run **without its end**: each weight is kept before the step, so the last step is lost",
    ask="Where is the weight that the last step arrives at?",
)
def end_missing(df, w0, lr, steps):
    w, path = w0, []
    for _ in range(steps):
        path.append(w)
        w = w - lr * df(w)
    return np.array(path, dtype=float)


@task.mistake(
    "**one step too few**",
    ask="How many numbers does a run of 3 steps have, with its start?",
)
def one_too_few(df, w0, lr, steps):
    w, path = w0, [w0]
    for _ in range(steps - 1):
        w = w - lr * df(w)
        path.append(w)
    return np.array(path, dtype=float)


@task.mistake(
    "**one step too many**",
    ask="How many steps are taken when steps is 0?",
)
def one_too_many(df, w0, lr, steps):
    w, path = w0, [w0]
    for _ in range(steps + 1):
        w = w - lr * df(w)
        path.append(w)
    return np.array(path, dtype=float)


@task.mistake(
    "**uphill**: the multiple of the derivative was added",
    ask="Print the loss at each weight of the path: does it fall?",
)
def plus(df, w0, lr, steps):
    w, path = w0, [w0]
    for _ in range(steps):
        w = w + lr * df(w)
        path.append(w)
    return np.array(path, dtype=float)


@task.mistake(
    "the derivative was **frozen at the start**: all steps have the same length",
    ask="At which weight should the derivative of the second step be taken?",
)
def gradient_frozen_at_start(df, w0, lr, steps):
    slope = df(w0)
    w, path = w0, [w0]
    for _ in range(steps):
        w = w - lr * slope
        path.append(w)
    return np.array(path, dtype=float)


@task.mistake(
    "the derivatives were **added up**: each step uses the sum of all so far",
    ask="On (w − 3)² from 0, what is the derivative at 0.6 alone?",
)
def accumulates_gradient(df, w0, lr, steps):
    w, path, slope = w0, [w0], 0.0
    for _ in range(steps):
        slope += df(w)
        w = w - lr * slope
        path.append(w)
    return np.array(path, dtype=float)


@task.mistake(
    "only the **last** weight came back, not the whole run",
    ask="Where do you keep the weights on the way?",
)
def final_value_only(df, w0, lr, steps):
    w = w0
    for _ in range(steps):
        w = w - lr * df(w)
    return w


@task.mistake(
    "an array of **whole numbers**: when w0 is an int, what follows the decimal point is cut off",
    ask="What is the dtype of your array when w0 is 4, and what when it is 4.0?",
    desk=False,
)
def int_array(df, w0, lr, steps):
    path = np.full(steps + 1, w0)
    for k in range(steps):
        path[k + 1] = path[k] - lr * df(path[k])
    return path


@task.mistake(
    "a learning rate that **gets smaller** from step to step",
    ask="What is multiplied with the derivative in the third step?",
)
def decaying_lr(df, w0, lr, steps):
    w, path = w0, [w0]
    for k in range(steps):
        w = w - lr / (k + 1) * df(w)
        path.append(w)
    return np.array(path, dtype=float)


@task.picture("Descent on (w − 3)² from 0, with η = 0.1", x="step", y="weight")
def picture_of_descend_1d(answers):
    path = answers.descend_1d(lambda w: 2 * (w - 3), 0, 0.1, 20)
    return [[step, w] for step, w in enumerate(np.asarray(path, dtype=float).tolist())]


# --- 3.3 descend ----------------------------------------------------------------------

task = answers.task("descend")


@task.reference
def descend(grad, w0, lr: float, steps: int) -> np.ndarray:
    """Return all points of a run of gradient descent in n dimensions.

    grad takes an array of shape (n,) and gives one of the same shape; w0 is array-like
    and stays as it is. The result has shape (steps + 1, n): w0 is row 0, and row k is
    the point after k steps.
    """
    w = np.array(w0, dtype=float)
    path = [w]
    for _ in range(steps):
        w = w - lr * grad(w)
        path.append(w)
    return np.array(path)


@task.alternative
def rows_preallocated(grad, w0, lr, steps):
    path = np.empty((steps + 1, len(w0)))
    path[0] = w0
    for k in range(steps):
        path[k + 1] = path[k] - lr * grad(path[k])
    return path


@task.alternative
def list_of_arrays(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w.copy()]
    for _ in range(steps):
        w -= lr * grad(w)
        path.append(w.copy())
    return path


@task.alternative
def stacked_row_by_row(grad, w0, lr, steps):
    path = np.array([w0], dtype=float)
    for _ in range(steps):
        path = np.vstack([path, path[-1] - lr * grad(path[-1])])
    return path


@task.alternative
def by_gd_step(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w]
    for _ in range(steps):
        w = gd_step(w, grad(w), lr)
        path.append(w)
    return np.stack(path)


@task.alternative
def lists_of_numbers(grad, w0, lr, steps):
    path = [[float(x) for x in w0]]
    for _ in range(steps):
        g = grad(np.array(path[-1]))
        path.append([x - lr * d for x, d in zip(path[-1], g, strict=True)])
    return path


@task.mistake(
    "all rows are **one and the same array**, which goes on changing: every row shows the end",
    ask="Print your history after two steps: what does its first entry show now?",
)
def history_aliases(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w]
    for _ in range(steps):
        w -= lr * grad(w)
        path.append(w)
    return np.array(path)


@task.mistake(
    "the caller's own **w0 was changed** by the run",
    ask="Print w0 before and after the call. Does `np.asarray` make a copy of an array?",
)
def mutates_w0(grad, w0, lr, steps):
    w = np.asarray(w0, dtype=float)
    path = [w.copy()]
    for _ in range(steps):
        w -= lr * grad(w)
        path.append(w.copy())
    return np.array(path)


@task.mistake(
    "the coordinates move **one after the other**: the later ones already see the new value of "
    "the earlier ones",
    ask="At which point is the gradient taken when the second coordinate moves?",
)
def sequential_update(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w.copy()]
    for _ in range(steps):
        for i in range(len(w)):
            w[i] = w[i] - lr * grad(w)[i]
        path.append(w.copy())
    return np.array(path)


@task.mistake(
    "**uphill**: the multiple of the gradient was added",
    ask="Print the loss at each row: does it fall?",
    name="plus",
)
def plus_in_n_dimensions(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w]
    for _ in range(steps):
        w = w + lr * grad(w)
        path.append(w)
    return np.array(path)


@task.mistake(
    "the run **without its start**: row 0 is already a step away from w0",
    ask="What should the result be when steps is 0?",
    name="start_missing",
)
def first_row_missing(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = []
    for _ in range(steps):
        w = w - lr * grad(w)
        path.append(w)
    return np.array(path)


@task.mistake(
    "rows and columns are **exchanged**: one row for each coordinate",
    ask="What should `path[0]` be?",
)
def transposed(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w]
    for _ in range(steps):
        w = w - lr * grad(w)
        path.append(w)
    return np.array(path).T


@task.mistake(
    "every step has the **same length**: the gradient was divided by its norm",
    ask="What happens to the length of a step as the ground gets flatter?",
)
def normalised_step(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w]
    for _ in range(steps):
        g = grad(w)
        w = w - lr * g / np.linalg.norm(g)
        path.append(w)
    return np.array(path)


@task.mistake(
    "only the **first coordinate** moves",
    ask="Print `path[:, 1]`: does it change?",
)
def first_coordinate_only(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w.copy()]
    for _ in range(steps):
        w[0] = w[0] - lr * grad(w)[0]
        path.append(w.copy())
    return np.array(path)


@task.picture("The path on the bowl from (4, 3), with η = 0.05", x="x", y="y")
def picture_of_descend(answers):
    def slopes(w):
        return np.array([2 * w[0], 6 * w[1]])

    path = answers.descend(slopes, np.array([4.0, 3.0]), 0.05, 15)
    return np.asarray(path, dtype=float).tolist()


# --- 3.4 descend_until ----------------------------------------------------------------

task = answers.task("descend_until")


@task.reference
def descend_until(
    grad, w0, lr: float, tol: float = 1e-6, max_steps: int = 1000
) -> tuple[np.ndarray, int]:
    """Descend until the ground is flat; return the last point and the number of steps taken.

    Before each step: stop as soon as the Euclidean norm of grad(w) is <= tol.
    Stop as well when max_steps steps have been taken. w0 is array-like of shape (n,)
    and stays as it is; the point is an array of shape (n,).
    """
    w = np.array(w0, dtype=float)
    for taken in range(max_steps):
        g = grad(w)
        if np.linalg.norm(g) <= tol:
            return w, taken
        w = w - lr * g
    return w, max_steps


@task.alternative
def while_loop(grad, w0, lr, tol=1e-6, max_steps=1000):
    w, taken = np.array(w0, dtype=float), 0
    while taken < max_steps and np.sqrt(np.sum(grad(w) ** 2)) > tol:
        w = w - lr * grad(w)
        taken += 1
    return w, taken


@task.alternative
def for_else(grad, w0, lr, tol=1e-6, max_steps=1000):
    w, taken = np.array(w0, dtype=float), 0
    for _ in range(max_steps):
        g = grad(w)
        if math.hypot(*g) <= tol:
            break
        w -= lr * g
        taken += 1
    else:
        taken = max_steps
    return w, taken


@task.alternative
def returns_a_list(grad, w0, lr, tol=1e-6, max_steps=1000):
    w, taken = [float(x) for x in w0], 0
    while taken < max_steps:
        g = grad(np.array(w))
        if sum(d * d for d in g) ** 0.5 <= tol:
            break
        w = [x - lr * d for x, d in zip(w, g, strict=True)]
        taken += 1
    return [w, taken]


@task.alternative
def recursive_until(grad, w0, lr, tol=1e-6, max_steps=1000):
    w = np.array(w0, dtype=float)
    # pieces of 200 steps keep the depth of the recursion small
    piece = min(max_steps, 200)
    w, taken = _recurse(grad, w, lr, tol, piece, 0)
    if taken < piece or taken == max_steps:
        return w, taken
    w, more = recursive_until(grad, w, lr, tol, max_steps - taken)
    return w, taken + more


def _recurse(grad, w, lr, tol, limit, taken):
    if taken == limit or np.linalg.norm(grad(w)) <= tol:
        return w, taken
    return _recurse(grad, w - lr * grad(w), lr, tol, limit, taken + 1)


@task.mistake(
    "it stops when the **step** is small, not when the gradient is: lr is part of the test",
    ask="With a tiny learning rate, is a short step a sign of flat ground?",
    desk=False,
)
def stops_on_step_size(grad, w0, lr, tol=1e-6, max_steps=1000):
    w = np.array(w0, dtype=float)
    for taken in range(max_steps):
        step = lr * grad(w)
        if np.linalg.norm(step) <= tol:
            return w, taken
        w = w - step
    return w, max_steps


@task.mistake(
    "a **negative** gradient counts as small: its entries were compared with tol as they are",
    ask="Is −5 smaller than tol? Is the ground flat there?",
)
def signed_gradient(grad, w0, lr, tol=1e-6, max_steps=1000):
    w = np.array(w0, dtype=float)
    for taken in range(max_steps):
        g = grad(w)
        if np.all(g <= tol):
            return w, taken
        w = w - lr * g
    return w, max_steps


@task.mistake(
    "only the **first** entry of the gradient is looked at",
    ask="Start the bowl at (0, 3): how flat is it there?",
)
def one_component(grad, w0, lr, tol=1e-6, max_steps=1000):
    w = np.array(w0, dtype=float)
    for taken in range(max_steps):
        g = grad(w)
        if abs(g[0]) <= tol:
            return w, taken
        w = w - lr * g
    return w, max_steps


@task.mistake(
    "**one** small entry of the gradient is enough to stop",
    ask="Start the bowl at (4, 0): how flat is it there?",
)
def any_component(grad, w0, lr, tol=1e-6, max_steps=1000):
    w = np.array(w0, dtype=float)
    for taken in range(max_steps):
        g = grad(w)
        if np.any(np.abs(g) <= tol):
            return w, taken
        w = w - lr * g
    return w, max_steps


@task.mistake(
    "the **largest entry** of the gradient is compared with tol, not its Euclidean norm",
    ask="How long is the arrow (3, 4), and what is its largest entry?",
)
def max_component(grad, w0, lr, tol=1e-6, max_steps=1000):
    w = np.array(w0, dtype=float)
    for taken in range(max_steps):
        g = grad(w)
        if np.max(np.abs(g)) <= tol:
            return w, taken
        w = w - lr * g
    return w, max_steps


@task.mistake(
    "the **count is one too high**: the look at the gradient that ends the run is counted as a "
    "step",
    ask="How many steps are taken when the run starts at the minimum?",
)
def count_off_by_one(grad, w0, lr, tol=1e-6, max_steps=1000):
    w, taken = np.array(w0, dtype=float), 0
    while taken < max_steps:
        g = grad(w)
        taken += 1
        if np.linalg.norm(g) <= tol:
            break
        w = w - lr * g
    return w, taken


@task.mistake(
    "**one step too far**: it moves first and looks at the gradient afterwards",
    ask="When the gradient at w is small enough, should w still move?",
)
def one_step_too_far(grad, w0, lr, tol=1e-6, max_steps=1000):
    w, taken = np.array(w0, dtype=float), 0
    while taken < max_steps:
        g = grad(w)
        w = w - lr * g
        taken += 1
        if np.linalg.norm(g) <= tol:
            break
    return w, taken


@task.mistake(
    "a **fixed tolerance**: the tol of the caller is not used",
    ask="Call it with tol=1 and with tol=1e-6: does the number of steps change?",
)
def ignores_tol(grad, w0, lr, tol=1e-6, max_steps=1000):
    w = np.array(w0, dtype=float)
    for taken in range(max_steps):
        g = grad(w)
        if np.linalg.norm(g) <= 1e-6:
            return w, taken
        w = w - lr * g
    return w, max_steps


@task.mistake(
    "a loop **without a limit**: max_steps never ends it",
    ask="What does your loop do when the weights move away from the minimum for ever?",
)
def never_stops(grad, w0, lr, tol=1e-6, max_steps=1000):
    w, taken = np.array(w0, dtype=float), 0
    with np.errstate(all="ignore"):
        while True:
            g = grad(w)
            if np.linalg.norm(g) <= tol:
                return w, taken
            w = w - lr * g
            taken += 1


@task.mistake(
    "**all max_steps steps** are taken, however flat the ground is",
    ask="Start at the minimum: how many steps come back?",
)
def always_max_steps(grad, w0, lr, tol=1e-6, max_steps=1000):
    w = np.array(w0, dtype=float)
    for _ in range(max_steps):
        w = w - lr * grad(w)
    return w, max_steps


# --- 3.5 quadratic_behaviour ----------------------------------------------------------

task = answers.task("quadratic_behaviour")


@task.reference
def quadratic_behaviour(lr: float) -> str:
    """Say in one of six words what gradient descent does on the loss w**2.

    lr is any finite number. The result is "stuck", "converges", "one step", "zigzags",
    "bounces" or "diverges". The borders are compared exactly, without a tolerance.
    """
    if lr == 0:
        return "stuck"
    if lr < 0 or lr > 1:
        return "diverges"
    if lr == 1:
        return "bounces"
    if lr == 0.5:
        return "one step"
    return "converges" if lr < 0.5 else "zigzags"


@task.alternative
def by_the_factor(lr):
    match 1 - 2 * lr:
        case 1:
            return "stuck"
        case 0:
            return "one step"
        case -1:
            return "bounces"
        case r if abs(r) > 1:
            return "diverges"
        case r:
            return "converges" if r > 0 else "zigzags"


@task.alternative
def by_simulation(lr):
    before = 1.0
    after = before - lr * 2 * before
    if after == before:
        return "stuck"
    if after == 0:
        return "one step"
    if abs(after) == before:
        return "bounces"
    if abs(after) > before:
        return "diverges"
    return "zigzags" if after < 0 else "converges"


@task.alternative
def by_table(lr):
    exact = {0: "stuck", 0.5: "one step", 1: "bounces"}
    if lr in exact:
        return exact[lr]
    words = ["diverges", "converges", "zigzags", "diverges"]
    return words[np.searchsorted([0, 0.5, 1], lr)]


@task.mistake(
    "the limits of another loss, ½w²: there the borders are 1 and 2",
    ask="What is the derivative of w², and by which number is w multiplied in one step?",
)
def limit_two(lr):
    return quadratic_behaviour(lr / 2)


@task.mistake(
    "convergence was thought to **end at ½**",
    ask="For lr = 0.9 and w = 5, how far from 0 is the weight after one step, and after two?",
)
def limit_half(lr):
    if lr == 0:
        return "stuck"
    if lr == 0.5:
        return "bounces"
    return "converges" if 0 < lr < 0.5 else "diverges"


@task.mistake(
    "the factor was compared **without its absolute value**: a factor such as −1.4 counts as small",
    ask="Multiply 5 by −1.4 four times: does it come closer to 0?",
    desk=False,
)
def no_absolute_value(lr):
    factor = 1 - 2 * lr
    if factor == 1:
        return "stuck"
    if factor == 0:
        return "one step"
    if factor == -1:
        return "bounces"
    if factor > 1:
        return "diverges"
    return "converges" if factor > 0 else "zigzags"


@task.mistake(
    "bouncing for ever was counted as **diverging**",
    ask="For lr = 1 and w = 5: how far from 0 is the weight after 100 steps?",
)
def bounce_counted_as_divergence(lr):
    return "diverges" if lr == 1 else quadratic_behaviour(lr)


@task.mistake(
    "jumping across the minimum was counted as **diverging**",
    ask="For lr = 0.9 and w = 5: is the weight closer to 0 after two steps?",
)
def zigzag_counted_as_divergence(lr):
    return "diverges" if 0.5 < lr < 1 else quadratic_behaviour(lr)


@task.mistake(
    "a **negative** learning rate was taken for a small one",
    ask="Which way does a step with lr = −0.1 go?",
)
def negative_lr_ok(lr):
    return "converges" if lr < 0 else quadratic_behaviour(lr)


@task.mistake(
    "lr = ½ got **no case of its own**",
    ask="By which number is w multiplied when lr is exactly ½?",
)
def half_not_special(lr):
    return "converges" if lr == 0.5 else quadratic_behaviour(lr)


# --- 3.6 best_learning_rate -----------------------------------------------------------

task = answers.task("best_learning_rate")


@task.reference
def best_learning_rate(f, grad, w0, lrs, steps: int) -> float:
    """Return the learning rate of lrs with the smallest loss f after `steps` steps.

    Every run starts at w0, which is array-like and stays as it is. f takes an array of
    shape (n,) and gives a number, grad gives an array of shape (n,). A run that ends
    with a loss of inf, -inf or nan never wins; of equally good rates the first one wins.
    """
    best, lowest = None, np.inf
    with np.errstate(all="ignore"):
        for lr in lrs:
            w = np.array(w0, dtype=float)
            for _ in range(steps):
                w = w - lr * grad(w)
            loss = f(w)
            if np.isfinite(loss) and loss < lowest:
                best, lowest = lr, loss
    return best


def _walk(grad, w0, lr, steps):
    """Return all points of one run, whatever becomes of it."""
    with np.errstate(all="ignore"):
        path = [np.array(w0, dtype=float)]
        for _ in range(steps):
            path.append(path[-1] - lr * grad(path[-1]))
    return path


def _final_losses(f, grad, w0, lrs, steps):
    with np.errstate(all="ignore"):
        return [f(_walk(grad, w0, lr, steps)[-1]) for lr in lrs]


@task.alternative
def min_with_a_guard(f, grad, w0, lrs, steps):
    def loss_of(lr):
        loss = f(_walk(grad, w0, lr, steps)[-1])
        return loss if math.isfinite(loss) else math.inf

    with np.errstate(all="ignore"):
        return min(lrs, key=loss_of)


@task.alternative
def nanargmin(f, grad, w0, lrs, steps):
    losses = np.array(_final_losses(f, grad, w0, lrs, steps), dtype=float)
    losses[~np.isfinite(losses)] = np.nan
    return lrs[np.nanargmin(losses)]


@task.alternative
def sorted_pairs(f, grad, w0, lrs, steps):
    losses = _final_losses(f, grad, w0, lrs, steps)
    finite = [(loss, k) for k, loss in enumerate(losses) if np.isfinite(loss)]
    return float(lrs[sorted(finite)[0][1]])


@task.mistake(
    "simply the **largest** learning rate",
    ask="What became of the loss in that run?",
)
def largest(f, grad, w0, lrs, steps):
    return max(lrs)


@task.mistake(
    "simply the **smallest** learning rate",
    ask="How far does that run get in the given number of steps?",
    desk=False,
)
def smallest(f, grad, w0, lrs, steps):
    return min(lrs)


@task.mistake(
    "a run that ended with **nan** won: `np.argmin` gives back the place of a nan",
    ask="What is `np.argmin([3, np.nan, 1])`?",
)
def nan_wins(f, grad, w0, lrs, steps):
    return lrs[int(np.argmin(_final_losses(f, grad, w0, lrs, steps)))]


@task.mistake(
    "the losses were compared **without asking whether they are finite**",
    ask="What is `3 < float('nan')`, and what is `min([float('nan'), 3])`?",
)
def min_without_a_guard(f, grad, w0, lrs, steps):
    losses = _final_losses(f, grad, w0, lrs, steps)
    return lrs[min(range(len(losses)), key=losses.__getitem__)]


@task.mistake(
    "the best loss **on the way** was compared, not the loss at the end",
    ask="Which weights would you keep: those at the end, or some you have already left?",
)
def best_along_the_path(f, grad, w0, lrs, steps):
    best, lowest = None, np.inf
    with np.errstate(all="ignore"):
        for lr in lrs:
            losses = [f(w) for w in _walk(grad, w0, lr, steps)]
            loss = min(losses)
            if np.isfinite(losses[-1]) and loss < lowest:
                best, lowest = lr, loss
    return best


@task.mistake(
    "the smallest **loss**, not the learning rate that led to it",
    ask="Is the result one of the numbers in lrs?",
)
def returned_loss(f, grad, w0, lrs, steps):
    losses = _final_losses(f, grad, w0, lrs, steps)
    return min(loss for loss in losses if np.isfinite(loss))


@task.mistake(
    "the **place** in lrs, not the learning rate that stands there",
    ask="Is the result one of the numbers in lrs?",
)
def returned_index(f, grad, w0, lrs, steps):
    losses = _final_losses(f, grad, w0, lrs, steps)
    return min((loss, k) for k, loss in enumerate(losses) if np.isfinite(loss))[1]


@task.mistake(
    "each run goes on **where the one before it ended**",
    ask="What does your second run start from? Change the order of lrs: is the winner the same?",
)
def start_not_reset(f, grad, w0, lrs, steps):
    best, lowest = None, np.inf
    w = np.array(w0, dtype=float)
    with np.errstate(all="ignore"):
        for lr in lrs:
            for _ in range(steps):
                w = w - lr * grad(w)
            loss = f(w)
            if np.isfinite(loss) and loss < lowest:
                best, lowest = lr, loss
    return best


@task.mistake(
    "the loss **closest to 0** won, not the lowest",
    ask="Which is the better loss, −3 or 0.1?",
)
def absolute_loss(f, grad, w0, lrs, steps):
    best, lowest = None, np.inf
    for lr, loss in zip(lrs, _final_losses(f, grad, w0, lrs, steps), strict=True):
        if np.isfinite(loss) and abs(loss) < lowest:
            best, lowest = lr, abs(loss)
    return best


# --- 3.7 predict_learning_rate --------------------------------------------------------

task = answers.task("predict_learning_rate", prediction=True)

predict_learning_rate = task.reference(
    {
        "η = 0.1": "shrinks smoothly",
        "η = 0.5": "lands in one step",
        "η = 0.9": "jumps across and shrinks",
        "η = 1.0": "bounces for ever",
        "η = 1.1": "explodes",
        "w after one step with η = 0.9": "-4",
    }
)

task.mistake(
    "jumping across the minimum was taken for divergence",
    ask="With η = 0.9 the weight goes 5, −4, 3.2: is its distance from 0 growing?",
    name="crossing_means_divergence",
)({**predict_learning_rate, "η = 0.9": "explodes"})

task.mistake(
    "a bigger η was expected to get there faster, however big it is",
    ask="Multiply 5 by 1 − 2·1.1 three times: where are you?",
    name="bigger_is_always_faster",
)(
    {
        **predict_learning_rate,
        "η = 1.0": "shrinks smoothly",
        "η = 1.1": "shrinks smoothly",
    }
)

task.mistake(
    "the limits are those of the loss ½w², whose derivative is w",
    ask="What is the derivative of w² at 5?",
    name="limit_two",
)(
    {
        **predict_learning_rate,
        "η = 0.5": "shrinks smoothly",
        "η = 0.9": "shrinks smoothly",
        "η = 1.0": "lands in one step",
        "η = 1.1": "jumps across and shrinks",
    }
)

task.mistake(
    "the 2 of the derivative 2w was forgotten",
    ask="What is the derivative of w² at 5?",
    name="forgot_factor_two",
)({**predict_learning_rate, "w after one step with η = 0.9": "0.5"})

task.mistake(
    "it is the length of the step, and the 2 of the derivative 2w is missing in it as well",
    ask="What is the derivative of w² at 5, and where do you stand after the step?",
    name="step_without_factor_two",
)({**predict_learning_rate, "w after one step with η = 0.9": "4.5"})

task.mistake(
    "it is the length of the step, not the place where it ends",
    ask="You stand at 5 and move by 9 towards the minimum: where do you stand now?",
    name="step_for_weight",
)({**predict_learning_rate, "w after one step with η = 0.9": "9"})
