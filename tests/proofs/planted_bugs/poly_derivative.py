"""highest power forgotten"""

# --- a way to write it ---


def poly_derivative(coeffs):
    return [k * coeffs[k] for k in range(1, len(coeffs) - 1)] or [0.0]


# --- a way to write it ---


def poly_derivative(coeffs):
    result = []
    for k, c in enumerate(coeffs[:-1]):
        if k > 0:
            result.append(k * c)
    return result if result else [0.0]


# --- a way to write it ---


def poly_derivative(coeffs):
    shorter = list(coeffs)[:-1]
    out = [power * number for power, number in enumerate(shorter)]
    del out[:1]
    if len(out) == 0:
        out = [0.0]
    return out
