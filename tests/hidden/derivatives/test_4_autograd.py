"""Hidden tests of 4_autograd."""

import warnings

import numpy as np
import pytest
import torch

from autograder.hidden import agree, as_numbers, close, equal, task

# Answers in single precision are right too: over at most six steps they agree to five digits.
SINGLE = {"rtol": 1e-5, "atol": 1e-6}


def quiet(probe):
    """Let none of torch's warnings become the outcome, whatever filters are set."""

    def silenced(answers):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return probe(answers)

    return silenced


def copied(value):
    """The numbers of a tensor or array as they are now, before a later call changes them."""
    if isinstance(value, torch.Tensor):
        return value.detach().clone()
    return value.copy() if isinstance(value, np.ndarray) else value


def state(tensor):
    """Everything of a caller's tensor that a call has to leave alone."""
    return {
        "values": copied(tensor),
        "requires_grad": tensor.requires_grad,
        "grad": copied(tensor.grad) if tensor.is_leaf else "no leaf",
    }


def untouched(got, values, requires_grad, grad):
    """Judge a reported `state`: the caller's tensor must be as it was."""
    assert close(got["values"], values), "the caller's tensor has other values than before"
    assert got["requires_grad"] is requires_grad, "requires_grad of the caller's tensor changed"
    if grad is None:
        assert got["grad"] is None, "the caller's tensor has a .grad that was not there before"
    else:
        assert close(got["grad"], grad), "the .grad of the caller's tensor changed"
    return True


def watched_tensor(values):
    """A caller's tensor that requires a gradient and holds an old one, 10 everywhere."""
    tensor = torch.tensor(values, dtype=torch.float64, requires_grad=True)
    tensor.grad = torch.full_like(tensor, 10.0)
    return tensor


def failure(error):
    """An exception as data, for observers that want to look on after it."""
    return [type(error).__name__, str(error)]


# --- 4.1 autograd_derivative ----------------------------------------------------------


def cubic_and_sine(t):
    return t**3 - 2 * t + torch.sin(t)


def decay(t):
    return 3 * torch.exp(-t)


def ratio(t):
    return t / (1 + t**2)


def wave(t):
    return t * torch.sin(t)


@task("autograd_derivative")
@pytest.mark.parametrize("x", [1.3, -0.45])
def test_derivative_of_a_cubic_and_a_sine(student, reference, x):
    """a cubic plus a sine"""
    probe = quiet(lambda answers: answers.autograd_derivative(cubic_and_sine, x))
    assert agree(student, reference, probe, **SINGLE)


@task("autograd_derivative")
def test_derivative_of_a_decay(student, reference):
    """an exponential decay at a negative place"""
    probe = quiet(lambda answers: answers.autograd_derivative(decay, -0.5))
    assert agree(student, reference, probe, **SINGLE)


@task("autograd_derivative")
def test_derivative_of_a_ratio(student, reference):
    """a fraction, by name of the arguments"""
    probe = quiet(lambda answers: answers.autograd_derivative(f=ratio, x=0.37))
    assert agree(student, reference, probe, **SINGLE)


@task("autograd_derivative")
@pytest.mark.parametrize("x", [2, -3])
def test_derivative_at_a_whole_number(student, reference, x):
    """x a whole number"""
    probe = quiet(lambda answers: answers.autograd_derivative(wave, x))
    assert agree(student, reference, probe, **SINGLE)


@task("autograd_derivative")
def test_derivative_called_three_times(student, reference):
    """three calls after one another, the first and the last the same"""

    @quiet
    def probe(answers):
        places = [0.7, 1.9, 0.7]
        return [copied(answers.autograd_derivative(wave, x)) for x in places]

    assert agree(student, reference, probe, **SINGLE)


