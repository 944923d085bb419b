"""rounded to one digit"""

# --- a way to write it ---


def secant_slope(f, x, h):
    return round(float((f(x + h) - f(x)) / h), 1)


# --- a way to write it ---

import numpy as np


def secant_slope(f, x, h):
    rise = f(x + h) - f(x)
    return np.round(rise / h, decimals=1)


# --- a way to write it ---


def secant_slope(f, x, h):
    here, there = f(x), f(x + h)
    text = f"{(there - here) / h:.1f}"
    return float(text)
