"""divided by h squared"""

# --- a way to write it ---


def central_difference(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h**2)


# --- a way to write it ---


def central_difference(f, x, h=1e-5):
    top = f(x + h) - f(x - h)
    bottom = 2 * h * h
    return top / bottom


# --- a way to write it ---


def central_difference(f, x, h=1e-5):
    after = f(x + h)
    before = f(x - h)
    slope = (after - before) / h
    return slope / h / 2