@task("autograd_derivative")
def test_derivative_is_a_number(student, reference):
    """the result is a number, not a tensor"""

    @quiet
    def probe(answers):
        slope = answers.autograd_derivative(decay, 0.25)
        return {"slope": slope, "tensor": isinstance(slope, torch.Tensor)}

    got = student(probe)
    assert close(got["slope"], reference(probe)["slope"], **SINGLE)
    assert got["tensor"] is False, "the call gave a tensor. How do you get the number out?"


@task("autograd_derivative", weight=0)
def test_derivative_watched(student, reference):
    """how f is called"""

    @quiet
    def probe(answers):
        seen = []

        def f(t):
            seen.append(["requires grad", bool(t.requires_grad)])
            seen.append(["grad mode", torch.is_grad_enabled()])
            if t.requires_grad:
                t.register_hook(lambda gradient: seen.append(["went back", True]))
            return t**3

        try:
            answers.autograd_derivative(f, 0.8)
        except Exception as error:
            seen.append(failure(error))
        return seen

    student(probe)


# --- 4.2 autograd_gradient ------------------------------------------------------------


def coupled(t):
    """A function of any number of coordinates; no two of them play the same part."""
    ranks = torch.arange(1, len(t) + 1, dtype=t.dtype)
    return (ranks * torch.sin(t)).sum() + 0.5 * t.sum() ** 2


@task("autograd_gradient")
@pytest.mark.parametrize("n", [1, 2, 5])
def test_gradient_of_several_sizes(student, reference, n):
    """a list of floats, of one, two and five numbers"""
    point = [0.7, -1.3, 0.25, 2.1, -0.6][:n]
    probe = quiet(lambda answers: answers.autograd_gradient(coupled, point))
    assert agree(student, reference, probe, **SINGLE)


@task("autograd_gradient")
@pytest.mark.parametrize("kind", [list, tuple, np.array, torch.tensor])
def test_gradient_at_whole_numbers(student, reference, kind):
    """a point of whole numbers, as list, tuple, array or tensor"""
    probe = quiet(lambda answers: answers.autograd_gradient(coupled, kind([3, -1, 2])))
    assert agree(student, reference, probe, **SINGLE)


@task("autograd_gradient")
def test_gradient_at_an_array(student, reference):
    """an array of floats, which keeps its values"""

    @quiet
    def probe(answers):
        point = np.array([0.4, 1.7, -0.9])
        gradient = copied(answers.autograd_gradient(coupled, point))
        return {"gradient": gradient, "point": point}

    got = student(probe)
    assert close(got["gradient"], reference(probe)["gradient"], **SINGLE)
    assert close(got["point"], [0.4, 1.7, -0.9]), "the caller's array has other values than before"


@task("autograd_gradient")
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32])
def test_gradient_twice_at_one_tensor(student, reference, dtype):
    """two calls with the same tensor"""

    @quiet
    def probe(answers):
        point = torch.tensor([1.2, -0.8], dtype=dtype)
        return [copied(answers.autograd_gradient(coupled, point)) for _ in range(2)]

    assert agree(student, reference, probe, **SINGLE)


@task("autograd_gradient")
def test_gradient_at_a_watched_tensor(student, reference):
    """a tensor that already requires a gradient and holds one"""

    @quiet
    def probe(answers):
        return copied(answers.autograd_gradient(coupled, watched_tensor([0.3, 1.1, -0.7])))

    assert agree(student, reference, probe, **SINGLE)


@task("autograd_gradient")
def test_gradient_leaves_a_plain_tensor_alone(student, reference):
    """the caller's tensor is as it was"""

    @quiet
    def probe(answers):
        point = torch.tensor([0.3, 1.1], dtype=torch.float64)
        gradient = copied(answers.autograd_gradient(coupled, point))
        return {"gradient": gradient, "point": state(point)}

    got = student(probe)
    assert close(got["gradient"], reference(probe)["gradient"], **SINGLE)
    assert untouched(got["point"], [0.3, 1.1], False, None)


