"""half the slope"""

# --- a way to write it ---


def tangent_line(f, df, a):
    return lambda x: f(a) + df(a) * (x - a) / 2


# --- a way to write it ---


def tangent_line(f, df, a):
    height, slope = f(a), df(a) / 2

    def line(x):
        return height + slope * (x - a)

    return line


# --- a way to write it ---


def tangent_line(f, df, a):
    b = f(a) - 0.5 * a * df(a)
    return lambda x: 0.5 * df(a) * x + b
