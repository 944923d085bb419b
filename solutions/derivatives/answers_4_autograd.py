"""Right and wrong answers to the tasks of 4_autograd."""

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
import torch

from autograder.answers import Answers

answers = Answers()

# --- 4.1 autograd_derivative ----------------------------------------------------------

task = answers.task("autograd_derivative")


@task.reference
def autograd_derivative(f: Callable[[torch.Tensor], torch.Tensor], x: float) -> float:
    """Return the derivative of f at x, found by PyTorch's autograd.

    f takes a tensor of one number and returns a tensor of one number; x may be an int.
    The result is a plain number, not a tensor.
    """
    t = torch.tensor(float(x), dtype=torch.float64, requires_grad=True)
    f(t).backward()
    return t.grad.item()


@task.alternative
def by_autograd_grad(f, x):
    t = torch.tensor(float(x), dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(f(t), t)
    return float(slope)


@task.alternative
def by_torch_func(f, x):
    return torch.func.grad(f)(torch.tensor(float(x), dtype=torch.float64)).item()


@task.alternative
def in_single_precision(f, x):
    t = torch.tensor(float(x), requires_grad=True)
    y = f(t)
    y.backward()
    return t.grad.item()


@task.alternative
def requires_grad_set_afterwards(f, x):
    t = torch.tensor([x], dtype=torch.float64)
    t.requires_grad_()
    f(t).backward()
    return t.grad.numpy()[0]


@task.mistake(
    "x went into the tensor as it came, and a tensor made from a **whole number** holds integers, "
    "which have no derivative",
    ask="What does `torch.tensor(3).dtype` print, and what does `torch.tensor(3.0).dtype`?",
)
def integer_tensor(f, x):
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.grad.item()


@task.mistake(
    "PyTorch was never asked to watch the input: the tensor was made without "
    "**`requires_grad=True`**",
    ask="Print the tensor before you call f. Does it say that it requires a gradient?",
)
def no_requires_grad(f, x):
    t = torch.tensor(float(x), dtype=torch.float64)
    f(t).backward()
    return t.grad.item()


@task.mistake(
    "the forward pass ran **inside `torch.no_grad()`**, so nothing was recorded to go back along",
    ask="Which of the four steps needs the recording, and which one is it a hindrance for?",
)
def forward_inside_no_grad(f, x):
    t = torch.tensor(float(x), dtype=torch.float64, requires_grad=True)
    with torch.no_grad():
        y = f(t)
    y.backward()
    return t.grad.item()


@task.mistake(
    "the gradient was read from the **output**; it is kept at the input only",
    ask="dy/dx says how y reacts to x. At which of the two tensors does PyTorch store it?",
)
def grad_of_the_output(f, x):
    t = torch.tensor(float(x), dtype=torch.float64, requires_grad=True)
    y = f(t)
    y.backward()
    return y.grad


@task.mistake(
    "`.grad` was read though **`backward()`** never ran, and until then it is None",
    ask="Of the four steps (tensor, forward, backward, read), which ones are in your function?",
)
def no_backward(f, x):
    t = torch.tensor(float(x), dtype=torch.float64, requires_grad=True)
    f(t)
    return t.grad


@task.mistake(
    "the output became a plain number **before `backward()`**: `.item()` and `float()` cut it off "
    "from the record of how it was computed",
    ask="What does `type(...)` say about the thing you call `backward()` on?",
)
def item_before_backward(f, x):
    t = torch.tensor(float(x), dtype=torch.float64, requires_grad=True)
    y = f(t).item()
    y.backward()
    return t.grad.item()


@task.mistake(
    "the **value** f(x) came back, not its derivative",
    ask="Which attribute of the input tensor does `backward()` fill in?",
)
def returned_value(f, x):
    t = torch.tensor(float(x), dtype=torch.float64, requires_grad=True)
    y = f(t)
    y.backward()
    return y.item()


@task.mistake(
    "the number is right but still wrapped in a **tensor**",
    ask="How do you take a single Python number out of a tensor?",
)
def returned_tensor(f, x):
    t = torch.tensor(float(x), dtype=torch.float64, requires_grad=True)
    f(t).backward()
    return t.grad


@task.picture("The derivative of t²", x="t", y="derivative")
def picture_of_autograd_derivative(answers):
    slopes = [
        (t, answers.autograd_derivative(lambda t: t**2, t)) for t in (-2.0, -1.0, 0.0, 1.0, 3.0)
    ]
    return [[t, float(slope)] for t, slope in slopes]


# --- 4.2 autograd_gradient ------------------------------------------------------------

task = answers.task("autograd_gradient")


@task.reference
def autograd_gradient(f: Callable[[torch.Tensor], torch.Tensor], point) -> torch.Tensor:
    """Return the gradient of f at point, a tensor of shape (n,) that requires no gradient.

    f takes a tensor of shape (n,) and returns a tensor of one number. point is a list,
    tuple, array or tensor of n ints or floats. It stays untouched: a tensor keeps its
    values, its requires_grad and its .grad.
    """
    t = torch.as_tensor(point, dtype=torch.float64).detach().clone().requires_grad_(True)
    f(t).backward()
    return t.grad


@task.alternative
def gradient_by_autograd_grad(f, point):
    t = torch.as_tensor(point, dtype=torch.float64).detach().clone()
    t.requires_grad_()
    return torch.autograd.grad(f(t), t)[0]


@task.alternative
def gradient_by_torch_func(f, point):
    return torch.func.grad(f)(torch.as_tensor(point, dtype=torch.float64).detach())


@task.alternative
def gradient_in_single_precision(f, point):
    t = torch.tensor(point, dtype=torch.float32, requires_grad=True)
    f(t).backward()
    return t.grad


@task.alternative
def gradient_as_array(f, point):
    numbers = [float(number) for number in point]
    t = torch.tensor(numbers, dtype=torch.float64, requires_grad=True)
    f(t).backward()
    return t.grad.numpy()


@task.mistake(
    "the work was done on the **caller's own tensor**: its `.grad` or its `requires_grad` changed, "
    "and a second call found the first gradient still there",
    ask="What does `torch.as_tensor(p) is p` print when p is a tensor already?",
)
def uses_the_callers_tensor(f, point):
    t = torch.as_tensor(point, dtype=torch.float64)
    t.requires_grad_(True)
    f(t).backward()
    return t.grad


@task.mistake(
    "the copy is a **clone that still hangs on the caller's tensor**: when that one requires a "
    "gradient, the clone is no leaf and its `.grad` stays None",
    ask="Print `p.clone().is_leaf` for a p that requires a gradient. What would cut the tie?",
)
def clone_without_detach(f, point):
    t = torch.as_tensor(point, dtype=torch.float64).clone().requires_grad_(True)
    f(t).backward()
    return t.grad


@task.mistake(
    "f was given a tensor that is **not being watched**: it was detached again (or never told to "
    "require a gradient), so there was nothing to go back along",
    ask="What does `t.requires_grad` say in the line before f is called?",
)
def detached_graph(f, point):
    t = torch.as_tensor(point, dtype=torch.float64).clone().requires_grad_(True).detach()
    f(t).backward()
    return t.grad


@task.mistake(
    "a point of **whole numbers** became a tensor of integers, and integers have no derivative",
    ask="What is the dtype of `torch.tensor([2, 1])`, and how could you choose another?",
    name="integer_tensor",
)
def integer_gradient(f, point):
    t = torch.tensor(point, requires_grad=True)
    f(t).backward()
    return t.grad


@task.mistake(
    "the partial derivatives were **added up** to one number",
    ask="How many numbers does the gradient at a point with n coordinates have?",
)
def summed(f, point):
    t = torch.as_tensor(point, dtype=torch.float64).detach().clone().requires_grad_(True)
    f(t).backward()
    return t.grad.sum()


@task.mistake(
    "f was applied to a tensor that was **computed from** the watched one, and only the watched "
    "one, the leaf, gets a `.grad`",
    ask="Print `is_leaf` of the tensor whose `.grad` you read. Which tensor did you create first?",
)
def non_leaf_copy(f, point):
    t = torch.as_tensor(point, dtype=torch.float64).detach().clone().requires_grad_(True) * 1.0
    f(t).backward()
    return t.grad


@task.mistake(
    "`.grad` was read though **`backward()`** never ran, and until then it is None",
    ask="Which of the four steps is missing?",
    name="no_backward",
)
def gradient_without_backward(f, point):
    t = torch.as_tensor(point, dtype=torch.float64).detach().clone().requires_grad_(True)
    f(t)
    return t.grad


@task.mistake(
    "the gradient came back with its **own record attached**: it still requires a gradient",
    ask="What does `requires_grad` of your result say, and what does `create_graph` do?",
)
def result_keeps_graph(f, point):
    t = torch.as_tensor(point, dtype=torch.float64).detach().clone().requires_grad_(True)
    return torch.autograd.grad(f(t), t, create_graph=True)[0]


@task.picture("The gradient of the bowl at (2, 1), drawn from the origin", x="∂f/∂x", y="∂f/∂y")
def picture_of_autograd_gradient(answers):
    across, up = answers.autograd_gradient(lambda p: p[0] ** 2 + 3 * p[1] ** 2, [2, 1])
    return [[0, 0], [float(across), float(up)]]


# --- 4.3 train_step -------------------------------------------------------------------

task = answers.task("train_step")


@task.reference
def train_step(
    w: torch.Tensor, loss_fn: Callable[[torch.Tensor], torch.Tensor], lr: float
) -> float:
    """Take one step of gradient descent in place and return the loss before the step.

    w is a leaf tensor of any shape that requires a gradient; loss_fn(w) is a tensor of
    one number. Afterwards w is the same object, with new values, still a leaf that
    requires a gradient. Every call steps with the gradient of that call alone: clear it
    before the backward pass or after the update. The loss comes back as a float.
    """
    loss = loss_fn(w)
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
    w.grad.zero_()
    return loss.item()


@task.alternative
def cleared_to_none_first(w, loss_fn, lr):
    w.grad = None
    loss = loss_fn(w)
    loss.backward()
    with torch.no_grad():
        w.copy_(w - lr * w.grad)
    return float(loss)


@task.alternative
def by_data(w, loss_fn, lr):
    loss = loss_fn(w)
    loss.backward()
    w.data.sub_(lr * w.grad)
    w.grad = None
    return loss.item()


@task.alternative
def by_sgd(w, loss_fn, lr):
    optimizer = torch.optim.SGD([w], lr=lr)
    optimizer.zero_grad()
    loss = loss_fn(w)
    loss.backward()
    optimizer.step()
    return loss.item()


@task.alternative
def step_by_autograd_grad(w, loss_fn, lr):
    loss = loss_fn(w)
    (gradient,) = torch.autograd.grad(loss, w)
    with torch.no_grad():
        w.add_(gradient, alpha=-lr)
    return loss.detach().numpy().item()


@task.mistake(
    "the gradient was **never cleared**: from the second step on the old gradients are added to "
    "the new one",
    ask="Print `w.grad` after each of two calls. Is the second one the gradient at that place?",
)
def forgot_zero_grad(w, loss_fn, lr):
    loss = loss_fn(w)
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
    return loss.item()


@task.mistake(
    "w was changed in place while PyTorch was **recording**, and a watched leaf must not be "
    "changed in place then",
    ask="Which block tells PyTorch not to record, and which line belongs inside it?",
)
def update_outside_no_grad(w, loss_fn, lr):
    loss = loss_fn(w)
    loss.backward()
    w -= lr * w.grad
    w.grad.zero_()
    return loss.item()


@task.mistake(
    "`w = w - …` gave the **name w inside the function** to a new tensor, and the caller's tensor "
    "never moved",
    ask="Print `id(w)` before and after the update line. Is it the same object?",
)
def rebinds_local_w(w, loss_fn, lr):
    w.grad = None
    loss = loss_fn(w)
    loss.backward()
    with torch.no_grad():
        w = w - lr * w.grad
    return loss.item()


@task.mistake(
    "`w = w - …` made a **new tensor** of the name w, which has no gradient that could be zeroed; "
    "the caller's tensor never moved",
    ask="Print `id(w)` and `w.grad` after the update line. Whose gradient are you zeroing?",
)
def rebinds_then_zeroes(w, loss_fn, lr):
    loss = loss_fn(w)
    loss.backward()
    with torch.no_grad():
        w = w - lr * w.grad
    w.grad.zero_()
    return loss.item()


@task.mistake(
    "`zero_()` was called **before there is a gradient**: before the first backward pass `w.grad` "
    "is None",
    ask="What does `w.grad` hold before the very first call, and what then?",
)
def zeroes_none(w, loss_fn, lr):
    w.grad.zero_()
    loss = loss_fn(w)
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
    return loss.item()


@task.mistake(
    "the step went **uphill**: the gradient was added",
    ask="The gradient points to where the loss grows. Which way do we want to go?",
)
def plus_for_minus(w, loss_fn, lr):
    loss = loss_fn(w)
    loss.backward()
    with torch.no_grad():
        w += lr * w.grad
    w.grad.zero_()
    return loss.item()


@task.mistake(
    "the gradient was cleared **before it was used**, so the step has length 0",
    ask="Print `w.grad` in the line just before the update. What is in it?",
)
def zeroed_before_use(w, loss_fn, lr):
    loss = loss_fn(w)
    loss.backward()
    w.grad.zero_()
    with torch.no_grad():
        w -= lr * w.grad
    return loss.item()


@task.mistake(
    "the loss was measured **after the step**",
    ask="The loss at the start of (w − 3)² from 0 is 9. Did your first call give 9?",
)
def loss_after_step(w, loss_fn, lr):
    loss = loss_fn(w)
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
    w.grad.zero_()
    return loss_fn(w).item()


@task.mistake(
    "the forward pass ran **inside `torch.no_grad()`**, so nothing was recorded to go back along",
    ask="Which single line of the loop has to be hidden from the recording?",
    name="forward_inside_no_grad",
)
def step_inside_no_grad(w, loss_fn, lr):
    with torch.no_grad():
        loss = loss_fn(w)
        loss.backward()
        w -= lr * w.grad
    w.grad.zero_()
    return loss.item()


@task.mistake(
    "**`backward()`** never ran: `w.grad` is still None when the update wants it",
    ask="Which call fills in `w.grad`?",
    name="no_backward",
)
def step_without_backward(w, loss_fn, lr):
    loss = loss_fn(w)
    with torch.no_grad():
        w -= lr * w.grad
    w.grad = None
    return loss.item()


@task.mistake(
    "the loss came back as a **tensor**, which keeps the whole record of its computation alive",
    ask="What does `type(loss)` say, and how do you take the number out?",
)
def returns_tensor(w, loss_fn, lr):
    loss = loss_fn(w)
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
    w.grad.zero_()
    return loss


@task.picture("40 calls on (w − 3)² from 0, with η = 0.1", x="calls", y="weight")
def picture_of_train_step(answers):
    w = torch.tensor([0.0], dtype=torch.float64, requires_grad=True)
    points = [[0, 0.0]]
    for call in range(1, 41):
        answers.train_step(w, lambda w: ((w - 3) ** 2).sum(), 0.1)
        points.append([call, float(w)])
    return points


# --- 4.4 train ------------------------------------------------------------------------

task = answers.task("train")


@task.reference
def train(
    loss_fn: Callable[[torch.Tensor], torch.Tensor], w0, lr: float, steps: int
) -> torch.Tensor:
    """Return the path of gradient descent, a tensor of shape (steps + 1, n).

    Row 0 is w0, row k the weights after k steps; steps may be 0. w0 is a list, tuple,
    array or tensor of n ints or floats and stays untouched. The result requires no
    gradient. It has the dtype of w0 if w0 is a floating tensor, else float64 or float32.
    """
    if not (isinstance(w0, torch.Tensor) and w0.is_floating_point()):
        w0 = torch.as_tensor(w0, dtype=torch.float64)
    w = w0.detach().clone().requires_grad_(True)
    path = [w.detach().clone()]
    for _ in range(steps):
        loss_fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad.zero_()
        path.append(w.detach().clone())
    return torch.stack(path)


def start(w0):
    """The weights to train, as the learners' ways of starting have in common."""
    if not (isinstance(w0, torch.Tensor) and w0.is_floating_point()):
        w0 = torch.as_tensor(w0, dtype=torch.float64)
    return w0.detach().clone().requires_grad_(True)


@task.alternative
def train_by_sgd(loss_fn, w0, lr, steps):
    w = start(w0)
    optimizer = torch.optim.SGD([w], lr=lr)
    path = torch.zeros(steps + 1, len(w), dtype=w.dtype)
    path[0] = w.detach()
    for k in range(steps):
        optimizer.zero_grad()
        loss_fn(w).backward()
        optimizer.step()
        path[k + 1] = w.detach()
    return path


@task.alternative
def train_by_steps(loss_fn, w0, lr, steps):
    w = start(w0)
    path = [w.tolist()]
    for _ in range(steps):
        train_step(w, loss_fn, lr)
        path.append(w.tolist())
    return torch.tensor(path, dtype=w.dtype)


@task.alternative
def path_as_array(loss_fn, w0, lr, steps):
    w = start(w0)
    path = [w.detach().numpy().copy()]
    for _ in range(steps):
        (gradient,) = torch.autograd.grad(loss_fn(w), w)
        w = (w - lr * gradient).detach().requires_grad_(True)
        path.append(w.detach().numpy())
    return np.array(path)


@task.alternative
def path_as_list(loss_fn, w0, lr, steps):
    floating = isinstance(w0, torch.Tensor) and w0.is_floating_point()
    w = w0.detach().clone() if floating else torch.tensor([float(v) for v in w0])
    w.requires_grad_()
    path = [w.data.clone()]
    for _ in range(steps):
        loss_fn(w).backward()
        w.data -= lr * w.grad
        w.grad = None
        path.append(w.data.clone())
    return path


@task.mistake(
    "the gradient was **never cleared**: from the second step on the old gradients are added to "
    "the new one, and the weights swing",
    ask="Print `w.grad` in every step. From which step on is it not the gradient at that place?",
    name="forgot_zero_grad",
)
def train_without_zeroing(loss_fn, w0, lr, steps):
    w = start(w0)
    path = [w.detach().clone()]
    for _ in range(steps):
        loss_fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
        path.append(w.detach().clone())
    return torch.stack(path)


@task.mistake(
    "every row of the history is the **same tensor**, so all of them show the last weights",
    ask="`detach()` gives a second name to the same numbers. What makes a copy of them?",
)
def history_aliases(loss_fn, w0, lr, steps):
    w = start(w0)
    path = [w.detach()]
    for _ in range(steps):
        loss_fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad.zero_()
        path.append(w.detach())
    return torch.stack(path)


@task.mistake(
    "the **start is missing** from the history",
    ask="How many places do you visit on a walk of three steps?",
)
def start_missing(loss_fn, w0, lr, steps):
    w = start(w0)
    path = torch.zeros(steps, len(w), dtype=w.dtype)
    for k in range(steps):
        loss_fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad.zero_()
        path[k] = w.detach()
    return path


@task.mistake(
    "the loop made **one step too many**",
    ask="How many times does your loop run for `steps=0`?",
)
def one_too_many(loss_fn, w0, lr, steps):
    w = start(w0)
    path = [w.detach().clone()]
    for _ in range(steps + 1):
        loss_fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad.zero_()
        path.append(w.detach().clone())
    return torch.stack(path)


@task.mistake(
    "the steps went **uphill**: the gradient was added",
    ask="Print the loss after every step. Does it fall?",
)
def plus(loss_fn, w0, lr, steps):
    w = start(w0)
    path = [w.detach().clone()]
    for _ in range(steps):
        loss_fn(w).backward()
        with torch.no_grad():
            w += lr * w.grad
        w.grad.zero_()
        path.append(w.detach().clone())
    return torch.stack(path)


@task.mistake(
    "`w = w - …` made w a **computed tensor**, no leaf any more: in the next step its `.grad` is "
    "None",
    ask="Print `w.is_leaf` before and after the update. What changes w without making a new w?",
    desk=False,
)
def rebinding_makes_non_leaf(loss_fn, w0, lr, steps):
    w = start(w0)
    path = [w.detach().clone()]
    for _ in range(steps):
        loss_fn(w).backward()
        w = w - lr * w.grad
        path.append(w.detach().clone())
    return torch.stack(path)


@task.mistake(
    "only the **final weights** came back, not the path",
    ask="Which shape is asked for, and where do you keep the weights of every step?",
)
def final_only(loss_fn, w0, lr, steps):
    w = start(w0)
    for _ in range(steps):
        loss_fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad.zero_()
    return w.detach()


@task.mistake(
    "the numbers are right, but the rows **still require a gradient**: the record of the "
    "computation was kept in the history",
    ask="What does `requires_grad` of your result say? What separates a copy from the record?",
)
def graph_kept(loss_fn, w0, lr, steps):
    w = start(w0)
    path = [w.clone()]
    for _ in range(steps):
        loss_fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad.zero_()
        path.append(w.clone())
    return torch.stack(path)


@task.mistake(
    "the training ran **on the caller's own tensor** w0",
    ask="Print w0 before and after the call. Who else may still need it?",
)
def mutates_w0(loss_fn, w0, lr, steps):
    w = torch.as_tensor(w0, dtype=torch.float64)
    w.requires_grad_(True)
    path = [w.detach().clone()]
    for _ in range(steps):
        loss_fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad.zero_()
        path.append(w.detach().clone())
    return torch.stack(path)


@task.mistake(
    "weights that came in double precision (float64) were turned into **single precision**",
    ask="What is the dtype of w0, and what is the dtype of your w?",
)
def precision_lost(loss_fn, w0, lr, steps):
    w = torch.as_tensor(w0).detach().clone().float().requires_grad_(True)
    path = [w.detach().clone()]
    for _ in range(steps):
        loss_fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad.zero_()
        path.append(w.detach().clone())
    return torch.stack(path)


@task.picture("The loss along the path on the bowl, with η = 0.05", x="step", y="loss")
def picture_of_train(answers):
    def bowl(p):
        return p[0] ** 2 + 3 * p[1] ** 2

    path = answers.train(bowl, torch.tensor([4.0, 3.0], dtype=torch.float64), 0.05, 30)
    return [[step, float(bowl(point))] for step, point in enumerate(path)]


# --- 4.5 repair_loop ------------------------------------------------------------------

task = answers.task("repair_loop")


@task.reference
def repair_loop(
    loss_fn: Callable[[torch.Tensor], torch.Tensor], w0, lr: float, steps: int
) -> tuple[list[float], list[float]]:
    """Return the weights after gradient descent and the list of losses.

    losses[k] is the loss before step k, a plain float, so there are as many losses as
    steps; steps may be 0. w0 is a list, tuple, array or tensor and stays untouched.
    """
    w = torch.as_tensor(w0, dtype=torch.float64).detach().clone().requires_grad_(True)
    losses = []
    for _ in range(steps):
        loss = loss_fn(w)
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad.zero_()
        losses.append(loss.item())
    return w.tolist(), losses


@task.alternative
def repaired_with_sgd(loss_fn, w0, lr, steps):
    w = torch.as_tensor(w0, dtype=torch.float64).detach().clone().requires_grad_(True)
    optimizer = torch.optim.SGD([w], lr=lr)
    losses = []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = loss_fn(w)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    return w.tolist(), losses


@task.alternative
def repaired_with_steps(loss_fn, w0, lr, steps):
    w = start(w0)
    losses = [train_step(w, loss_fn, lr) for _ in range(steps)]
    return w.detach(), losses


@task.alternative
def rewritten(loss_fn, w0, lr, steps):
    w, losses = start(w0), []
    while len(losses) < steps:
        loss = loss_fn(w)
        losses.append(float(loss))
        w = (w - lr * torch.autograd.grad(loss, w)[0]).detach().requires_grad_()
    return w.detach().numpy(), losses


# each bug of the starter: how the feedback calls it, and what it asks while it is still there
BUGS = {
    "never_cleared": ("the clearing", "What is in `w.grad` at the start of the second round?"),
    "plus": ("the sign", "On a constant slope of 2, does the weight go up or down?"),
    "first_step_missing": ("the count", "How many losses come back for one step?"),
    "loss_after_step": (
        "the record of the losses",
        "What is the loss at w0, and what stands first in your list, of which type?",
    ),
}
HOW_MANY = ["none of four is", "one of four is", "two of four are", "three of four are"]


def partly_repaired(bugs):
    """The broken starter with only `bugs` left in it."""
    first = 1 if "first_step_missing" in bugs else 0
    sign = 1 if "plus" in bugs else -1
    cleared = "never_cleared" not in bugs
    late = "loss_after_step" in bugs

    def repair_loop(loss_fn, w0, lr, steps):
        w = torch.as_tensor(w0, dtype=torch.float64).detach().clone().requires_grad_(True)
        losses = []
        for _ in range(first, steps):
            loss = loss_fn(w)
            loss.backward()
            with torch.no_grad():
                w += sign * lr * w.grad
            if cleared:
                w.grad.zero_()
            losses.append(loss_fn(w) if late else loss.item())
        return w.tolist(), losses

    return repair_loop


for keep in product([False, True], repeat=len(BUGS)):
    left = [bug for bug, kept in zip(BUGS, keep, strict=True) if kept]
    if left:
        task.mistake(
            f"{HOW_MANY[len(BUGS) - len(left)]} repaired; still there: "
            + "; ".join(f"**{BUGS[bug][0]}**" for bug in left),
            ask=BUGS[left[0]][1],
            name="+".join(left),
            # The task as it is handed out: to name all four bugs is to solve it.
            desk=len(left) < len(BUGS),
        )(partly_repaired(left))


@task.mistake(
    "three of four are repaired and the last one half: the losses are floats now, but each is "
    "still measured **after the step**",
    ask="What is the loss at w0, and is it the first number in your list?",
    name="loss_after_step_as_float",
)
def recorded_late(loss_fn, w0, lr, steps):
    w = torch.as_tensor(w0, dtype=torch.float64).detach().clone().requires_grad_(True)
    losses = []
    for _ in range(steps):
        loss = loss_fn(w)
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad.zero_()
        losses.append(loss_fn(w).item())
    return w.tolist(), losses


@task.mistake(
    "three of four are repaired and the last one half: the losses are measured before the "
    "step now, but they are still **tensors**",
    ask="What does `type(losses[0])` say?",
    name="loss_before_step_as_tensor",
)
def recorded_as_tensor(loss_fn, w0, lr, steps):
    w = torch.as_tensor(w0, dtype=torch.float64).detach().clone().requires_grad_(True)
    losses = []
    for _ in range(steps):
        loss = loss_fn(w)
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad.zero_()
        losses.append(loss)
    return w.tolist(), losses


@task.picture("The losses on (w − 3)² from 0, with η = 0.1", x="step", y="loss")
def picture_of_repair_loop(answers):
    _, losses = answers.repair_loop(lambda w: ((w - 3) ** 2).sum(), [0.0], 0.1, 30)
    return [[step, float(loss)] for step, loss in enumerate(losses)]


# --- 4.6 fit_line ---------------------------------------------------------------------

task = answers.task("fit_line")


@task.reference
def fit_line(
    x: Sequence[float], y: Sequence[float], lr: float = 0.05, epochs: int = 100
) -> tuple[float, float, list[float]]:
    """Fit w·x + b to the data by gradient descent on the mean squared error.

    x and y are lists, tuples, arrays or tensors of n numbers each and stay untouched.
    Start at w = b = 0 and take one step for each epoch, with all the data. Return
    (w, b, losses) as plain numbers; losses holds the loss before each step.
    """
    x = torch.as_tensor(x, dtype=torch.float64).detach()
    y = torch.as_tensor(y, dtype=torch.float64).detach()
    w = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
    b = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
    losses = []
    for _ in range(epochs):
        loss = ((w * x + b - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad.zero_()
        b.grad.zero_()
        losses.append(loss.item())
    return w.item(), b.item(), losses


@task.alternative
def with_linear_layer(x, y, lr=0.05, epochs=100):
    x = torch.as_tensor(x, dtype=torch.float32).reshape(-1, 1)
    y = torch.as_tensor(y, dtype=torch.float32).reshape(-1, 1)
    model = torch.nn.Linear(1, 1)
    torch.nn.init.zeros_(model.weight)
    torch.nn.init.zeros_(model.bias)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


@task.alternative
def by_hand_in_numpy(x, y, lr=0.05, epochs=100):
    x, y = np.array(x, float), np.array(y, float)
    w = b = 0.0
    losses = []
    for _ in range(epochs):
        rest = w * x + b - y
        losses.append(float(np.mean(rest**2)))
        w, b = w - lr * 2 * np.mean(rest * x), b - lr * 2 * np.mean(rest)
    return w, b, losses


@task.alternative
def one_tensor_of_two_parameters(x, y, lr=0.05, epochs=100):
    x = torch.as_tensor(x, dtype=torch.float64)
    y = torch.as_tensor(y, dtype=torch.float64)
    parameters = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    losses = []
    for _ in range(epochs):
        parameters.grad = None
        loss = torch.mean((parameters[0] * x + parameters[1] - y) ** 2)
        losses.append(float(loss))
        loss.backward()
        with torch.no_grad():
            parameters -= lr * parameters.grad
    w, b = parameters.tolist()
    return w, b, losses


def column(values):
    """The data as one row per example, as a layer of a network takes them."""
    return torch.as_tensor(values, dtype=torch.float64).reshape(-1, 1)


def fitted(
    x,
    y,
    lr,
    epochs,
    loss_of,
    begin=(0.0, 0.0),
    moves=(True, True),
    clears=(True, True),
    log_end=False,
):
    """The loop that the wrong answers share; each of them gets one thing wrong in it."""
    x = torch.as_tensor(x, dtype=torch.float64)
    y = torch.as_tensor(y, dtype=torch.float64)
    parameters = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in begin]
    losses = []
    for _ in range(epochs):
        loss = loss_of(*parameters, x, y)
        loss.backward()
        losses.append(loss.item())
        for parameter, move, clear in zip(parameters, moves, clears, strict=True):
            with torch.no_grad():
                parameter -= lr * parameter.grad * move
            if clear:
                parameter.grad.zero_()
    if log_end:
        losses.append(loss_of(*parameters, x, y).item())
    w, b = parameters
    return w.item(), b.item(), losses


def mean_square(w, b, x, y):
    return ((w * x + b - y) ** 2).mean()


@task.mistake(
    "the squared errors were **added up** instead of averaged: loss and steps are n times too "
    "large",
    ask="What happens to your loss when every data point is given twice?",
)
def sum_not_mean(x, y, lr=0.05, epochs=100):
    return fitted(x, y, lr, epochs, lambda w, b, x, y: ((w * x + b - y) ** 2).sum())


@task.mistake(
    "**b never moved**: only w was updated",
    ask="Print b after every epoch. Which line should change it?",
)
def bias_never_updated(x, y, lr=0.05, epochs=100):
    return fitted(x, y, lr, epochs, mean_square, moves=(True, False))


@task.mistake(
    "the gradient of w was cleared, but **not the one of b**",
    ask="How many parameters require a gradient, and how many gradients do you clear?",
)
def zeroed_only_w(x, y, lr=0.05, epochs=100):
    return fitted(x, y, lr, epochs, mean_square, clears=(True, False))


@task.mistake(
    "**neither gradient was cleared**: from the second epoch on old gradients are added to the new",
    ask="Plot your losses. Do they fall, or do they swing?",
)
def zeroed_neither(x, y, lr=0.05, epochs=100):
    return fitted(x, y, lr, epochs, mean_square, clears=(False, False))


@task.mistake(
    "predictions of shape (n, 1) met targets of shape (n,), and **broadcasting** made n × n "
    "residuals of them, without any error message",
    ask="Print the shapes of the prediction, of y and of their difference. How many are there?",
    name="broadcast_(n,1)-(n,)",
)
def broadcast(x, y, lr=0.05, epochs=100):
    return fitted(x, y, lr, epochs, lambda w, b, x, y: ((w * column(x) + b - y) ** 2).mean())


@task.mistake(
    "the loss is **half** of the mean squared error, and so is every step",
    ask="What is the mean squared error of the zero line for the data x = [1], y = [3]?",
)
def half_mse(x, y, lr=0.05, epochs=100):
    return fitted(x, y, lr, epochs, lambda w, b, x, y: mean_square(w, b, x, y) / 2)


@task.mistake(
    "there is **one loss too many**: the one after the last step was recorded as well",
    ask="How many numbers do you expect in `losses` after three epochs?",
)
def losses_one_too_many(x, y, lr=0.05, epochs=100):
    return fitted(x, y, lr, epochs, mean_square, log_end=True)


@task.mistake(
    "w and b **started at random numbers**; here both start at 0, so that everybody gets the same "
    "path",
    ask="Call your function twice with `epochs=1`. Do you get the same numbers?",
    varies=True,
)
def random_start(x, y, lr=0.05, epochs=100):
    return fitted(x, y, lr, epochs, mean_square, begin=torch.randn(2).tolist())


@task.mistake(
    "the parameters went **uphill**: the gradients were added",
    ask="Print the losses. Do they fall?",
    name="plus",
)
def climbs(x, y, lr=0.05, epochs=100):
    return fitted(x, y, -lr, epochs, mean_square)


@task.picture("The losses of the visible example", x="epoch", y="loss", log=True)
def picture_of_fit_line(answers):
    _, _, losses = answers.fit_line([-1, 0, 1, 2, 3], [-1, 1, 3, 5, 7], lr=0.05, epochs=60)
    return [[epoch, float(loss)] for epoch, loss in enumerate(losses, start=1)]


# --- 4.7 predict_accumulation ---------------------------------------------------------

task = answers.task("predict_accumulation", prediction=True)

predict_accumulation = task.reference(
    {
        "x.grad after backward": "6",
        "after a second forward+backward without zeroing": "12",
        "after zero_() and another": "6",
        "y.grad": "None",
        "w -= lr*w.grad outside no_grad": "error",
        "does optimizer.step() clear the gradient": "no",
    }
)

# numbers and None without the quotation marks are the same prediction
task.alternative(
    {
        **predict_accumulation,
        "x.grad after backward": 6,
        "after a second forward+backward without zeroing": 12.0,
        "after zero_() and another": 6.0,
        "y.grad": None,
    },
    name="bare_numbers",
)
task.alternative(
    {
        **predict_accumulation,
        "x.grad after backward": 6.0,
        "after a second forward+backward without zeroing": 12,
        "after zero_() and another": 6,
    },
    name="numbers_and_a_word",
)
task.alternative(
    {
        key: answer.upper() if answer.isalpha() and answer != "None" else f" {answer} "
        for key, answer in predict_accumulation.items()
    },
    name="capitals_and_blanks",
)

task.mistake(
    "you expect the **value** of y in `x.grad`; it holds the derivative",
    ask="By how much does x² change when x = 3 is nudged by 0.001?",
    name="value_for_gradient",
)({**predict_accumulation, "x.grad after backward": "9"})

task.mistake(
    "the **factor 2** of the power rule got lost",
    ask="What is the derivative of x², and what is it at 3?",
    name="forgot_factor_two",
)({**predict_accumulation, "x.grad after backward": "3"})

task.mistake(
    "you expect the second backward pass to **overwrite** the gradient; it adds to what is there",
    ask="Why would the training loop need a line that clears the gradient, if it were overwritten?",
    name="grad_is_overwritten",
)({**predict_accumulation, "after a second forward+backward without zeroing": "6"})

task.mistake(
    "you expect the gradients to be **multiplied**; they are added",
    ask="What is 6 and once more 6, if the second is put on top of the first?",
    name="grads_are_multiplied",
)({**predict_accumulation, "after a second forward+backward without zeroing": "36"})

task.mistake(
    "you expect `zero_()` to **switch the gradient off**; it only empties the store once",
    ask="What does the next backward pass add to 0?",
    name="zero_stays_zero",
)({**predict_accumulation, "after zero_() and another": "0"})

task.mistake(
    "you expect the old gradients to **survive** `zero_()`",
    ask="What is in `x.grad` right after `x.grad.zero_()`?",
    name="zero_does_not_clear",
)({**predict_accumulation, "after zero_() and another": "18"})

task.mistake(
    "you expect a gradient to be kept at a **computed** tensor; only leaves keep one",
    ask="y was computed from x. Which of the two did we ask PyTorch to watch?",
    name="grad_of_non_leaf",
)({**predict_accumulation, "y.grad": "1"})

task.mistake(
    "you expect the derivative dy/dx to be stored **at y**; it is stored at x",
    ask="In the training loop, do we read `loss.grad` or `w.grad`?",
    name="gradient_kept_at_y",
)({**predict_accumulation, "y.grad": "6"})

task.mistake(
    "you take `no_grad` for a matter of **speed only**; here it is needed",
    ask="What does PyTorch answer to an in-place change of a leaf it is watching? Try it.",
    name="no_grad_only_for_speed",
)({**predict_accumulation, "w -= lr*w.grad outside no_grad": "slower"})

task.mistake(
    "you expect the line to run and to give a **wrong step**; PyTorch does not let it run at all",
    ask="What does PyTorch answer to an in-place change of a leaf it is watching? Try it.",
    name="wrong_step_without_no_grad",
)({**predict_accumulation, "w -= lr*w.grad outside no_grad": "wrong step"})

task.mistake(
    "you expect `optimizer.step()` to **clear** the gradient; it only makes the step",
    ask="Which line would `optimizer.zero_grad()` be good for, if `step()` cleared it?",
    name="step_clears",
)({**predict_accumulation, "does optimizer.step() clear the gradient": "yes"})