@task("autograd_gradient")
def test_gradient_leaves_a_watched_tensor_alone(student, reference):
    """the caller's tensor with a gradient of its own is as it was"""

    @quiet
    def probe(answers):
        point = watched_tensor([0.3, 1.1])
        gradient = copied(answers.autograd_gradient(coupled, point))
        return {"gradient": gradient, "point": state(point)}

    got = student(probe)
    assert close(got["gradient"], reference(probe)["gradient"], **SINGLE)
    assert untouched(got["point"], [0.3, 1.1], True, [10.0, 10.0])


@task("autograd_gradient")
def test_gradient_requires_no_gradient(student, reference):
    """the result requires no gradient"""

    @quiet
    def probe(answers):
        gradient = answers.autograd_gradient(coupled, [0.9, -1.4])
        return {
            "gradient": copied(gradient),
            "requires_grad": bool(getattr(gradient, "requires_grad", False)),
        }

    got = student(probe)
    assert close(got["gradient"], reference(probe)["gradient"], **SINGLE)
    assert got["requires_grad"] is False, "the result still requires a gradient"


@task("autograd_gradient", weight=0)
def test_gradient_watched(student, reference):
    """how f is called"""

    @quiet
    def probe(answers):
        seen = []

        def f(t):
            seen.append(["requires grad, leaf", bool(t.requires_grad), bool(t.is_leaf)])
            if t.requires_grad:
                t.register_hook(lambda gradient: seen.append(["went back", True]))
            return (t**2).sum()

        try:
            answers.autograd_gradient(f, [0.8, -0.2])
        except Exception as error:
            seen.append(failure(error))
        return seen

    student(probe)


# --- 4.3 train_step -------------------------------------------------------------------


def uneven(w):
    """A loss for weights of any shape; every weight pulls on every other one."""
    return 1.3 * ((w - 0.7) ** 2).sum() + 0.1 * (w**4).sum() + 0.2 * w.sum() ** 2


def distance_to_five(w):
    return 0.5 * ((w - 5) ** 2).sum()


def weights(values, dtype=torch.float64):
    return torch.tensor(values, dtype=dtype, requires_grad=True)


@task("train_step", weight=2)
def test_step_four_times(student, reference):
    """where two weights are after each of four steps"""

    @quiet
    def probe(answers):
        w, path = weights([2.0, -1.5]), []
        for _ in range(4):
            answers.train_step(w, uneven, 0.13)
            path.append(copied(w))
        return path

    assert agree(student, reference, probe, **SINGLE)


@task("train_step")
def test_step_losses(student, reference):
    """the losses of four steps"""

    @quiet
    def probe(answers):
        w = weights([2.0, -1.5])
        return [copied(answers.train_step(w, uneven, 0.13)) for _ in range(4)]

    assert agree(student, reference, probe, **SINGLE)


@task("train_step")
def test_step_with_learning_rate_one(student, reference):
    """one step with a learning rate of 1"""

    @quiet
    def probe(answers):
        w = weights([0.4, -0.9, 1.6])
        answers.train_step(w, uneven, 1)
        return w

    assert agree(student, reference, probe, **SINGLE)


@task("train_step")
def test_step_keeps_a_watched_leaf(student, reference):
    """after each step w is still a leaf that requires a gradient"""

    @quiet
    def probe(answers):
        w, seen = weights([1.1, -0.3]), []
        for _ in range(3):
            answers.train_step(w, uneven, 0.1)
            seen.append({"w": copied(w), "leaf": w.is_leaf, "watched": w.requires_grad})
        return seen

    got, expected = student(probe), reference(probe)
    for now in got:
        assert now["leaf"], "w is no leaf any more"
        assert now["watched"], "w does not require a gradient any more"
    # the first step only: what goes wrong in later ones is other tests' business
    assert close(got[0]["w"], expected[0]["w"], **SINGLE)


