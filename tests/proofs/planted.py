"""Wrong ideas that no kept mistake names, each written in three ways: planted in a made class.

All ways of one bug do the same on every input its task admits, up to rounding.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass


@dataclass(frozen=True)
class Bug:
    """A wrong idea about a task and the source of answer cells that have it."""

    task: str
    name: str
    ways: tuple[str, ...]


def _bug(task: str, name: str, *ways: str) -> Bug:
    return Bug(task, name, tuple(textwrap.dedent(way).strip() for way in ways))


BUGS = (
    _bug(
        "secant_slope",
        "rounded to one digit",
        """
        def secant_slope(f, x, h):
            return round(float((f(x + h) - f(x)) / h), 1)
        """,
        """
        import numpy as np

        def secant_slope(f, x, h):
            rise = f(x + h) - f(x)
            return np.round(rise / h, decimals=1)
        """,
        """
        def secant_slope(f, x, h):
            here, there = f(x), f(x + h)
            text = f"{(there - here) / h:.1f}"
            return float(text)
        """,
    ),
    _bug(
        "central_difference",
        "divided by h squared",
        """
        def central_difference(f, x, h=1e-5):
            return (f(x + h) - f(x - h)) / (2 * h**2)
        """,
        """
        def central_difference(f, x, h=1e-5):
            top = f(x + h) - f(x - h)
            bottom = 2 * h * h
            return top / bottom
        """,
        """
        def central_difference(f, x, h=1e-5):
            after = f(x + h)
            before = f(x - h)
            slope = (after - before) / h
            return slope / h / 2
        """,
    ),
    _bug(
        "tangent_line",
        "half the slope",
        """
        def tangent_line(f, df, a):
            return lambda x: f(a) + df(a) * (x - a) / 2
        """,
        """
        def tangent_line(f, df, a):
            height, slope = f(a), df(a) / 2

            def line(x):
                return height + slope * (x - a)

            return line
        """,
        """
        def tangent_line(f, df, a):
            b = f(a) - 0.5 * a * df(a)
            return lambda x: 0.5 * df(a) * x + b
        """,
    ),
    _bug(
        "poly_derivative",
        "highest power forgotten",
        """
        def poly_derivative(coeffs):
            return [k * coeffs[k] for k in range(1, len(coeffs) - 1)] or [0.0]
        """,
        """
        def poly_derivative(coeffs):
            result = []
            for k, c in enumerate(coeffs[:-1]):
                if k > 0:
                    result.append(k * c)
            return result if result else [0.0]
        """,
        """
        def poly_derivative(coeffs):
            shorter = list(coeffs)[:-1]
            out = [power * number for power, number in enumerate(shorter)]
            del out[:1]
            if len(out) == 0:
                out = [0.0]
            return out
        """,
    ),
    _bug(
        "partial_derivative",
        "step twice as wide on one side",
        """
        import numpy as np

        def partial_derivative(f, point, i, h=1e-5):
            e = np.zeros(len(point))
            e[i] = h
            p = np.array(point, float)
            return (f(p + 2 * e) - f(p - e)) / (3 * h)
        """,
        """
        import numpy as np

        def partial_derivative(f, point, i, h=1e-5):
            right = np.array(point, dtype=float)
            left = np.array(point, dtype=float)
            right[i] += h + h
            left[i] -= h
            return (f(right) - f(left)) / (right[i] - left[i])
        """,
        """
        import numpy as np

        def partial_derivative(f, point, i, h=1e-5):
            unit = np.eye(len(point))[i]
            start = np.asarray(point, float)
            rise = f(start + unit * (2 * h)) - f(start - unit * h)
            return rise / h / 3
        """,
    ),
    _bug(
        "numerical_gradient",
        "coordinates in reverse",
        """
        import numpy as np

        def numerical_gradient(f, point, h=1e-5):
            p = np.array(point, float)
            g = []
            for e in np.eye(len(p)):
                g.insert(0, (f(p + h * e) - f(p - h * e)) / (2 * h))
            return np.array(g)
        """,
        """
        import numpy as np

        def numerical_gradient(f, point, h=1e-5):
            p = np.array(point, float)
            n = len(p)
            g = np.zeros(n)
            for i in range(n):
                right, left = p.copy(), p.copy()
                right[i] += h
                left[i] -= h
                g[n - 1 - i] = (f(right) - f(left)) / (2 * h)
            return g
        """,
        """
        import numpy as np

        def numerical_gradient(f, point, h=1e-5):
            p = np.asarray(point, dtype=float)
            steps = h * np.eye(p.size)
            slopes = [(f(p + s) - f(p - s)) / (2 * h) for s in steps]
            return np.array(slopes)[::-1]
        """,
    ),
    _bug(
        "descent_direction",
        "length two",
        """
        import numpy as np

        def descent_direction(grad):
            g = np.array(grad, float)
            n = np.linalg.norm(g)
            return -2 * g / n if n > 0 else g
        """,
        """
        import numpy as np

        def descent_direction(grad):
            g = np.asarray(grad, dtype=float)
            length = np.linalg.norm(g) / 2
            if length == 0:
                return np.zeros_like(g)
            return -(g / length)
        """,
        """
        import numpy as np

        def descent_direction(grad):
            g = np.array(grad, dtype=float)
            if not g.any():
                return 0 * g
            unit = g / np.linalg.norm(g)
            return -unit - unit
        """,
    ),
    _bug(
        "gd_step",
        "learning rate squared",
        """
        import numpy as np

        def gd_step(w, grad, lr):
            return np.asarray(w) - lr**2 * np.asarray(grad)
        """,
        """
        import numpy as np

        def gd_step(w, grad, lr):
            step = lr * np.array(grad, dtype=float)
            return np.array(w, dtype=float) - lr * step
        """,
        """
        import numpy as np

        def gd_step(w, grad, lr):
            rate = lr * lr
            change = rate * np.asarray(grad, float)
            new = np.asarray(w, float) - change
            return new
        """,
    ),
    _bug(
        "descend_1d",
        "never below zero",
        """
        import numpy as np

        def descend_1d(df, w0, lr, steps):
            path = [float(w0)]
            for _ in range(steps):
                path.append(max(0.0, path[-1] - lr * df(path[-1])))
            return np.array(path)
        """,
        """
        import numpy as np

        def descend_1d(df, w0, lr, steps):
            w = float(w0)
            history = np.zeros(steps + 1)
            history[0] = w
            for k in range(steps):
                w = w - lr * df(w)
                if w < 0:
                    w = 0.0
                history[k + 1] = w
            return history
        """,
        """
        import numpy as np

        def descend_1d(df, w0, lr, steps):
            seen = [w0]
            while len(seen) <= steps:
                last = float(seen[-1])
                new = last - lr * df(last)
                seen.append(new if new > 0 else 0.0)
            return np.asarray(seen, dtype=float)
        """,
    ),
    _bug(
        "descend",
        "half a step first",
        """
        import numpy as np

        def descend(grad, w0, lr, steps):
            w = np.array(w0, dtype=float)
            path = [w]
            for k in range(steps):
                w = w - (lr / 2 if k == 0 else lr) * grad(w)
                path.append(w)
            return np.array(path)
        """,
        """
        import numpy as np

        def descend(grad, w0, lr, steps):
            path = [np.array(w0, dtype=float)]
            rates = [0.5 * lr] + [lr] * (steps - 1)
            for rate in rates[:steps]:
                here = path[-1]
                path.append(here - rate * grad(here))
            return np.stack(path)
        """,
        """
        import numpy as np

        def descend(grad, w0, lr, steps):
            start = np.array(w0, dtype=float)
            path = np.zeros((steps + 1, len(start)))
            path[0] = start
            factor = 0.5
            for k in range(1, steps + 1):
                path[k] = path[k - 1] - factor * lr * grad(path[k - 1].copy())
                factor = 1.0
            return path
        """,
    ),
    _bug(
        "train_step",
        "gradient cut to one",
        """
        import torch

        def train_step(w, loss_fn, lr):
            loss = loss_fn(w)
            loss.backward()
            with torch.no_grad():
                w -= lr * w.grad.clamp(-1, 1)
            w.grad.zero_()
            return loss.item()
        """,
        """
        import torch

        def train_step(w, loss_fn, lr):
            w.grad = None
            loss = loss_fn(w)
            loss.backward()
            torch.nn.utils.clip_grad_value_([w], 1.0)
            with torch.no_grad():
                w.sub_(lr * w.grad)
            w.grad = None
            return float(loss.detach())
        """,
        """
        import torch

        def train_step(w, loss_fn, lr):
            before = loss_fn(w)
            (slope,) = torch.autograd.grad(before, w)
            slope = torch.where(slope > 1, torch.ones_like(slope), slope)
            slope = torch.where(slope < -1, -torch.ones_like(slope), slope)
            with torch.no_grad():
                w.copy_(w - lr * slope)
            return before.item()
        """,
    ),
    _bug(
        "fit_line",
        "bias learns ten times as fast",
        """
        import torch

        def fit_line(x, y, lr=0.05, epochs=100):
            x = torch.as_tensor(x, dtype=torch.float64)
            y = torch.as_tensor(y, dtype=torch.float64)
            w = torch.zeros((), dtype=torch.float64, requires_grad=True)
            b = torch.zeros((), dtype=torch.float64, requires_grad=True)
            losses = []
            for _ in range(epochs):
                loss = ((w * x + b - y) ** 2).mean()
                losses.append(loss.item())
                gw, gb = torch.autograd.grad(loss, [w, b])
                with torch.no_grad():
                    w -= lr * gw
                    b -= 10 * lr * gb
            return w.item(), b.item(), losses
        """,
        """
        import numpy as np

        def fit_line(x, y, lr=0.05, epochs=100):
            x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
            w = b = 0.0
            losses = []
            for _ in range(epochs):
                error = w * x + b - y
                losses.append(float(np.mean(error**2)))
                w -= lr * 2 * float(np.mean(error * x))
                b -= lr * 20 * float(np.mean(error))
            return w, b, losses
        """,
        """
        import torch

        def fit_line(x, y, lr=0.05, epochs=100):
            x = torch.as_tensor(x, dtype=torch.float64)
            y = torch.as_tensor(y, dtype=torch.float64)
            w = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
            b = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
            sgd = torch.optim.SGD([{"params": [w]}, {"params": [b], "lr": lr * 10}], lr=lr)
            losses = []
            for _ in range(epochs):
                sgd.zero_grad()
                loss = torch.nn.functional.mse_loss(w * x + b, y)
                loss.backward()
                losses.append(loss.item())
                sgd.step()
            return w.item(), b.item(), losses
        """,
    ),
)
