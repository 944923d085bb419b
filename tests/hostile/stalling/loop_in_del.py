"""Returns an object that loops for ever when it is thrown away."""
# earns: all but secant_slope
# says: did not stop within its time limit
# stopped by: deadline


# %% secant_slope
class Undead:
    def __del__(self):
        while True:
            pass


def secant_slope(f, x, h):
    return Undead()