@task("train_step")
def test_step_gives_a_number(student, reference):
    """the loss is a number, not a tensor"""

    @quiet
    def probe(answers):
        loss = answers.train_step(weights([1.7]), uneven, 0.05)
        return {"loss": copied(loss), "tensor": isinstance(loss, torch.Tensor)}

    got = student(probe)
    assert close(got["loss"], reference(probe)["loss"], **SINGLE)
    assert got["tensor"] is False, "the call gave a tensor. How do you get the number out?"


@task("train_step")
@pytest.mark.parametrize("values", [0.9, [[0.5, -1.0, 2.0], [1.5, 0.1, -0.4]]])
def test_step_of_other_shapes(student, reference, values):
    """a single weight, and weights in rows and columns"""

    @quiet
    def probe(answers):
        w = weights(values)
        losses = [copied(answers.train_step(w, uneven, 0.07)) for _ in range(2)]
        return {"losses": losses, "w": w}

    got, expected = student(probe), reference(probe)
    assert close(got["w"], expected["w"], **SINGLE)
    assert close(got["losses"], expected["losses"], **SINGLE)


@task("train_step")
def test_step_with_changing_losses(student, reference):
    """another loss function in every call"""

    @quiet
    def probe(answers):
        w, path = weights([2.0, 0.5], torch.float32), []
        for loss_fn in [uneven, distance_to_five, uneven]:
            answers.train_step(w=w, loss_fn=loss_fn, lr=0.2)
            path.append(copied(w))
        return path

    assert agree(student, reference, probe, **SINGLE)


@task("train_step")
def test_step_of_two_tensors_in_turn(student, reference):
    """two tensors trained in turn"""

    @quiet
    def probe(answers):
        a, b = weights([1.0, -2.0]), weights([0.2])
        for _ in range(2):
            answers.train_step(a, uneven, 0.1)
            answers.train_step(b, distance_to_five, 0.4)
        return {"a": a, "b": b}

    got, expected = student(probe), reference(probe)
    assert close(got["a"], expected["a"], **SINGLE)
    assert close(got["b"], expected["b"], **SINGLE)


@task("train_step", weight=0)
def test_step_watched(student, reference):
    """how w is written to"""

    @quiet
    def probe(answers):
        w, seen = weights([0.6, -1.2]), []

        def loss_fn(w):
            seen.append(["grad mode", torch.is_grad_enabled()])
            return (w**2).sum()

        before = w._version
        try:
            answers.train_step(w, loss_fn, 0.25)
        except Exception as error:
            seen.append(failure(error))
        seen.append(["written in place", w._version > before])
        return seen

    student(probe)


# --- 4.4 train ------------------------------------------------------------------------


def bowl(w):
    return w[0] ** 2 + 3 * w[1] ** 2


def bowl_gradient(w):
    return np.array([2 * w[0], 6 * w[1]])


def descend(gradient, w0, lr, steps):
    """Gradient descent by hand, as in the notebook before this one."""
    path = [np.array(w0, float)]
    for _ in range(steps):
        path.append(path[-1] - lr * gradient(path[-1]))
    return np.array(path)


def rows(path):
    """A path as one array, also when it came as a list of tensors."""
    return [copied(row) for row in path] if isinstance(path, (list, tuple)) else copied(path)


@task("train", weight=2)
def test_path_is_the_one_by_hand(student, reference):
    """the bowl in double precision, compared with descent by hand"""

    @quiet
    def probe(answers):
        start = torch.tensor([-1.7, 2.3], dtype=torch.float64)
        return rows(answers.train(bowl, start, 0.13, 5))

    expected = descend(bowl_gradient, [-1.7, 2.3], 0.13, 5)
    assert close(student(probe), expected, rtol=1e-9, atol=1e-12)


@task("train", weight=2)
def test_path_of_three_weights(student, reference):
    """three weights that pull on each other, from a list"""
    probe = quiet(lambda answers: rows(answers.train(uneven, [2.0, -1.5, 0.3], 0.11, 4)))
    assert agree(student, reference, probe, **SINGLE)


