"""learning rate squared"""

# --- a way to write it ---

import numpy as np


def gd_step(w, grad, lr):
    return np.asarray(w) - lr**2 * np.asarray(grad)


# --- a way to write it ---

import numpy as np


def gd_step(w, grad, lr):
    step = lr * np.array(grad, dtype=float)
    return np.array(w, dtype=float) - lr * step


# --- a way to write it ---

import numpy as np


def gd_step(w, grad, lr):
    rate = lr * lr
    change = rate * np.asarray(grad, float)
    new = np.asarray(w, float) - change
    return new
