"""coordinates in reverse"""

# --- a way to write it ---

import numpy as np


def numerical_gradient(f, point, h=1e-5):
    p = np.array(point, float)
    g = []
    for e in np.eye(len(p)):
        g.insert(0, (f(p + h * e) - f(p - h * e)) / (2 * h))
    return np.array(g)


# --- a way to write it ---

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


# --- a way to write it ---

import numpy as np


def numerical_gradient(f, point, h=1e-5):
    p = np.asarray(point, dtype=float)
    steps = h * np.eye(p.size)
    slopes = [(f(p + s) - f(p - s)) / (2 * h) for s in steps]
    return np.array(slopes)[::-1]