@task("train")
@pytest.mark.parametrize("kind", [list, tuple, np.array, torch.tensor])
def test_path_from_whole_numbers(student, reference, kind):
    """one weight, a whole number in a list, tuple, array or tensor"""
    probe = quiet(lambda answers: rows(answers.train(distance_to_five, kind([1]), 0.3, 3)))
    assert agree(student, reference, probe, **SINGLE)


@task("train")
def test_path_of_no_steps(student, reference):
    """no steps at all"""
    probe = quiet(lambda answers: rows(answers.train(uneven, [0.3, -0.8], lr=0.1, steps=0)))
    assert agree(student, reference, probe, **SINGLE)


@task("train")
def test_path_of_one_step(student, reference):
    """one step from a tensor in single precision"""

    @quiet
    def probe(answers):
        start = torch.tensor([0.3, -0.8, 1.4])
        return rows(answers.train(loss_fn=uneven, w0=start, lr=0.1, steps=1))

    assert agree(student, reference, probe, **SINGLE)


@task("train")
def test_path_leaves_a_plain_tensor_alone(student, reference):
    """a tensor w0 is as it was"""

    @quiet
    def probe(answers):
        start = torch.tensor([0.9, -1.1], dtype=torch.float64)
        path = rows(answers.train(uneven, start, 0.1, 1))
        return {"path": path, "w0": state(start)}

    got = student(probe)
    assert close(got["path"], reference(probe)["path"], **SINGLE)
    assert untouched(got["w0"], [0.9, -1.1], False, None)


@task("train")
def test_path_leaves_a_watched_tensor_alone(student, reference):
    """a tensor w0 with a gradient of its own is as it was"""

    @quiet
    def probe(answers):
        start = watched_tensor([0.9, -1.1])
        path = rows(answers.train(uneven, start, 0.1, 1))
        return {"path": path, "w0": state(start)}

    got = student(probe)
    assert close(got["path"], reference(probe)["path"], **SINGLE)
    assert untouched(got["w0"], [0.9, -1.1], True, [10.0, 10.0])


@task("train")
def test_path_from_an_array_twice(student, reference):
    """two runs from the same array"""

    @quiet
    def probe(answers):
        start = np.array([1.4, -0.2])
        runs = [rows(answers.train(uneven, start, 0.15, 2)) for _ in range(2)]
        return {"runs": runs, "w0": start}

    got = student(probe)
    for run, expected in zip(got["runs"], reference(probe)["runs"], strict=True):
        assert close(run, expected, **SINGLE)
    assert close(got["w0"], [1.4, -0.2]), "the caller's array has other values than before"


@task("train")
def test_path_requires_no_gradient(student, reference):
    """no row of the path requires a gradient"""

    @quiet
    def probe(answers):
        path = answers.train(uneven, [0.5, 1.2], 0.1, 1)
        watched = any(bool(getattr(row, "requires_grad", False)) for row in path)
        return {"path": rows(path), "requires_grad": watched}

    got = student(probe)
    assert close(got["path"], reference(probe)["path"], **SINGLE)
    assert got["requires_grad"] is False, "the path still requires a gradient"


@task("train")
def test_path_keeps_single_precision(student, reference):
    """the path from a tensor in single precision is in single precision too"""

    @quiet
    def probe(answers):
        path = answers.train(uneven, torch.tensor([0.6, -1.3]), 0.1, 1)
        return {"path": rows(path), "dtype": str(getattr(path[0], "dtype", "plain numbers"))}

    got = student(probe)
    assert close(got["path"], reference(probe)["path"], **SINGLE)
    assert not got["dtype"].endswith("float64"), "w0 is in single precision, the path in double"


# --- 4.5 repair_loop ------------------------------------------------------------------


def slope_of_two(w):
    """A loss with the same slope everywhere."""
    return 2 * w.sum() + 1


