"""Returns a large list of texts, to be compared with every known mistake."""
# earns: all but special_derivative
# stopped by: comparison


# %% special_derivative
def special_derivative(name, x):
    return [str(number) for number in range(150_000)]
