"""step twice as wide on one side"""

# --- a way to write it ---

import numpy as np


def partial_derivative(f, point, i, h=1e-5):
    e = np.zeros(len(point))
    e[i] = h
    p = np.array(point, float)
    return (f(p + 2 * e) - f(p - e)) / (3 * h)


# --- a way to write it ---

import numpy as np


def partial_derivative(f, point, i, h=1e-5):
    right = np.array(point, dtype=float)
    left = np.array(point, dtype=float)
    right[i] += h + h
    left[i] -= h
    return (f(right) - f(left)) / (right[i] - left[i])


# --- a way to write it ---

import numpy as np


def partial_derivative(f, point, i, h=1e-5):
    unit = np.eye(len(point))[i]
    start = np.asarray(point, float)
    rise = f(start + unit * (2 * h)) - f(start - unit * h)
    return rise / h / 3