def run(answers, *arguments):
    """One call of repair_loop as plain data: final weights, losses, kinds of losses."""
    final, losses = answers.repair_loop(*arguments)
    return {
        "weights": copied(final),
        "losses": [copied(loss) for loss in losses],
        "tensors": [isinstance(loss, torch.Tensor) for loss in losses],
    }


@task("repair_loop")
def test_number_of_losses(student, reference):
    """as many losses as steps"""
    probe = quiet(lambda answers: len(run(answers, slope_of_two, [0.4], 0.3, 6)["losses"]))
    assert student(probe) == reference(probe), "the number of losses is not the number of steps"


@task("repair_loop")
def test_direction(student, reference):
    """which way the weight goes on a constant slope"""
    probe = quiet(lambda answers: run(answers, slope_of_two, [0.4], 0.3, 4)["weights"])
    final = as_numbers(student(probe))
    assert final.shape == (1,), "one weight went in: one weight is expected back"
    assert final[0] < 0.4, "the slope is positive everywhere. Which way is downhill?"


@task("repair_loop")
def test_steps_of_one_length(student, reference):
    """steps on a constant slope: all have the same length"""
    probe = quiet(lambda answers: run(answers, slope_of_two, [0.4], 0.3, 5)["losses"])
    changes = np.diff(as_numbers(student(probe)).ravel())
    assert len(changes) >= 2 and changes[0] != 0, "there are too few losses, or they never change"
    assert np.allclose(changes, changes[0], rtol=1e-5), (
        "the slope is the same everywhere, but the steps are not"
    )


@task("repair_loop")
def test_first_loss(student, reference):
    """the first loss is the loss at the start"""
    probe = quiet(lambda answers: run(answers, uneven, [1.3, -0.4], 0.1, 4)["losses"][0])
    assert agree(student, reference, probe, **SINGLE)


@task("repair_loop")
def test_losses_are_numbers(student, reference):
    """losses are floats, not tensors"""
    probe = quiet(lambda answers: run(answers, uneven, [1.3, -0.4], 0.1, 4))
    got = student(probe)
    assert as_numbers(got["losses"]).size, "there are no losses"
    assert not any(got["tensors"]), "the losses are tensors. How do you get the numbers out?"


@task("repair_loop")
@pytest.mark.parametrize("part", ["weights", "losses"])
def test_five_steps_on_a_parabola(student, reference, part):
    """five steps on a parabola: weights, losses"""
    probe = quiet(lambda answers: run(answers, distance_to_five, [1.5], 0.35, 5)[part])
    assert agree(student, reference, probe, **SINGLE)


@task("repair_loop")
@pytest.mark.parametrize("part", ["weights", "losses"])
def test_three_steps_on_the_bowl(student, reference, part):
    """three steps on a bowl, from a tuple of whole numbers: weights, losses"""
    probe = quiet(lambda answers: run(answers, bowl, (-3, 2), 0.12, 3)[part])
    assert agree(student, reference, probe, **SINGLE)


@task("repair_loop")
def test_no_step_and_one_step(student, reference):
    """no step, and one step"""

    @quiet
    def probe(answers):
        return {
            "none": run(answers, uneven, np.array([0.8, -0.6]), 0.1, 0),
            "one": run(answers, uneven, np.array([0.8, -0.6]), 0.1, 1),
        }

    got, expected = student(probe), reference(probe)
    for steps in ["none", "one"]:
        for part in ["weights", "losses"]:
            assert close(got[steps][part], expected[steps][part], **SINGLE)


@task("repair_loop")
def test_repaired_loop_leaves_w0_alone(student, reference):
    """a tensor w0 gives the same run and is as it was"""

    @quiet
    def probe(answers):
        start = watched_tensor([0.8, -0.6, 1.9])
        return run(answers, uneven, start, 0.1, 2) | {"w0": state(start)}

    got, expected = student(probe), reference(probe)
    assert close(got["weights"], expected["weights"], **SINGLE)
    assert untouched(got["w0"], [0.8, -0.6, 1.9], True, [10.0] * 3)


