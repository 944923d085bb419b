"""never below zero"""

# --- a way to write it ---

import numpy as np


def descend_1d(df, w0, lr, steps):
    path = [float(w0)]
    for _ in range(steps):
        path.append(max(0.0, path[-1] - lr * df(path[-1])))
    return np.array(path)


# --- a way to write it ---

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


# --- a way to write it ---

import numpy as np


def descend_1d(df, w0, lr, steps):
    seen = [w0]
    while len(seen) <= steps:
        last = float(seen[-1])
        new = last - lr * df(last)
        seen.append(new if new > 0 else 0.0)
    return np.asarray(seen, dtype=float)
