"""length two"""

# --- a way to write it ---

import numpy as np


def descent_direction(grad):
    g = np.array(grad, float)
    n = np.linalg.norm(g)
    return -2 * g / n if n > 0 else g


# --- a way to write it ---

import numpy as np


def descent_direction(grad):
    g = np.asarray(grad, dtype=float)
    length = np.linalg.norm(g) / 2
    if length == 0:
        return np.zeros_like(g)
    return -(g / length)


# --- a way to write it ---

import numpy as np


def descent_direction(grad):
    g = np.array(grad, dtype=float)
    if not g.any():
        return 0 * g
    unit = g / np.linalg.norm(g)
    return -unit - unit