# --- 4.6 fit_line ---------------------------------------------------------------------

XS = [-1.2, 0.3, 0.9, 2.4, 3.1]
YS = [2.7, 1.1, 0.2, -1.9, -2.2]


def fit_by_hand(x, y, lr, epochs):
    """The recurrence that gradient descent on the mean squared error follows."""
    x, y = np.array(x, float), np.array(y, float)
    w = b = 0.0
    losses = []
    for _ in range(epochs):
        rest = w * x + b - y
        losses.append(np.mean(rest**2))
        w, b = w - lr * 2 * np.mean(rest * x), b - lr * 2 * np.mean(rest)
    return {"w": w, "b": b, "losses": losses}


def fit(answers, *arguments, **named):
    """One call of fit_line as plain data."""
    w, b, losses = answers.fit_line(*arguments, **named)
    return {"w": copied(w), "b": copied(b), "losses": [copied(loss) for loss in losses]}


@task("fit_line")
@pytest.mark.parametrize("part", ["w", "b", "losses"])
def test_three_epochs(student, reference, part):
    """three epochs: w, b, losses"""
    probe = quiet(lambda answers: fit(answers, XS, YS, 0.08, 3)[part])
    assert close(student(probe), fit_by_hand(XS, YS, 0.08, 3)[part], **SINGLE)


@task("fit_line")
def test_six_epochs_from_arrays(student, reference):
    """six epochs, data in arrays that stay as they are"""

    @quiet
    def probe(answers):
        x, y = np.array(XS), np.array(YS)
        return fit(answers, x, y, lr=0.11, epochs=6) | {"x": x, "y": y}

    got, expected = student(probe), fit_by_hand(XS, YS, 0.11, 6)
    for part in ["w", "b", "losses"]:
        assert close(got[part], expected[part], **SINGLE)
    assert close(got["x"], XS) and close(got["y"], YS), "the data have other values than before"


@task("fit_line")
@pytest.mark.parametrize("kind", [list, tuple, np.array, torch.tensor])
def test_whole_numbers(student, reference, kind):
    """data of whole numbers, as lists, tuples, arrays or tensors"""
    x, y = [-2, 0, 1, 4], [5, 1, 0, -8]
    probe = quiet(lambda answers: fit(answers, kind(x), kind(y), 0.06, 2))
    got, expected = student(probe), fit_by_hand(x, y, 0.06, 2)
    for part in ["w", "b", "losses"]:
        assert close(got[part], expected[part], **SINGLE)


@task("fit_line")
def test_one_epoch_from_tensors(student, reference):
    """one epoch, data in tensors that stay as they are"""

    @quiet
    def probe(answers):
        x, y = torch.tensor(XS, dtype=torch.float64), torch.tensor(YS, dtype=torch.float64)
        return fit(answers, x=x, y=y, lr=0.2, epochs=1) | {"x": state(x), "y": state(y)}

    got, expected = student(probe), fit_by_hand(XS, YS, 0.2, 1)
    for part in ["w", "b", "losses"]:
        assert close(got[part], expected[part], **SINGLE)
    assert untouched(got["x"], XS, False, None)
    assert untouched(got["y"], YS, False, None)


@task("fit_line")
def test_fit_gives_numbers(student, reference):
    """w, b and the losses are numbers, not tensors"""

    @quiet
    def probe(answers):
        w, b, losses = answers.fit_line(XS, YS, 0.08, 2)
        tensors = [isinstance(value, torch.Tensor) for value in (w, b, *losses)]
        return {"w": copied(w), "b": copied(b), "tensors": tensors}

    got, expected = student(probe), fit_by_hand(XS, YS, 0.08, 2)
    assert close(got["w"], expected["w"], **SINGLE)
    assert close(got["b"], expected["b"], **SINGLE)
    assert not any(got["tensors"]), "some are tensors. How do you get the numbers out?"


