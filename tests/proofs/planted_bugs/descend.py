"""half a step first"""

# --- a way to write it ---

import numpy as np


def descend(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w]
    for k in range(steps):
        w = w - (lr / 2 if k == 0 else lr) * grad(w)
        path.append(w)
    return np.array(path)


# --- a way to write it ---

import numpy as np


def descend(grad, w0, lr, steps):
    path = [np.array(w0, dtype=float)]
    rates = [0.5 * lr] + [lr] * (steps - 1)
    for rate in rates[:steps]:
        here = path[-1]
        path.append(here - rate * grad(here))
    return np.stack(path)


# --- a way to write it ---

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
