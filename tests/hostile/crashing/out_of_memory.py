"""Uses up its memory and keeps it, so that nothing after it can work."""
# earns: all but secant_slope
# stopped by: limits

# %% secant_slope
kept = []


def secant_slope(f, x, h):
    for size in (2**28, 2**20, 2**10):
        try:
            while True:
                kept.append(bytearray(size))
        except MemoryError:
            pass
    raise MemoryError