@task("fit_line")
def test_the_same_data_twice(student, reference):
    """the same data twice, one epoch each"""

    @quiet
    def probe(answers):
        first, second = (fit(answers, XS, YS, 0.08, 1) for _ in range(2))
        return first == second

    assert equal(student(probe), reference(probe))


@task("fit_line")
def test_own_learning_rate(student, reference):
    """the learning rate when none is given"""
    probe = quiet(lambda answers: fit(answers, XS, YS, epochs=2))
    got, expected = student(probe), fit_by_hand(XS, YS, 0.05, 2)
    for part in ["w", "b"]:
        assert close(got[part], expected[part], **SINGLE)


@task("fit_line")
def test_own_number_of_epochs(student, reference):
    """the number of losses when no number of epochs is given"""
    probe = quiet(lambda answers: len(fit(answers, XS, YS)["losses"]))
    assert student(probe) == reference(probe), "there is not one loss for each epoch"


@task("fit_line")
def test_shifted_targets(student, reference):
    """x with mean zero: raising all y moves b only"""

    @quiet
    def probe(answers):
        x = [-1.5, -0.5, 0.25, 1.75]
        y = [0.3, 1.9, -0.7, 2.6]
        raised = [value + 3.5 for value in y]
        return {"low": fit(answers, x, y, 0.15, 4), "high": fit(answers, x, raised, 0.15, 4)}

    got = student(probe)
    low, high = got["low"], got["high"]
    assert close(high["w"], as_numbers(low["w"]), **SINGLE), "w changed with the height of y"
    # b of the shift alone: the distance to 3.5 shrinks by 1 − 2η with every step
    lift = 3.5 * (1 - (1 - 2 * 0.15) ** 4)
    assert close(as_numbers(high["b"]) - as_numbers(low["b"]), lift, rtol=1e-5, atol=1e-5)


# --- 4.7 predict_accumulation ---------------------------------------------------------


def word(answer):
    """A prediction as a word: 6, 6.0 and "6" are the same one, and so are None and "None"."""
    if isinstance(answer, float) and answer.is_integer():
        answer = int(answer)
    return str(answer).strip().lower()


@task("predict_accumulation")
def test_predict_gradient_after_one_pass(student, reference):
    """x.grad after one backward pass"""

    def probe(answers):
        return answers.predict_accumulation["x.grad after backward"]

    assert equal(word(student(probe)), word(reference(probe)))


@task("predict_accumulation")
def test_predict_gradient_after_two_passes(student, reference):
    """x.grad after a second pass without zeroing"""

    def probe(answers):
        return answers.predict_accumulation["after a second forward+backward without zeroing"]

    assert equal(word(student(probe)), word(reference(probe)))


@task("predict_accumulation")
def test_predict_gradient_after_zeroing(student, reference):
    """x.grad after zeroing and another pass"""

    def probe(answers):
        return answers.predict_accumulation["after zero_() and another"]

    assert equal(word(student(probe)), word(reference(probe)))


@task("predict_accumulation")
def test_predict_gradient_of_the_output(student, reference):
    """y.grad"""

    def probe(answers):
        return answers.predict_accumulation["y.grad"]

    assert equal(word(student(probe)), word(reference(probe)))


@task("predict_accumulation")
def test_predict_update_while_recording(student, reference):
    """the update outside no_grad"""

    def probe(answers):
        return answers.predict_accumulation["w -= lr*w.grad outside no_grad"]

    assert equal(word(student(probe)), word(reference(probe)))


@task("predict_accumulation")
def test_predict_optimizer_step(student, reference):
    """optimizer.step() and the gradient"""

    def probe(answers):
        return answers.predict_accumulation["does optimizer.step() clear the gradient"]

    assert equal(word(student(probe)), word(reference(probe)))
